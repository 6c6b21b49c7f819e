using System.Text.Json;
using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Privacy;

/// <summary>
/// Goes through everything the store holds and takes one person out of it. Each change holds only while the value is still
/// what was read, so that what a worker writes meanwhile is neither overwritten nor missed: the next round sees it.
/// </summary>
internal sealed class StoreSweep(Store store, PersonTrace trace)
{
    private readonly SortedDictionary<string, int> _removed = new(StringComparer.Ordinal);

    /// <summary>How many entries of each kind were removed or changed.</summary>
    public IReadOnlyDictionary<string, int> Removed => _removed;

    /// <summary>One round through the store.</summary>
    /// <returns>True when something was found.</returns>
    public async Task<bool> RunAsync()
    {
        var before = _removed.Values.Sum();
        // The wish to be erased may itself wait in a lane, with an id that only a pair explains: these go last, so that a crash
        // on the way leaves what it takes to begin anew.
        var pairs = store.Keys.PersonByApp("").ToString();
        foreach (var key in (await NamesAsync(store)).OrderBy(key => IsLane(key) ? 2 : key.StartsWith(pairs, StringComparison.Ordinal) ? 1 : 0))
        {
            await SweepAsync(key);
        }

        return _removed.Values.Sum() > before;
    }

    /// <summary>The keys that may hold something about people.</summary>
    public static async Task<IReadOnlyCollection<string>> NamesAsync(Store store)
    {
        var keys = store.Keys;
        string[] marks = [keys.Done("").ToString(), keys.Pace(0).ToString()[..^1]];
        HashSet<string> own = [keys.Token.ToString(), keys.AdminKeyHash.ToString(), keys.Erased.ToString(), keys.ErasureEpoch.ToString(), keys.ErasureReceipts.ToString(), keys.Workers.ToString()];
        var names = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var key in store.KeysAsync())
        {
            var name = key.ToString();
            if (!own.Contains(name) && !marks.Any(mark => name.StartsWith(mark, StringComparison.Ordinal)))
            {
                names.Add(name);
            }
        }

        return names;
    }

    /// <summary>What kind of thing a key holds, by its name without the ids in it.</summary>
    public static string KindOf(StoreKeys keys, string key) =>
        string.Join(' ', key[keys.Prefix.Length..].Split(':').Where(part => part.All(letter => char.IsAsciiLetterLower(letter) || letter == '-')));

    private async Task SweepAsync(string key)
    {
        if (trace.StandsIn(key[store.Keys.Prefix.Length..]))
        {
            Count(key, await store.Database.KeyDeleteAsync(key) ? 1 : 0);
            return;
        }

        Count(key, await store.Database.KeyTypeAsync(key) switch
        {
            RedisType.String => await SweepStringAsync(key),
            RedisType.Hash => await SweepHashAsync(key),
            RedisType.List => await SweepListAsync(key),
            RedisType.Set => await SweepSetAsync(key),
            RedisType.SortedSet => await SweepSortedSetAsync(key),
            _ => 0,
        });
    }

    private async Task<int> SweepStringAsync(RedisKey key)
    {
        var value = (byte[]?)await store.Database.StringGetAsync(key);
        if (value is null || Same(value, trace.Without(value), out var rest))
        {
            return 0;
        }

        return await IfAsync(Condition.StringEqual(key, value), transaction => rest is null
            ? transaction.KeyDeleteAsync(key)
            : transaction.StringSetAsync(key, rest, expiry: null, keepTtl: true));
    }

    private async Task<int> SweepHashAsync(RedisKey key)
    {
        var removed = 0;
        foreach (var entry in await store.Database.HashGetAllAsync(key))
        {
            var (field, value) = (entry.Name, entry.Value);

            // Once: a number becomes another array at each conversion.
            var bytes = (byte[])value!;
            if (trace.StandsIn(field.ToString()))
            {
                removed += await store.Database.HashDeleteAsync(key, field) ? 1 : 0;
            }
            else if (!Same(bytes, WithoutRecord(key.ToString(), bytes), out var rest))
            {
                removed += await IfAsync(Condition.HashEqual(key, field, value), transaction => rest is null
                    ? transaction.HashDeleteAsync(key, field)
                    : transaction.HashSetAsync(key, field, rest));
            }
        }

        return removed;
    }

    private async Task<int> SweepListAsync(string key)
    {
        var removed = 0;
        var values = await store.Database.ListRangeAsync(key);
        var isWaiting = IsLane(key);
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            var bytes = (byte[])value!;
            if (Same(bytes, isWaiting ? RawEvents.Without(bytes, trace) : WithoutRecord(key, bytes), out var rest))
            {
                continue;
            }

            // Counted from the tail: new entries come in at the head.
            var index = i - values.Length;
            removed += rest is null
                ? (int)await store.Database.ListRemoveAsync(key, value)
                : await IfAsync(Condition.ListIndexEqual(key, index, value), transaction => transaction.ListSetByIndexAsync(key, index, rest));
        }

        return removed;
    }

    private async Task<int> SweepSetAsync(RedisKey key)
    {
        var theirs = (await store.Database.SetMembersAsync(key)).Where(member => trace.StandsIn(member.ToString())).ToArray();
        return theirs.Length == 0 ? 0 : (int)await store.Database.SetRemoveAsync(key, theirs);
    }

    private async Task<int> SweepSortedSetAsync(RedisKey key)
    {
        var theirs = (await store.Database.SortedSetRangeByRankAsync(key)).Where(member => trace.StandsIn(member.ToString())).ToArray();
        return theirs.Length == 0 ? 0 : (int)await store.Database.SortedSetRemoveAsync(key, theirs);
    }

    private bool IsToBeSaid(string key) =>
        key == store.Keys.OutboxItems.ToString() || key.StartsWith($"{store.Keys.Prefix}leader:", StringComparison.Ordinal);

    private bool IsLane(string key) => key.StartsWith($"{store.Keys.Prefix}lane:", StringComparison.Ordinal);

    // A quarantined event is of no use without its body, and whoever else is named in it loses nothing.
    private byte[]? WithoutRecord(string key, byte[] bytes) =>
        key == store.Keys.Quarantine.ToString()
            ? RawEvents.IsIn(JsonSerializer.Deserialize(bytes, StorageJson.Default.QuarantinedEvent)!.Body, trace) ? null : bytes
            : trace.Without(bytes) is { } rest && IsToBeSaid(key) ? trace.WithoutName(rest) : trace.Without(bytes);

    private async Task<int> IfAsync(Condition condition, Func<ITransaction, Task> change)
    {
        var changes = new Changes();
        changes.Require(condition);
        changes.Add(change);
        return await changes.CommitAsync(store.Database) ? 1 : 0;
    }

    private void Count(string key, int removed)
    {
        if (removed > 0)
        {
            var kind = KindOf(store.Keys, key);
            _removed[kind] = _removed.GetValueOrDefault(kind) + removed;
        }
    }

    private static bool Same(byte[] value, byte[]? without, out byte[]? rest)
    {
        rest = without;
        return ReferenceEquals(value, without);
    }
}
