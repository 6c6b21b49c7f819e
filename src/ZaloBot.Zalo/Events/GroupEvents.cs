namespace ZaloBot.Zalo.Events;

/// <summary>Something that happened in or to a group (fact sheet 3.1, 3.2).</summary>
public abstract record GroupEvent : ZaloEvent
{
    /// <summary>The group. Message events carry it as <c>recipient.id</c>, the others as <c>group_id</c>.</summary>
    public required string GroupId { get; init; }
}

/// <summary>Something that happened to people of a group. One event may name several; it never names who acted.</summary>
public abstract record GroupPeopleEvent : GroupEvent
{
    /// <summary>The people concerned, each once, at least one.</summary>
    public required IReadOnlyList<string> UserIds { get; init; }
}

/// <summary>Somebody, or the OA itself, wrote in a group.</summary>
public sealed record GroupMessage : GroupEvent
{
    /// <summary>The writer; for the OA's own messages the OA.</summary>
    public required string SenderId { get; init; }

    /// <summary>Unique; the same id appears in the history.</summary>
    public required string MessageId { get; init; }

    /// <summary>The message this one replies to; neither its text nor its author is told.</summary>
    public string? QuotedMessageId { get; init; }

    /// <summary>The text, or a caption. Mentions stand in it as <c>[@id]</c>.</summary>
    public string? Text { get; init; }

    /// <summary>What the message is made of.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>Empty for plain text.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>The OA wrote it, by API or by an administrator in the chat tool. Never to be judged.</summary>
    public bool IsFromOa { get; init; }

    /// <summary>The OA administrator who wrote by hand; null when the API did.</summary>
    public string? AdminId { get; init; }
}

/// <summary>People joined: by link, invitation or approval, which is not told.</summary>
public sealed record MembersJoined : GroupPeopleEvent;

/// <summary>People left or were removed; the platform does not say which.</summary>
public sealed record MembersLeft : GroupPeopleEvent;

/// <summary>People wait for approval.</summary>
public sealed record JoinRequested : GroupPeopleEvent;

/// <summary>Waiting people were approved. Whether <see cref="MembersJoined"/> follows is not documented.</summary>
public sealed record JoinAccepted : GroupPeopleEvent;

/// <summary>Waiting people were rejected.</summary>
public sealed record JoinRejected : GroupPeopleEvent;

/// <summary>People became deputies (the platform's group admins).</summary>
public sealed record DeputiesAdded : GroupPeopleEvent;

/// <summary>People are deputies no longer.</summary>
public sealed record DeputiesRemoved : GroupPeopleEvent;

/// <summary>The OA has a new group.</summary>
public sealed record GroupCreated : GroupEvent;

/// <summary>Name, picture, description or a setting changed; what, must be asked.</summary>
public sealed record GroupInfoUpdated : GroupEvent;

/// <summary>The group is gone: by its owner, or 45 days after its asset expired.</summary>
public sealed record GroupDissolved : GroupEvent;
