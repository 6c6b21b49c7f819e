namespace ZaloBot.Emulator;

/// <summary>One try to hand an event to the app, or the reason why none was made.</summary>
public sealed record DeliveryAttempt
{
    /// <summary>Number of the event; its retries and duplicates share it.</summary>
    public required int Number { get; init; }

    /// <summary>The event's name as sent.</summary>
    public required string EventName { get; init; }

    /// <summary>The body as sent.</summary>
    public required string Body { get; init; }

    /// <summary>0 for the first attempt, else the value of <c>num_retry</c>.</summary>
    public required int Retry { get; init; }

    /// <summary>Sent again on purpose, after it had been accepted.</summary>
    public bool IsDuplicate { get; init; }

    /// <summary>What came of it.</summary>
    public required DeliveryOutcome Outcome { get; init; }

    /// <summary>The HTTP status, if the app answered.</summary>
    public int? Status { get; init; }

    /// <summary>When it ended, by the emulator's clock.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>What came of an attempt to deliver.</summary>
public enum DeliveryOutcome
{
    /// <summary>2xx in time.</summary>
    Accepted,

    /// <summary>Another status.</summary>
    Refused,

    /// <summary>No answer within 2 s.</summary>
    TimedOut,

    /// <summary>The connection broke after it was opened.</summary>
    Broken,

    /// <summary>The connection could not be opened; repeated by the documented times.</summary>
    NoConnection,

    /// <summary>Not sent: no webhook address is set.</summary>
    NoAddress,

    /// <summary>Not sent: the OA has not granted the app yet.</summary>
    NotGranted,

    /// <summary>Not sent: unsubscribed after the last failed retry.</summary>
    Unsubscribed,

    /// <summary>Not sent: the event's toggle is off, or the syntax filter held it back.</summary>
    SwitchedOff,
}
