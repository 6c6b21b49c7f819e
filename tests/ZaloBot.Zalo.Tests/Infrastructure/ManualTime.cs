using Microsoft.Extensions.Time.Testing;

namespace ZaloBot.Zalo.Tests.Infrastructure;

/// <summary>A clock that moves only when told, and can say when somebody has begun to wait on it.</summary>
public sealed class ManualTime() : FakeTimeProvider(Beginning)
{
    /// <summary>Ten seconds past a full minute, so that minutes do not begin where the tests do.</summary>
    public static readonly DateTimeOffset Beginning = new(2027, 3, 1, 1, 0, 10, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _begun = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime >= TimeSpan.Zero)
        {
            Note(dueTime);
        }

        return new Watched(timer, this);
    }

    /// <summary>Returns once somebody waits for a span of which this is true; each wait is told once.</summary>
    public async Task SleeperAsync(Func<TimeSpan, bool> isMeant)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                var at = _begun.FindIndex(span => isMeant(span));
                if (at >= 0)
                {
                    _begun.RemoveAt(at);
                    return;
                }

                more = _more.Task;
            }

            await more.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>Waits for a sleeper between the two and lets exactly its longest time pass.</summary>
    public async Task WakeAsync(TimeSpan from, TimeSpan to)
    {
        await SleeperAsync(span => span >= from && span <= to);
        Advance(to);
    }

    private void Note(TimeSpan span)
    {
        TaskCompletionSource done;
        lock (_gate)
        {
            _begun.Add(span);
            (done, _more) = (_more, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        done.SetResult();
    }

    // Some timers are made asleep and started later.
    private sealed class Watched(ITimer inner, ManualTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = inner.Change(dueTime, period);
            if (dueTime >= TimeSpan.Zero)
            {
                time.Note(dueTime);
            }

            return changed;
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
