using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Webhooks;

/// <summary>
/// Sends events to the store together: those that arrive while the store answers for others go with the next batch, in one
/// write and one command a lane. An event that comes alone goes alone, at once.
/// </summary>
internal sealed class InboxBatches(Store store, Action<int, long, int> kept)
{
    private readonly Lock _gate = new();
    private List<Waiting> _pending = [];
    private bool _isSending;

    /// <summary>Keeps an event; done when the store has answered for it.</summary>
    public Task PushAsync(int lane, ReadOnlyMemory<byte> entry)
    {
        var waiting = new Waiting(lane, entry);
        lock (_gate)
        {
            _pending.Add(waiting);
            if (!_isSending)
            {
                _isSending = true;

                // Behind the requests that are being read already, so that they can come along.
                ThreadPool.UnsafeQueueUserWorkItem(static batches => _ = batches.SendAllAsync(), this, preferLocal: false);
            }
        }

        return waiting.Task;
    }

    private async Task SendAllAsync()
    {
        while (Take(orStop: true) is { Count: > 0 } batch)
        {
            try
            {
                await SendAsync(batch);
            }
            catch (Exception failure)
            {
                // Those who came meanwhile have waited too, for a store that does not answer: they are not made to wait again.
                batch.ForEach(waiting => waiting.TrySetException(failure));
                Take(orStop: false).ForEach(waiting => waiting.TrySetException(failure));
            }
        }
    }

    private List<Waiting> Take(bool orStop)
    {
        lock (_gate)
        {
            var taken = _pending;
            _isSending = !orStop || taken.Count > 0;
            _pending = [];
            return taken;
        }
    }

    private async Task SendAsync(List<Waiting> batch)
    {
        if (batch is [var only])
        {
            var length = await store.Intake.ListLeftPushAsync(store.Keys.Inbox(only.Lane), only.Entry);
            kept(only.Lane, length, 1);
            only.TrySetResult();
            return;
        }

        var sending = store.Intake.CreateBatch();
        var lanes = batch.GroupBy(waiting => waiting.Lane).Select(lane => (
            Lane: lane.Key,
            Waiting: lane.ToArray(),
            Length: sending.ListLeftPushAsync(store.Keys.Inbox(lane.Key), [.. lane.Select(waiting => (RedisValue)waiting.Entry)]))).ToList();
        sending.Execute();
        foreach (var (lane, waiting, length) in lanes)
        {
            kept(lane, await length, waiting.Length);
            foreach (var one in waiting)
            {
                one.TrySetResult();
            }
        }
    }

    private sealed class Waiting(int lane, ReadOnlyMemory<byte> entry) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public int Lane => lane;

        public ReadOnlyMemory<byte> Entry => entry;
    }
}
