namespace ZaloBot.Membership.Agenda;

/// <summary>
/// Notices when the clock was moved: compares it with one that only measures. A grace period must not be over because somebody
/// corrected the machine's date.
/// </summary>
public sealed class ClockWatch(TimeProvider time)
{
    /// <summary>Corrections by a time server are smaller than this.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    private (DateTimeOffset Wall, long Measured) _last = Read(time);

    /// <summary>By how much the clock leapt forward since the last look; zero when it did not.</summary>
    public TimeSpan Leapt()
    {
        var now = Read(time);
        var leap = now.Wall - _last.Wall - time.GetElapsedTime(_last.Measured, now.Measured);
        _last = now;
        return leap > Slack ? leap : TimeSpan.Zero;
    }

    // Both of one moment: what passes between the two readings would look like a leap.
    private static (DateTimeOffset Wall, long Measured) Read(TimeProvider time)
    {
        while (true)
        {
            var before = time.GetTimestamp();
            var wall = time.GetUtcNow();
            if (time.GetElapsedTime(before) < TimeSpan.FromSeconds(1))
            {
                return (wall, before);
            }
        }
    }
}
