using StackExchange.Redis;

namespace ZaloBot.Storage;

/// <summary>
/// Wakes sleeping loops, in this process at once and in others through the store's pub/sub. A lost nudge costs only the time
/// until the next slow poll: nobody relies on it.
/// </summary>
public sealed class Nudge(Store store, TimeProvider time) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ISubscriber? _subscriber;

    /// <summary>How often a loop looks by itself, in case a nudge was lost.</summary>
    public static readonly TimeSpan SlowPoll = TimeSpan.FromSeconds(1);

    public async Task ListenAsync()
    {
        _subscriber = store.Connection.GetSubscriber();
        await _subscriber.SubscribeAsync(store.Keys.Nudges, (_, _) => WakeHere());
    }

    /// <summary>Wakes the loops of all processes.</summary>
    public void Wake()
    {
        WakeHere();
        if (!store.OwnsEmbedded)
        {
            _ = store.Database.PublishAsync(store.Keys.Nudges, "", CommandFlags.FireAndForget);
        }
    }

    /// <summary>The next nudge. Take it before looking for work, wait on it after finding none: then none is missed.</summary>
    public Task Next
    {
        get
        {
            lock (_gate)
            {
                return _next.Task;
            }
        }
    }

    /// <summary>Waits for a nudge, but no longer than this.</summary>
    public async Task WaitAsync(Task next, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(next, Task.Delay(atMost, time, done.Token));
        await done.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        if (_subscriber is not null)
        {
            await _subscriber.UnsubscribeAllAsync(CommandFlags.FireAndForget);
        }
    }

    private void WakeHere()
    {
        TaskCompletionSource woken;
        lock (_gate)
        {
            woken = _next;
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        woken.TrySetResult();
    }
}
