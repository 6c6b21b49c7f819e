using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Outbox;

/// <summary>One step of the sender with one item: under which lease, and how the item stood when it was last read or written.</summary>
/// <param name="lease">The right to send.</param>
/// <param name="known">The item as the store had it.</param>
public sealed class SenderTurn(Lease lease, RedisValue known)
{
    private RedisValue _known = known;

    /// <summary>A condition of all that is written: a sender that lost its lease changes nothing.</summary>
    public Condition IsHeld => lease.IsHeld;

    /// <summary>A condition of what puts the item's text into the store again: an erasure that rewrote or removed it meanwhile must not be undone.</summary>
    public Condition IsAsKnown(StoreKeys keys, OutboxItem item) => Condition.HashEqual(keys.OutboxItems, item.Id, _known);

    /// <summary>Notes how the item stands since this step wrote it.</summary>
    public void Wrote(RedisValue value) => _known = value;
}
