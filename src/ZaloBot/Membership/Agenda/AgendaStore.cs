using System.Text.Json;
using StackExchange.Redis;
using ZaloBot.Storage;
using ZaloBot.Webhooks;

namespace ZaloBot.Membership.Agenda;

/// <summary>The agenda in the store: a hash of items, and a sorted set of their keys by due time.</summary>
public sealed class AgendaStore(Store store)
{
    /// <summary>How long an act that cannot be done is tried.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    /// <summary>Adds to the scope's commit that something is to be done to a person.</summary>
    public static void Plan(EventScope scope, AgendaKind kind, string groupId, string userId, DateTimeOffset due, string? number = null) => Plan(scope, new AgendaItem
    {
        Id = AgendaItem.IdOf(kind, groupId, kind is AgendaKind.Deadline or AgendaKind.Expiry ? number! : userId),
        Kind = kind,
        Due = due,
        GroupId = groupId,
        UserId = userId,
        Number = number,
        GivesUpAt = due + Patience,
    });

    /// <summary>Adds an item to the scope's commit.</summary>
    public static void Plan(EventScope scope, AgendaItem item)
    {
        Write(scope.Changes, scope.Keys, item);
        scope.Changes.TouchesAgenda = true;
    }

    /// <summary>Adds to the scope's commit that something is not to be done after all.</summary>
    public static void Drop(EventScope scope, AgendaKind kind, string groupId, string about) => Drop(scope.Changes, scope.Keys, AgendaItem.IdOf(kind, groupId, about));

    /// <summary>Adds to a commit that an item is gone.</summary>
    public static void Drop(Changes changes, StoreKeys keys, string id)
    {
        changes.Add(transaction => transaction.HashDeleteAsync(keys.AgendaItems, id));
        changes.Add(transaction => transaction.SortedSetRemoveAsync(keys.AgendaQueue, id));
    }

    /// <summary>Adds to a commit that an item now looks like this.</summary>
    public static void Write(Changes changes, StoreKeys keys, AgendaItem item)
    {
        var value = JsonSerializer.SerializeToUtf8Bytes(item, StorageJson.Default.AgendaItem);
        changes.Add(transaction => transaction.HashSetAsync(keys.AgendaItems, item.Id, value));
        changes.Add(transaction => transaction.SortedSetAddAsync(keys.AgendaQueue, item.Id, item.Due.ToUnixTimeMilliseconds()));
    }

    /// <summary>The next item that is due, as it is stored, and when to look again if there is none.</summary>
    public async Task<(AgendaItem? Item, RedisValue Stored, DateTimeOffset? NextDue)> NextAsync(DateTimeOffset now)
    {
        var first = await store.Database.SortedSetRangeByRankWithScoresAsync(store.Keys.AgendaQueue, 0, 0);
        if (first.Length == 0)
        {
            return (null, RedisValue.Null, null);
        }

        var due = DateTimeOffset.FromUnixTimeMilliseconds((long)first[0].Score);
        if (due > now)
        {
            return (null, RedisValue.Null, due);
        }

        var stored = await store.Database.HashGetAsync(store.Keys.AgendaItems, first[0].Element);
        if (stored.IsNull)
        {
            await store.Database.SortedSetRemoveAsync(store.Keys.AgendaQueue, first[0].Element);
            return (null, RedisValue.Null, now);
        }

        return (Read(stored), stored, null);
    }

    public async Task<IReadOnlyList<AgendaItem>> AllAsync() => [.. (await store.Database.HashValuesAsync(store.Keys.AgendaItems)).Select(Read)];

    /// <summary>Puts off the deadlines and removals that were still to come before the clock leapt.</summary>
    public async Task PostponeAsync(TimeSpan by, DateTimeOffset now, Lease lease)
    {
        foreach (var entry in await store.Database.HashGetAllAsync(store.Keys.AgendaItems))
        {
            var item = Read(entry.Value);
            if (item is not { Kind: AgendaKind.Deadline or AgendaKind.Remove, State: AgendaState.Waiting } || item.Due <= now - by)
            {
                continue;
            }

            var changes = new Changes();
            changes.Require(lease.IsHeld);
            changes.Require(Condition.HashEqual(store.Keys.AgendaItems, item.Id, entry.Value));
            Write(changes, store.Keys, item with { Due = item.Due + by, GivesUpAt = item.GivesUpAt + by });
            await changes.CommitAsync(store.Database);
        }
    }

    private static AgendaItem Read(RedisValue value) => JsonSerializer.Deserialize((byte[])value!, StorageJson.Default.AgendaItem)!;
}
