namespace ZaloBot.Zalo.Events;

/// <summary>A message between one person and the OA, in either direction (fact sheet 3.3).</summary>
public sealed record PrivateMessage : ZaloEvent
{
    /// <summary>The person, whoever of the two wrote.</summary>
    public required string UserId { get; init; }

    /// <summary>Unique.</summary>
    public required string MessageId { get; init; }

    /// <summary>The message this one replies to.</summary>
    public string? QuotedMessageId { get; init; }

    /// <summary>The text, or a caption.</summary>
    public string? Text { get; init; }

    /// <summary>What the message is made of.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>Empty for plain text.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>The OA wrote it. Messages sent through the API are echoed this way.</summary>
    public bool IsFromOa { get; init; }

    /// <summary>The OA administrator who wrote by hand; null when the API did.</summary>
    public string? AdminId { get; init; }
}

/// <summary>A message of somebody who has not shown who they are (<c>anonymous_send_*</c>, <c>oa_send_anonymous_*</c>).</summary>
public sealed record AnonymousMessage : ZaloEvent
{
    /// <summary>The conversation; there is no user id.</summary>
    public required string ConversationId { get; init; }

    /// <summary>Unique.</summary>
    public string? MessageId { get; init; }

    /// <summary>The text.</summary>
    public string? Text { get; init; }

    /// <summary>What the message is made of.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>The OA wrote it.</summary>
    public bool IsFromOa { get; init; }
}

/// <summary>A message of the OA reached a person's phone (<c>user_received_message</c>).</summary>
public sealed record MessageDelivered : ZaloEvent
{
    /// <summary>The person; of a message sent by telephone number, that number.</summary>
    public string? UserId { get; init; }

    /// <summary>The message.</summary>
    public required string MessageId { get; init; }

    /// <summary>The caller's own mark, of messages sent by telephone number.</summary>
    public string? TrackingId { get; init; }
}

/// <summary>A person saw messages of the OA (<c>user_seen_message</c>).</summary>
public sealed record MessagesSeen : ZaloEvent
{
    /// <summary>The person.</summary>
    public string? UserId { get; init; }

    /// <summary>The messages, at least one.</summary>
    public required IReadOnlyList<string> MessageIds { get; init; }
}

/// <summary>Somebody put a reaction on a private message; groups have no such event.</summary>
public sealed record MessageReacted : ZaloEvent
{
    /// <summary>The person of the conversation.</summary>
    public string? UserId { get; init; }

    /// <summary>The message.</summary>
    public required string MessageId { get; init; }

    /// <summary>The platform's code, such as <c>/-strong</c>.</summary>
    public string? Icon { get; init; }

    /// <summary>The OA reacted.</summary>
    public bool IsFromOa { get; init; }
}
