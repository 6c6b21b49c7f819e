namespace ZaloBot.Zalo.Tokens;

/// <summary>How the connection of the OA stands, for checks, dashboards and alerts. Holds no token.</summary>
public sealed record TokenHealth
{
    /// <summary>In a word.</summary>
    public required TokenStatus Status { get; init; }

    /// <summary>Why consent is needed, if it is.</summary>
    public ConsentReason Reason { get; init; }

    /// <summary>The platform's words for it.</summary>
    public string? Detail { get; init; }

    /// <summary>When the pair in use was received, and how.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>How it was received.</summary>
    public TokenOrigin? Origin { get; init; }

    /// <summary>When it will be renewed.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When the access token ends, if nothing is done.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    internal static TokenHealth Of(TokenState state, DateTimeOffset now) => new()
    {
        Status = state.Current is null ? TokenStatus.Missing
            : state.UsableToken is null ? TokenStatus.Disconnected
            : state.ConsentNeeded != ConsentReason.None ? TokenStatus.ConsentNeeded
            : state.Renewal is not null ? TokenStatus.RenewalUnclear
            : now >= state.Current.DueAt ? TokenStatus.RenewalDue
            : TokenStatus.Good,
        Reason = state.Current is null && state.ConsentNeeded == ConsentReason.None ? ConsentReason.NeverGiven : state.ConsentNeeded,
        Detail = state.ConsentDetail,
        ReceivedAt = state.Current?.ReceivedAt,
        Origin = state.Current?.Origin,
        DueAt = state.Current?.DueAt,
        ExpiresAt = state.Current is { } current ? current.ReceivedAt + current.Lifetime : null,
    };
}

/// <summary>The connection of the OA in a word.</summary>
public enum TokenStatus
{
    /// <summary>No consent was ever given and the settings hold no pair.</summary>
    Missing,

    /// <summary>All is well.</summary>
    Good,

    /// <summary>A renewal is due and has not been tried or not been possible yet.</summary>
    RenewalDue,

    /// <summary>A renewal was begun and its end is not known; it will be tried once more.</summary>
    RenewalUnclear,

    /// <summary>Calls still work, but nothing can be renewed: consent is needed before the access token ends.</summary>
    ConsentNeeded,

    /// <summary>No call works; consent is needed now.</summary>
    Disconnected,
}
