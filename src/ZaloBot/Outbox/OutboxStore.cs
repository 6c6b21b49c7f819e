using System.Text.Json;
using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Outbox;

/// <summary>
/// What is to be said, in the store: a hash of items, and two sorted sets of their keys by due time, urgent and routine.
/// </summary>
public sealed class OutboxStore(Store store)
{
    /// <summary>Adds an item to a commit.</summary>
    public static void Plan(Changes changes, StoreKeys keys, OutboxItem item)
    {
        Write(changes, keys, item);
        changes.TouchesOutbox = true;
    }

    /// <summary>Adds to a commit that an item now looks like this; gives how it then stands in the store.</summary>
    public static RedisValue Write(Changes changes, StoreKeys keys, OutboxItem item)
    {
        RedisValue value = JsonSerializer.SerializeToUtf8Bytes(item, StorageJson.Readable.OutboxItem);
        changes.Add(transaction => transaction.HashSetAsync(keys.OutboxItems, item.Id, value));
        changes.Add(transaction => transaction.SortedSetAddAsync(QueueOf(keys, item), item.Id, item.Due.ToUnixTimeMilliseconds()));
        return value;
    }

    /// <summary>Adds to a commit that an item is settled, with its receipt.</summary>
    public static void Settle(Changes changes, StoreKeys keys, OutboxItem item, Receipt receipt)
    {
        var value = JsonSerializer.SerializeToUtf8Bytes(receipt, StorageJson.Default.Receipt);
        changes.Add(transaction => transaction.HashDeleteAsync(keys.OutboxItems, item.Id));
        changes.Add(transaction => transaction.SortedSetRemoveAsync(QueueOf(keys, item), item.Id));
        changes.Add(transaction => transaction.ListLeftPushAsync(keys.Receipts, value));
        changes.Add(transaction => transaction.ListTrimAsync(keys.Receipts, 0, ReceiptCapacity - 1));
    }

    /// <summary>The next item that is due, urgent ones first, and when to look again if there is none.</summary>
    public async Task<(PlannedItem? Planned, DateTimeOffset? NextDue)> NextAsync(DateTimeOffset now)
    {
        DateTimeOffset? nextDue = null;
        foreach (var queue in new[] { store.Keys.OutboxUrgent, store.Keys.OutboxRoutine })
        {
            var first = await store.Database.SortedSetRangeByRankWithScoresAsync(queue, 0, 0);
            if (first.Length == 0)
            {
                continue;
            }

            var due = DateTimeOffset.FromUnixTimeMilliseconds((long)first[0].Score);
            if (due > now)
            {
                nextDue = nextDue is null || due < nextDue ? due : nextDue;
                continue;
            }

            if (await ReadAsync(first[0].Element!) is { } planned)
            {
                return (planned, null);
            }

            // An item that was erased; its key alone says nothing.
            await store.Database.SortedSetRemoveAsync(queue, first[0].Element);
            return (null, now);
        }

        return (null, nextDue);
    }

    public async Task<OutboxItem?> FindAsync(RedisValue id) => (await ReadAsync(id))?.Item;

    /// <summary>An item with how it stands in the store; null when it is not there, or not any more.</summary>
    public async Task<PlannedItem?> ReadAsync(RedisValue id) =>
        await store.Database.HashGetAsync(store.Keys.OutboxItems, id) is { IsNull: false } value ? new(value) : null;

    public async Task<IReadOnlyList<OutboxItem>> AllAsync() => [.. (await ReadAllAsync()).Select(planned => planned.Item)];

    /// <summary>All items with how they stand in the store.</summary>
    public async Task<IReadOnlyList<PlannedItem>> ReadAllAsync() => [.. (await store.Database.HashValuesAsync(store.Keys.OutboxItems)).Select(value => new PlannedItem(value))];

    public async Task<IReadOnlyList<Receipt>> ReceiptsAsync(int atMost) =>
        [.. (await store.Database.ListRangeAsync(store.Keys.Receipts, 0, atMost - 1)).Select(value => JsonSerializer.Deserialize((byte[])value!, StorageJson.Default.Receipt)!)];

    public Task<long> LengthAsync() => store.Database.HashLengthAsync(store.Keys.OutboxItems);

    // Receipts hold no text and serve an administrator who asks "was it said?"; a few thousand are weeks of an office's life.
    private const int ReceiptCapacity = 5_000;

    private static RedisKey QueueOf(StoreKeys keys, OutboxItem item) => item.Urgent ? keys.OutboxUrgent : keys.OutboxRoutine;
}
