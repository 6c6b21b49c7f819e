using StackExchange.Redis;
using ZaloBot.Privacy;
using ZaloBot.Storage;

namespace ZaloBot.Outbox;

/// <summary>
/// Sends what is in the outbox, one item after another. One process at a time holds the sender's lease, so that order and
/// pace hold for the whole OA.
/// </summary>
public sealed partial class Sender(Store store, OutboxStore outbox, Delivery delivery, ErasedPeople people, Nudge nudge, Pulse pulse, TimeProvider time, ILogger<Sender> logger)
    : LeasedService(store, store.Keys.SenderLease, logger)
{
    protected override async Task WorkAsync(Lease lease, CancellationToken held)
    {
        while (!held.IsCancellationRequested)
        {
            var next = nudge.Next(Nudge.Outbox);

            // Asked for first, so that it is as old as the item or older.
            var erased = people.ReadAsync();
            var (item, nextDue) = await outbox.NextAsync(time.GetUtcNow());
            var turn = new SenderTurn(lease, await erased);
            if (item is not null)
            {
                if (!await AdvanceAsync(item, turn, held))
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
    private async Task<bool> AdvanceAsync(OutboxItem item, SenderTurn turn, CancellationToken held)
    {
        try
        {
            return await delivery.AdvanceAsync(item, turn, held);
        }
        catch (Exception failure) when (!held.IsCancellationRequested && failure is not (RedisException or RedisTimeoutException))
        {
            LogStuck(item.Case, failure);
            return await delivery.SetAsideAsync(item.Id, turn);
        }
    }

    [LoggerMessage(10, LogLevel.Error, "Case {Case} could not be dealt with, and is tried again later.")]
    private partial void LogStuck(string @case, Exception failure);
}
