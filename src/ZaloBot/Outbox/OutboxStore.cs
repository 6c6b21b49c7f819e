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

    /// <summary>Adds to a commit that an item now looks like this.</summary>
    public static void Write(Changes changes, StoreKeys keys, OutboxItem item)
    {
        var value = JsonSerializer.SerializeToUtf8Bytes(item, StorageJson.Readable.OutboxItem);
        changes.Add(transaction => transaction.HashSetAsync(keys.OutboxItems, item.Id, value));
        changes.Add(transaction => transaction.SortedSetAddAsync(QueueOf(keys, item), item.Id, item.Due.ToUnixTimeMilliseconds()));
    }

    /// <summary>The condition that an item still waits for the moment one knows of.</summary>
    public static Condition IsDueAsKnown(StoreKeys keys, OutboxItem item) =>
        Condition.SortedSetEqual(QueueOf(keys, item), item.Id, item.Due.ToUnixTimeMilliseconds());

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
    public async Task<(OutboxItem? Item, DateTimeOffset? NextDue)> NextAsync(DateTimeOffset now)
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

            if (await FindAsync(first[0].Element!) is { } item)
            {
                return (item, null);
            }

            // An item that was erased; its key alone says nothing.
            await store.Database.SortedSetRemoveAsync(queue, first[0].Element);
            return (null, now);
        }

        return (null, nextDue);
    }

    public async Task<OutboxItem?> FindAsync(RedisValue id)
    {
        var value = await store.Database.HashGetAsync(store.Keys.OutboxItems, id);
        return value.IsNull ? null : JsonSerializer.Deserialize((byte[])value!, StorageJson.Default.OutboxItem);
    }

    public async Task<IReadOnlyList<OutboxItem>> AllAsync() =>
        [.. (await store.Database.HashValuesAsync(store.Keys.OutboxItems)).Select(value => JsonSerializer.Deserialize((byte[])value!, StorageJson.Default.OutboxItem)!)];

    public async Task<IReadOnlyList<Receipt>> ReceiptsAsync(int atMost) =>
        [.. (await store.Database.ListRangeAsync(store.Keys.Receipts, 0, atMost - 1)).Select(value => JsonSerializer.Deserialize((byte[])value!, StorageJson.Default.Receipt)!)];

    public Task<long> LengthAsync() => store.Database.HashLengthAsync(store.Keys.OutboxItems);

    // Receipts hold no text and serve an administrator who asks "was it said?"; a few thousand are weeks of an office's life.
    private const int ReceiptCapacity = 5_000;

    private static RedisKey QueueOf(StoreKeys keys, OutboxItem item) => item.Urgent ? keys.OutboxUrgent : keys.OutboxRoutine;
}
