using System.Text.Json.Serialization;

namespace ZaloBot.Outbox;

/// <summary>
/// Something the bot is going to say. Written in the transaction that marks the event done, so that a crash can neither forget
/// it nor plan it twice.
/// </summary>
public sealed record OutboxItem
{
    /// <summary>
    /// The item's key. Derived from the event, so that the same event worked twice plans the same item.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The case number that stands in the text; by it the platform's history shows whether the message was said.</summary>
    public required string Case { get; init; }

    public required Audience Audience { get; init; }

    /// <summary>The group or the person it goes to.</summary>
    public required string To { get; init; }

    public required string Text { get; init; }

    /// <summary>Urgent items go before routine ones and do not wait for office hours.</summary>
    public bool Urgent { get; init; }

    public required DateTimeOffset Due { get; init; }

    /// <summary>After this it is no longer worth saying, and is dropped with a receipt that says so.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public OutboxState State { get; init; }

    /// <summary>When the call was made whose outcome is in doubt.</summary>
    public DateTimeOffset CalledAt { get; init; }

    /// <summary>How often the history was looked at after a call whose outcome is in doubt.</summary>
    public int Looks { get; init; }

    /// <summary>Calls whose outcome was in doubt and of which the history showed no trace.</summary>
    public int Doubts { get; init; }

    /// <summary>Calls that certainly did nothing.</summary>
    public int Refusals { get; init; }

    /// <summary>The person the text is about, so that an erasure finds it.</summary>
    public string? About { get; init; }

    /// <summary>The group a private alert is about; the fallback never posts there.</summary>
    public string? AboutGroup { get; init; }

    /// <summary>The fallback does not show this: it has done so already, or it is a question, which is for the leader alone.</summary>
    public bool IsShown { get; init; }

    /// <summary>The case it asks leaders about: once one of them has answered, it is no longer worth saying to the others.</summary>
    public string? Question { get; init; }

    /// <summary>Tries whether the person can be written to again; when that works, what else waits for them follows.</summary>
    public bool IsTrial { get; init; }

    [JsonIgnore]
    public bool IsPublic => Audience == Audience.Group;
}

/// <summary>Who an item goes to.</summary>
public enum Audience
{
    /// <summary>Everyone in a group. A doubtful call is repeated only when the history proves that nothing was said.</summary>
    Group,

    /// <summary>One person, privately. Said at least once: a doubtful call is repeated in the end.</summary>
    Person,
}

/// <summary>How far an item has got.</summary>
public enum OutboxState
{
    /// <summary>To be sent when due.</summary>
    Waiting,

    /// <summary>Marked before the call: found in this state after a crash, nobody knows whether the call was made.</summary>
    Sending,

    /// <summary>The call was made and its outcome is unclear; the history will be looked at.</summary>
    Unclear,
}
