using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ZaloBot.Zalo.Pacing;

/// <summary>
/// Lets calls through minute by minute. Those who must wait stand in two queues, the urgent before the routine; one of them at
/// a time asks the ledger, so that nobody overtakes.
/// </summary>
public sealed partial class MinutePace(IPaceLedger ledger, IOptionsMonitor<ZaloOptions> options, TimeProvider time, ILogger<MinutePace> logger) : IPace
{
    private readonly LocalPaceLedger _alone = new();
    private readonly Lock _gate = new();
    private readonly Queue<Waiter> _urgent = new();
    private readonly Queue<Waiter> _routine = new();
    private TaskCompletionSource _urgentCame = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isServing;
    private (long Minute, int Taken) _used;

    /// <inheritdoc/>
    public async ValueTask WaitAsync(CallPriority priority, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new Waiter();
        lock (_gate)
        {
            if (priority == CallPriority.Urgent)
            {
                _urgent.Enqueue(waiter);
                _urgentCame.TrySetResult();
            }
            else
            {
                _routine.Enqueue(waiter);
            }

            if (!_isServing)
            {
                _isServing = true;
                _ = Task.Run(ServeAsync, CancellationToken.None);
            }
        }

        await using var registration = cancellationToken.Register(() => waiter.Turn.TrySetCanceled(cancellationToken));
        await waiter.Turn.Task;
    }

    /// <inheritdoc/>
    public void Observe(int? limit, int? remain)
    {
        if (limit is null && remain is null)
        {
            return;
        }

        var minute = PaceRule.MinuteOf(time.GetUtcNow());
        var used = _used;
        Try(shared => shared.Learn(limit, remain, minute, used.Minute == minute ? used.Taken : 0));
    }

    /// <inheritdoc/>
    public void Exhausted(DateTimeOffset until)
    {
        LogExhausted(until);
        Try(shared => shared.Close(until, time.GetUtcNow()));
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            CallPriority priority;
            Task urgentCame;
            lock (_gate)
            {
                DropGone(_urgent);
                DropGone(_routine);
                if (_urgent.Count + _routine.Count == 0)
                {
                    _isServing = false;
                    return;
                }

                priority = _urgent.Count > 0 ? CallPriority.Urgent : CallPriority.Routine;
                if (_urgentCame.Task.IsCompleted)
                {
                    _urgentCame = new(TaskCreationOptions.RunContinuationsAsynchronously);
                }

                urgentCame = _urgentCame.Task;
            }

            if (await TakeAsync(priority) is { } nextTry)
            {
                await SleepAsync(nextTry, urgentCame);
            }
            else
            {
                LetGo(priority);
            }
        }
    }

    // Null when a call was taken, else when to try again.
    private async Task<DateTimeOffset?> TakeAsync(CallPriority priority)
    {
        try
        {
            return await TakeAsync(ledger, priority);
        }
        catch (Exception failure)
        {
            LogAlone(failure);
            return await TakeAsync(_alone, priority);
        }
    }

    private async Task<DateTimeOffset?> TakeAsync(IPaceLedger from, CallPriority priority)
    {
        var note = await from.ReadAsync(CancellationToken.None);
        var now = time.GetUtcNow();
        if (note.ClosedUntil > now)
        {
            return note.ClosedUntil;
        }

        var minute = PaceRule.MinuteOf(now);
        var allowance = PaceRule.Allowance(note, options.CurrentValue.CallsPerMinute, priority, now);
        if (await from.TryTakeAsync(minute, allowance, CancellationToken.None) is not { } taken)
        {
            return PaceRule.StartOf(minute + 1);
        }

        _used = (minute, taken);
        return null;
    }

    // An urgent call may still find room where a routine one found none, so its coming ends the sleep.
    private async Task SleepAsync(DateTimeOffset until, Task urgentCame)
    {
        var span = until - time.GetUtcNow();
        if (span <= TimeSpan.Zero)
        {
            return;
        }

        using var over = new CancellationTokenSource();
        await Task.WhenAny(Task.Delay(span, time, over.Token), urgentCame);
        await over.CancelAsync();
    }

    // Somebody urgent may have come since the call was taken; whoever is first in line gets it. If all have gone, it is lost.
    private void LetGo(CallPriority priority)
    {
        lock (_gate)
        {
            var first = priority == CallPriority.Urgent || _urgent.Count > 0 ? _urgent : _routine;
            var second = ReferenceEquals(first, _urgent) ? _routine : _urgent;
            while ((first.TryDequeue(out var waiter) || second.TryDequeue(out waiter)) && !waiter.Turn.TrySetResult())
            {
            }
        }
    }

    private static void DropGone(Queue<Waiter> queue)
    {
        while (queue.TryPeek(out var first) && first.Turn.Task.IsCompleted)
        {
            queue.Dequeue();
        }
    }

    private void Try(Action<IPaceLedger> write)
    {
        write(_alone);
        try
        {
            write(ledger);
        }
        catch (Exception failure)
        {
            LogAlone(failure);
        }
    }

    private sealed class Waiter
    {
        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The platform refuses calls for their rate; nobody calls before {Until:O}.")]
    private partial void LogExhausted(DateTimeOffset until);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The shared count of calls does not answer; this process counts alone.")]
    private partial void LogAlone(Exception exception);
}
