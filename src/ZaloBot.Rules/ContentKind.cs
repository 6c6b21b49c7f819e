namespace ZaloBot.Rules;

/// <summary>What a message is made of, as far as judging it is concerned.</summary>
public enum ContentKind
{
    /// <summary>Written words.</summary>
    Text,

    /// <summary>A photo, or an album of them; a caption may stand in the text.</summary>
    Image,

    /// <summary>A link with its preview.</summary>
    Link,

    /// <summary>A document.</summary>
    File,

    /// <summary>A sticker or an animated picture.</summary>
    Sticker,

    /// <summary>A voice message.</summary>
    Voice,

    /// <summary>A video.</summary>
    Video,

    /// <summary>A place on the map.</summary>
    Location,

    /// <summary>Somebody's contact card.</summary>
    ContactCard,

    /// <summary>Anything else.</summary>
    Other,
}
