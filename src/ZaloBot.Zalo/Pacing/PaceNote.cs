namespace ZaloBot.Zalo.Pacing;

/// <summary>What has been learnt of the platform's rate limits, shared by all processes of the OA.</summary>
public sealed record PaceNote
{
    /// <summary>Nothing learnt yet.</summary>
    public static readonly PaceNote Blank = new();

    /// <summary>Nobody calls before.</summary>
    public DateTimeOffset? ClosedUntil { get; init; }

    /// <summary>When the platform last refused a call for its rate.</summary>
    public DateTimeOffset? ExhaustedAt { get; init; }

    /// <summary>Calls a minute the platform says it allows.</summary>
    public int? Limit { get; init; }

    /// <summary>Calls the platform says are left, …</summary>
    public int? Remain { get; init; }

    /// <summary>… in this minute, by our clock.</summary>
    public long RemainMinute { get; init; }

    /// <summary>Calls made in that minute when the platform said so, by our count.</summary>
    public int UsedThen { get; init; }
}
