using ZaloBot.Rules;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Moderation;

/// <summary>A platform's message as the rules see it.</summary>
internal static class ChatMessages
{
    public static ChatMessage From(GroupMessage message, GroupMemory memory, RememberedMessage? repliedTo) => new()
    {
        Text = message.Text ?? "",
        Kind = KindOf(message.Kind),
        Previous = memory.TextBefore(),
        RepliedTo = repliedTo?.Text,
        FileNames = [.. message.Attachments.Select(attachment => attachment.Name).OfType<string>()],
        Links = [.. message.Attachments.Where(attachment => attachment.Type == "link" && attachment.Card is null).Select(attachment => attachment.Url).OfType<string>()],
    };

    public static ContentKind KindOf(MessageKind kind) => kind switch
    {
        MessageKind.Text => ContentKind.Text,
        MessageKind.Image => ContentKind.Image,
        MessageKind.Link => ContentKind.Link,
        MessageKind.Audio => ContentKind.Voice,
        MessageKind.Video => ContentKind.Video,
        MessageKind.Location => ContentKind.Location,
        MessageKind.BusinessCard => ContentKind.ContactCard,
        MessageKind.Sticker => ContentKind.Sticker,
        MessageKind.Gif => ContentKind.Sticker,
        MessageKind.File => ContentKind.File,
        _ => ContentKind.Other,
    };
}
