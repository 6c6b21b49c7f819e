namespace ZaloBot.Zalo.Events;

/// <summary>What a message is made of, told by the event name (fact sheet 3.2, 4) or by the row type of the history (5.3).</summary>
public enum MessageKind
{
    /// <summary>A kind the platform added later.</summary>
    Other,

    /// <summary>Written text.</summary>
    Text,

    /// <summary>One photo or more; a caption may stand in the text.</summary>
    Image,

    /// <summary>A link with its preview.</summary>
    Link,

    /// <summary>A voice message.</summary>
    Audio,

    /// <summary>A video.</summary>
    Video,

    /// <summary>A place on the map.</summary>
    Location,

    /// <summary>Somebody's contact card. It carries a telephone number, which is personal data.</summary>
    BusinessCard,

    /// <summary>A sticker.</summary>
    Sticker,

    /// <summary>An animated picture.</summary>
    Gif,

    /// <summary>A document.</summary>
    File,

    /// <summary>A list with buttons; only the OA sends these.</summary>
    List,

    /// <summary>A template; only the OA sends these.</summary>
    Template,

    /// <summary>A question for consent; only the OA sends these.</summary>
    Consent,
}
