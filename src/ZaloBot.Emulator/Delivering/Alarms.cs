namespace ZaloBot.Emulator;

/// <summary>Things that happen later, by the emulator's clock.</summary>
internal sealed class Alarms(TimeProvider clock) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<ITimer> _timers = [];

    /// <summary>How many are still to come.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    /// <summary>Acts once, after this time; never once disposed.</summary>
    public void After(TimeSpan wait, Action act)
    {
        lock (_gate)
        {
            ITimer? timer = null;
            timer = clock.CreateTimer(_ => Ring(timer!, act), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timers.Add(timer);
            timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var timer in _timers)
            {
                timer.Dispose();
            }

            _timers.Clear();
        }
    }

    private void Ring(ITimer timer, Action act)
    {
        lock (_gate)
        {
            if (!_timers.Remove(timer))
            {
                return;
            }
        }

        timer.Dispose();
        act();
    }
}
