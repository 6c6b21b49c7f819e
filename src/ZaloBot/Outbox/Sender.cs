using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Outbox;

/// <summary>
/// Sends what is in the outbox, one item after another. One process at a time holds the sender's lease, so that order and
/// pace hold for the whole OA.
/// </summary>
public sealed partial class Sender(Store store, OutboxStore outbox, Delivery delivery, Nudge nudge, Pulse pulse, TimeProvider time, ILogger<Sender> logger)
    : LeasedService(store, store.Keys.SenderLease, logger)
{
    protected override async Task WorkAsync(Lease lease, CancellationToken held)
    {
        while (!held.IsCancellationRequested)
        {
            var next = nudge.Next(Nudge.Outbox);
            var (planned, nextDue) = await outbox.NextAsync(time.GetUtcNow());
            if (planned is not null)
            {
                if (!await AdvanceAsync(planned, lease, held))
                {
                    return;
                }

                pulse.Beat();
            }
            else
            {
                pulse.Beat();
                await WaitAsync(next, nextDue, time, held);
            }
        }
    }

    // One item that nobody can deal with must not stop those behind it.
    private async Task<bool> AdvanceAsync(PlannedItem planned, Lease lease, CancellationToken held)
    {
        try
        {
            return await delivery.AdvanceAsync(planned, lease, held);
        }
        catch (Exception failure) when (!held.IsCancellationRequested && failure is not (RedisException or RedisTimeoutException))
        {
            LogStuck(planned.Item.Case, failure);
            return await delivery.SetAsideAsync(planned.Item.Id, lease);
        }
    }

    [LoggerMessage(10, LogLevel.Error, "Case {Case} could not be dealt with, and is tried again later.")]
    private partial void LogStuck(string @case, Exception failure);
}
