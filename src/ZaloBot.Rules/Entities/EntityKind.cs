namespace ZaloBot.Rules.Entities;

/// <summary>Things in a message that are recognised by their shape.</summary>
public enum EntityKind : byte
{
    /// <summary>A link to an official site of the state, the party, the union or a school.</summary>
    OfficialLink,

    /// <summary>A link to a meeting room, a form or shared files.</summary>
    ToolLink,

    /// <summary>A link to a social network or a video site.</summary>
    SocialLink,

    /// <summary>A link to a market place.</summary>
    ShopLink,

    /// <summary>A shortened link: where it leads cannot be seen.</summary>
    ShortLink,

    /// <summary>A link with the marks of a throw-away site: a cheap top-level domain, an address made of numbers, the name of an office on a foreign domain.</summary>
    OddLink,

    /// <summary>Any other link.</summary>
    OtherLink,

    /// <summary>A telephone number, also with digits masked by x.</summary>
    Phone,

    /// <summary>A sum of money.</summary>
    Price,

    /// <summary>A sum of money for one piece, kilo, month, …</summary>
    UnitPrice,

    /// <summary>The number of a bank account or card.</summary>
    Account,

    /// <summary>The number of an official document, such as 129-TB/ĐTN.</summary>
    DocumentNumber,

    /// <summary>A date in figures.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A date or time until which something is due.</summary>
    Deadline,

    /// <summary>The name of a document, picture or archive.</summary>
    FileName,

    /// <summary>The name of a file that a device would run.</summary>
    ProgramFile,

    /// <summary>A share in per cent.</summary>
    Percent,

    /// <summary>A code of four to eight digits named as one.</summary>
    Code,

    /// <summary>Somebody addressed with @.</summary>
    Mention,

    /// <summary>An e-mail address.</summary>
    Mail,
}
