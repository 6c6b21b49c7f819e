namespace ZaloBot.Zalo.Events;

/// <summary>The platform's words for kinds of messages.</summary>
internal static class MessageKinds
{
    /// <summary>By the end of an event name.</summary>
    public static MessageKind OfEvent(string suffix) => suffix switch
    {
        "text" => MessageKind.Text,
        "image" => MessageKind.Image,
        "link" => MessageKind.Link,
        "audio" => MessageKind.Audio,
        "video" => MessageKind.Video,
        "location" => MessageKind.Location,
        "business_card" => MessageKind.BusinessCard,
        "sticker" => MessageKind.Sticker,
        "gif" => MessageKind.Gif,
        "file" => MessageKind.File,
        "list" => MessageKind.List,
        "template" => MessageKind.Template,
        "consent" => MessageKind.Consent,
        _ => MessageKind.Other,
    };

    /// <summary>By the type of a history row, which uses other words (fact sheet 4).</summary>
    public static MessageKind OfHistory(string? type) => type?.ToLowerInvariant() switch
    {
        "photo" => MessageKind.Image,
        "voice" => MessageKind.Audio,
        "links" => MessageKind.Link,
        { } other => OfEvent(other),
        null => MessageKind.Other,
    };
}
