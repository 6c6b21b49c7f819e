using ZaloBot.Storage;

namespace ZaloBot.Outbox;

/// <summary>
/// Sends what is in the outbox, one item after another. One process at a time holds the sender's lease, so that order and
/// pace hold for the whole OA.
/// </summary>
public sealed class Sender(Store store, OutboxStore outbox, Delivery delivery, Nudge nudge, Pulse pulse, TimeProvider time, ILogger<Sender> logger)
    : LeasedService(store, store.Keys.SenderLease, logger)
{
    protected override async Task WorkAsync(Lease lease, CancellationToken held)
    {
        while (!held.IsCancellationRequested)
        {
            var next = nudge.Next(Nudge.Outbox);
            var (item, nextDue) = await outbox.NextAsync(time.GetUtcNow());
            if (item is not null)
            {
                if (!await delivery.AdvanceAsync(item, lease, held))
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
}
