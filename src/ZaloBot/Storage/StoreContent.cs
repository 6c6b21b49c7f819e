using StackExchange.Redis;

namespace ZaloBot.Storage;

/// <summary>Reads and writes whole stores, whatever is in them: for back-ups, and for files without what was deleted.</summary>
internal static class StoreContent
{
    private const int AtOnce = 500;

    /// <summary>How often the reading of a store that is being written to is begun anew before it is taken as it is.</summary>
    private const int Attempts = 5;

    /// <summary>
    /// Everything the store holds for its OA, all of it at one moment: one transaction over all keys. Marks of events already
    /// done may be missing when they came up while the names were collected; an event told again is then handled again.
    /// </summary>
    public static async Task<IReadOnlyList<StoredEntry>> ReadAsync(Store store)
    {
        for (var attempt = 1; ; attempt++)
        {
            var keys = await NamesAsync(store.Connection, store.Keys.Prefix);
            var entries = await ReadTogetherAsync(store.Database, [.. keys]);
            if (entries is null)
            {
                continue;
            }

            // What came up between collecting and reading is missing; look once more, unless it was only marks and paces.
            var now = await NamesAsync(store.Connection, store.Keys.Prefix);
            if (attempt == Attempts || now.Except(keys).All(key => store.Keys.IsPassing(key.ToString())))
            {
                return entries;
            }
        }
    }

    /// <summary>Copies everything from a store nobody else writes to.</summary>
    public static async Task CopyAsync(IConnectionMultiplexer source, IDatabase target)
    {
        foreach (var names in (await NamesAsync(source, "")).Chunk(AtOnce))
        {
            await WriteAsync(target, await ReadTogetherAsync(source.GetDatabase(), names) ?? []);
        }
    }

    /// <summary>Writes entries into a store that does not hold them yet.</summary>
    public static async Task WriteAsync(IDatabase target, IEnumerable<StoredEntry> entries)
    {
        foreach (var some in entries.Chunk(AtOnce))
        {
            await Task.WhenAll(some.Where(entry => entry.Parts.Count > 0).Select(entry => WriteAsync(target, entry)));
        }
    }

    /// <summary>Deletes everything the store holds for its OA.</summary>
    public static async Task ClearAsync(Store store)
    {
        foreach (var keys in (await NamesAsync(store.Connection, store.Keys.Prefix)).Chunk(AtOnce))
        {
            await store.Database.KeyDeleteAsync(keys);
        }
    }

    private static async Task<HashSet<RedisKey>> NamesAsync(IConnectionMultiplexer connection, string prefix)
    {
        var names = new HashSet<RedisKey>();
        await foreach (var key in Store.KeysAsync(connection, prefix))
        {
            names.Add(key);
        }

        return names;
    }

    // Null when a key changed its kind meanwhile, which only a deletion and a new beginning can do.
    private static async Task<IReadOnlyList<StoredEntry>?> ReadTogetherAsync(IDatabase database, RedisKey[] keys)
    {
        var kinds = await Task.WhenAll(keys.Select(key => database.KeyTypeAsync(key)));
        var transaction = database.CreateTransaction();
        var readings = keys.Zip(kinds).Where(pair => pair.Second != RedisType.None).Select(pair => ReadAsync(transaction, pair.First, pair.Second)).ToList();
        if (readings.Count == 0)
        {
            return [];
        }

        await transaction.ExecuteAsync();
        try
        {
            return [.. (await Task.WhenAll(readings)).Where(entry => entry.Parts.Count > 0)];
        }
        catch (RedisServerException)
        {
            return null;
        }
    }

    private static async Task<StoredEntry> ReadAsync(ITransaction transaction, RedisKey key, RedisType kind)
    {
        // Both are asked before either is awaited: nothing is sent before the transaction is executed.
        var life = transaction.KeyTimeToLiveAsync(key);
        var content = kind switch
        {
            RedisType.String => Plain(transaction.StringGetAsync(key)),
            RedisType.List => Plain(transaction.ListRangeAsync(key)),
            RedisType.Set => Plain(transaction.SetMembersAsync(key)),
            RedisType.Hash => PairsAsync(transaction.HashGetAllAsync(key)),
            RedisType.SortedSet => ScoredAsync(transaction.SortedSetRangeByRankWithScoresAsync(key)),
            _ => throw new NotSupportedException($"The store holds a {kind}, which this program never writes."),
        };
        var (parts, scores) = await content;
        return new StoredEntry(key.ToString(), kind, await life, parts, scores);
    }

    private static async Task<(IReadOnlyList<byte[]>, IReadOnlyList<double>)> Plain(Task<RedisValue> value) =>
        await value is { IsNull: false } found ? ([(byte[])found!], []) : ([], []);

    private static async Task<(IReadOnlyList<byte[]>, IReadOnlyList<double>)> Plain(Task<RedisValue[]> values) =>
        ([.. (await values).Select(value => (byte[])value!)], []);

    private static async Task<(IReadOnlyList<byte[]>, IReadOnlyList<double>)> PairsAsync(Task<HashEntry[]> pairs) =>
        ([.. (await pairs).SelectMany(pair => new[] { (byte[])pair.Name!, (byte[])pair.Value! })], []);

    private static async Task<(IReadOnlyList<byte[]>, IReadOnlyList<double>)> ScoredAsync(Task<SortedSetEntry[]> members)
    {
        var all = await members;
        return ([.. all.Select(member => (byte[])member.Element!)], [.. all.Select(member => member.Score)]);
    }

    private static async Task WriteAsync(IDatabase target, StoredEntry entry)
    {
        RedisKey key = entry.Key;
        RedisValue[] parts = [.. entry.Parts.Select(part => (RedisValue)part)];
        Task writing = entry.Kind switch
        {
            RedisType.String => target.StringSetAsync(key, parts[0], entry.Life, When.Always),
            RedisType.List => target.ListRightPushAsync(key, parts),
            RedisType.Set => target.SetAddAsync(key, parts),
            RedisType.Hash => target.HashSetAsync(key, [.. parts.Chunk(2).Select(pair => new HashEntry(pair[0], pair[1]))]),
            _ => target.SortedSetAddAsync(key, [.. parts.Zip(entry.Scores, (member, score) => new SortedSetEntry(member, score))]),
        };
        await writing;
        if (entry is { Kind: not RedisType.String, Life: { } life })
        {
            await target.KeyExpireAsync(key, life);
        }
    }
}

/// <summary>A key with all it holds.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Life">How long it still lives; null for ever.</param>
/// <param name="Parts">Its value, its elements from head to tail, its members, or its fields and values in turn.</param>
/// <param name="Scores">Of the members of a sorted set.</param>
internal sealed record StoredEntry(string Key, RedisType Kind, TimeSpan? Life, IReadOnlyList<byte[]> Parts, IReadOnlyList<double> Scores);
