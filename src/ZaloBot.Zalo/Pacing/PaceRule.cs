namespace ZaloBot.Zalo.Pacing;

/// <summary>How many calls a minute may have. Pure: the count itself is kept elsewhere (<see cref="IPaceLedger"/>).</summary>
public static class PaceRule
{
    /// <summary>Kept free under what the platform says it allows, for calls other tools of the OA make.</summary>
    private const double Headroom = 0.9;

    /// <summary>Kept back for urgent calls.</summary>
    private const double UrgentReserve = 0.1;

    /// <summary>Of the remaining calls the platform tells, this many are left alone: its minute is not exactly ours.</summary>
    private const int Margin = 2;

    /// <summary>After a refusal the pace begins anew at half and gains a tenth a minute.</summary>
    private const double AfterRefusal = 0.5;

    private const double GainPerMinute = 0.1;

    /// <summary>The number of a minute, as the platform is believed to count them: full minutes of the clock.</summary>
    public static long MinuteOf(DateTimeOffset now) => now.ToUnixTimeSeconds() / 60;

    /// <summary>When a minute begins.</summary>
    public static DateTimeOffset StartOf(long minute) => DateTimeOffset.FromUnixTimeSeconds(minute * 60);

    /// <summary>Calls this minute may have in all, at least one.</summary>
    public static int Allowance(PaceNote note, int callsPerMinute, CallPriority priority, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(note);
        var allowance = (double)callsPerMinute;
        if (note.Limit is { } limit)
        {
            allowance = Math.Min(allowance, limit * Headroom);
        }

        if (note.ExhaustedAt is { } exhausted)
        {
            var minutes = Math.Max(0, MinuteOf(now) - MinuteOf(exhausted));
            allowance *= Math.Min(1, AfterRefusal + (GainPerMinute * Math.Max(0, minutes - 1)));
        }

        if (priority == CallPriority.Routine)
        {
            allowance *= 1 - UrgentReserve;
        }

        var whole = Math.Max(1, (int)allowance);
        return note.Remain is { } remain && note.RemainMinute == MinuteOf(now)
            ? Math.Min(whole, note.UsedThen + Math.Max(0, remain - Margin))
            : whole;
    }
}
