namespace ZaloBot.Outbox;

/// <summary>What became of an item. Holds no text.</summary>
/// <param name="Id">The item's key.</param>
/// <param name="Case">The case number.</param>
/// <param name="Audience">Group or person.</param>
/// <param name="To">The group or person.</param>
/// <param name="At">When it was settled.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="MessageId">The platform's id of the message, when it was said.</param>
/// <param name="ErrorCode">The platform's error code, when it refused.</param>
public sealed record Receipt(string Id, string Case, Audience Audience, string To, DateTimeOffset At, DeliveryOutcome Outcome, string? MessageId = null, int ErrorCode = 0);

/// <summary>What became of an outbox item.</summary>
public enum DeliveryOutcome
{
    /// <summary>The platform took it.</summary>
    Delivered,

    /// <summary>A doubtful call turned out to have worked.</summary>
    FoundInHistory,

    /// <summary>It stayed in doubt whether it was said; a public message is then not said again.</summary>
    LeftUnsaid,

    /// <summary>It was no longer worth saying.</summary>
    Expired,

    /// <summary>The platform refused it for good.</summary>
    Refused,

    /// <summary>The person cannot be written to now; it waits in the leader's inbox.</summary>
    WaitsForLeader,
}
