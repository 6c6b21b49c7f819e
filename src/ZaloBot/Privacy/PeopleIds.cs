using System.Text;
using System.Text.Json;
using StackExchange.Redis;
using ZaloBot.People;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Words;

namespace ZaloBot.Privacy;

/// <summary>Finds the ids that stand for the same person, and the cases that are theirs.</summary>
internal static class PeopleIds
{
    /// <summary>The id itself and, where the pair is known, its partner: the one within the OA, the other within the app.</summary>
    public static async Task<IReadOnlySet<string>> AllOfAsync(Store store, string id)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal) { id };
        if ((string?)await store.Database.StringGetAsync(store.Keys.PersonByApp(id)) is { Length: > 0 } userId)
        {
            ids.Add(userId);
        }

        var prefix = store.Keys.PersonByApp("").ToString();
        await foreach (var key in Store.KeysAsync(store.Connection, prefix))
        {
            if ((string?)await store.Database.StringGetAsync(key) is { } owner && ids.Contains(owner))
            {
                ids.Add(key.ToString()[prefix.Length..]);
            }
        }

        return ids;
    }

    /// <summary>Numbers of the cases that are about the person.</summary>
    public static async Task<IReadOnlyList<string>> CasesAsync(Store store, PersonTrace trace)
    {
        var numbers = new List<string>();
        await foreach (var entry in store.Database.HashScanAsync(store.Keys.Cases))
        {
            var record = JsonSerializer.Deserialize((byte[])entry.Value!, StorageJson.Default.CaseRecord)!;
            if (trace.Is(record.UserId))
            {
                numbers.Add(record.Case);
            }
        }

        return numbers;
    }

    /// <summary>The names by which what the bot says may call the person.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(Store store, PeopleDirectory people, IReadOnlySet<string> ids)
    {
        var known = await store.Database.HashGetAsync(store.Keys.Names, [.. ids.Select(id => (RedisValue)id)]);
        return [.. known.Where(name => !name.IsNull).Select(name => name.ToString())
            .Concat((await PersonFinder.RowsAsync(store, people, ids)).Select(person => person.Name))
            .Select(name => UserText.Defuse(name)).Where(name => name.Length > 1).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Every id in the store for which this is true.</summary>
    public static async Task<IReadOnlySet<string>> WhereAsync(Store store, Func<string, bool> isWanted)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in await StoreSweep.NamesAsync(store))
        {
            seen.UnionWith(PersonTrace.WordsOf(key[store.Keys.Prefix.Length..]));
            foreach (var value in await ValuesAsync(store.Database, key))
            {
                seen.UnionWith(PersonTrace.WordsOf(TextOf(store.Keys, key, value)));
            }
        }

        return seen.Where(isWanted).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Everything a key holds, fields and members included.</summary>
    public static async Task<IReadOnlyList<byte[]>> ValuesAsync(IDatabase database, RedisKey key)
    {
        RedisValue[] values = await database.KeyTypeAsync(key) switch
        {
            RedisType.String => [await database.StringGetAsync(key)],
            RedisType.Hash => [.. (await database.HashGetAllAsync(key)).SelectMany(entry => new[] { entry.Name, entry.Value })],
            RedisType.List => await database.ListRangeAsync(key),
            RedisType.Set => await database.SetMembersAsync(key),
            RedisType.SortedSet => await database.SortedSetRangeByRankAsync(key),
            _ => [],
        };
        return [.. values.Where(value => !value.IsNull).Select(value => (byte[])value!)];
    }

    // In quarantine the body of an event is written as base 64.
    private static string TextOf(StoreKeys keys, string key, byte[] value) =>
        Encoding.UTF8.GetString(key == keys.Quarantine.ToString() ? JsonSerializer.Deserialize(value, StorageJson.Default.QuarantinedEvent)!.Body : value);
}
