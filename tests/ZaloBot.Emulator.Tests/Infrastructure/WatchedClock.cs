using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace ZaloBot.Emulator.Tests;

/// <summary>A clock that moves when told, and tells when somebody waits for it.</summary>
public sealed class WatchedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly ConcurrentDictionary<TimeSpan, TaskCompletionSource> _timers = new();

    /// <summary>Done once a timer of this length was set.</summary>
    public Task TimerOf(TimeSpan length) => Signal(length).Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Signal(dueTime).TrySetResult();
        return timer;
    }

    private TaskCompletionSource Signal(TimeSpan length) =>
        _timers.GetOrAdd(length, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
