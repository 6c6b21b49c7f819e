namespace ZaloBot.Zalo.Events;

/// <summary>Reads the events that are messages, or tell of one (fact sheet 3.2, 3.3).</summary>
internal static class MessageReader
{
    // The longer beginnings first: `user_send_group_text` also begins like a private message.
    private static readonly (string Beginning, Func<EventSource, MessageKind, Built> Read)[] Families =
    [
        ("user_send_group_", InGroup),
        ("oa_send_group_", InGroup),
        ("oa_send_anonymous_", Anonymous),
        ("anonymous_send_", Anonymous),
        ("user_send_", Private),
        ("oa_send_", Private),
    ];

    /// <summary>A message, or null when the name is not one of a message. A kind of message nobody knows yet is still a message.</summary>
    public static Built? TryRead(EventSource e)
    {
        foreach (var (beginning, read) in Families)
        {
            if (e.Name.StartsWith(beginning, StringComparison.Ordinal))
            {
                return read(e, MessageKinds.OfEvent(e.Name[beginning.Length..]));
            }
        }

        return null;
    }

    public static Built Delivery(EventSource e)
    {
        if (MessageId(e) is not { } id)
        {
            return "message.msg_id is missing.";
        }

        var (userId, oaId) = Sides(e);
        return new MessageDelivered { UserId = userId, MessageId = id, TrackingId = e.Message.Id("tracking_id"), OaId = oaId };
    }

    public static Built Seen(EventSource e)
    {
        var ids = EventSource.UserIds(e.Message, "msg_ids");
        if (ids.Count == 0 && MessageId(e) is { } only)
        {
            ids = [only];
        }

        if (ids.Count == 0)
        {
            return "message.msg_ids names no message.";
        }

        var (userId, oaId) = Sides(e);
        return new MessagesSeen { UserId = userId, MessageIds = ids, OaId = oaId };
    }

    public static Built Reaction(EventSource e) => MessageId(e) is { } id
        ? new MessageReacted { UserId = e.PersonSide, MessageId = id, Icon = e.Message.Text("react_icon"), IsFromOa = e.IsFromOa, OaId = e.OaSide }
        : "message.msg_id is missing.";

    private static Built InGroup(EventSource e, MessageKind kind)
    {
        if ((e.RecipientId ?? e.GroupId) is not { } groupId)
        {
            return "recipient.id, the group, is missing.";
        }

        if ((e.SenderId ?? (e.IsFromOa ? e.OaId : null)) is not { } senderId)
        {
            return "sender.id is missing.";
        }

        if (MessageId(e) is not { } messageId)
        {
            return "message.msg_id is missing.";
        }

        return new GroupMessage
        {
            GroupId = groupId,
            SenderId = senderId,
            MessageId = messageId,
            QuotedMessageId = e.Message.Id("quote_msg_id"),
            Text = Text(e),
            Kind = kind,
            Attachments = AttachmentReader.Read(e.Message, kind),
            IsFromOa = e.IsFromOa,
            AdminId = AdminId(e),
            OaId = e.IsFromOa ? senderId : null,
        };
    }

    private static Built Private(EventSource e, MessageKind kind)
    {
        if (e.PersonSide is not { } userId)
        {
            return e.IsFromOa ? "recipient.id is missing." : "sender.id is missing.";
        }

        if (MessageId(e) is not { } messageId)
        {
            return "message.msg_id is missing.";
        }

        return new PrivateMessage
        {
            UserId = userId,
            MessageId = messageId,
            QuotedMessageId = e.Message.Id("quote_msg_id"),
            Text = Text(e),
            Kind = kind,
            Attachments = AttachmentReader.Read(e.Message, kind),
            IsFromOa = e.IsFromOa,
            AdminId = AdminId(e),
            OaId = e.OaSide,
        };
    }

    private static Built Anonymous(EventSource e, MessageKind kind) =>
        (e.Body.Id("conversation_id") ?? e.Message.Id("conversation_id") ?? e.Recipient.Id("conversation_id") ?? e.Sender.Id("conversation_id")) is { } conversationId
            ? new AnonymousMessage
            {
                ConversationId = conversationId,
                MessageId = MessageId(e),
                Text = Text(e),
                Kind = kind,
                IsFromOa = e.IsFromOa,
                OaId = e.OaSide,
            }
            : "conversation_id is missing.";

    private static string? MessageId(EventSource e) => e.Message.Id("msg_id", "message_id");

    // A message that is a bare text instead of an object has a text and nothing else.
    private static string? Text(EventSource e) => e.Message.Text("text") ?? e.Body.Text("message");

    private static string? AdminId(EventSource e) => e.Sender.Id("admin_id");

    // Whether these events name the person as sender or recipient is not documented; one by telephone number has it as recipient.
    private static (string? UserId, string? OaId) Sides(EventSource e) =>
        e.OaId is not null && e.RecipientId == e.OaId ? (e.SenderId, e.OaId)
        : e.RecipientId is null ? (e.SenderId, e.OaId)
        : (e.RecipientId, e.OaId ?? e.SenderId);
}
