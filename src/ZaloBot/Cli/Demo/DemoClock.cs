namespace ZaloBot.Cli.Demo;

/// <summary>A clock that runs like any other and can be set forward, so that a day passes in a minute.</summary>
internal sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    private readonly DateTimeOffset _startedAt = System.GetUtcNow();
    private long _forward;

    public override DateTimeOffset GetUtcNow() => start + (System.GetUtcNow() - _startedAt) + TimeSpan.FromTicks(Volatile.Read(ref _forward));

    /// <summary>Sets the clock to a moment, if that lies ahead.</summary>
    public void SetTo(DateTimeOffset moment)
    {
        var ahead = moment - GetUtcNow();
        if (ahead > TimeSpan.Zero)
        {
            Interlocked.Add(ref _forward, ahead.Ticks);
        }
    }
}
