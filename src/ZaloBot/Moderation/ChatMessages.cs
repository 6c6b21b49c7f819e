using ZaloBot.Rules;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Moderation;

/// <summary>A platform's message as the rules see it.</summary>
internal static class ChatMessages
{
    public static ChatMessage From(GroupMessage message, GroupMemory memory, RememberedMessage? repliedTo)
    {
        var before = memory.TextsBefore(message.SentAt, 1 + ChatMessage.MostEarlier);
        return new()
        {
            Text = TextOf(message) ?? "",
            Kind = KindOf(message.Kind),
            Previous = before.Count > 0 ? before[0] : null,
            Earlier = [.. before.Skip(1)],
            RepliedTo = repliedTo?.Text,
            FileNames = [.. message.Attachments.Select(attachment => attachment.Name).OfType<string>()],
            Links = [.. message.Attachments.Where(attachment => message.Kind == MessageKind.Link && attachment.Card is null).Select(attachment => attachment.Url).OfType<string>()],
        };
    }

    /// <summary>
    /// What a message says. A link or video shared without a word of one's own says what its description says; with words of
    /// one's own the description is somebody else's, and is not held against who shared it.
    /// </summary>
    public static string? TextOf(GroupMessage message)
    {
        if (message.Kind is not (MessageKind.Link or MessageKind.Video) || !SaysNothing(message))
        {
            return message.Text;
        }

        var parts = message.Attachments.Select(attachment => attachment.Description).Prepend(message.Text).Where(part => !string.IsNullOrWhiteSpace(part)).ToList();
        return parts.Count == 0 ? message.Text : string.Join('\n', parts);
    }

    private static bool SaysNothing(GroupMessage message) =>
        string.IsNullOrWhiteSpace(message.Text) || message.Attachments.Any(attachment => attachment.Url is { } url && url.Trim() == message.Text.Trim());

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
