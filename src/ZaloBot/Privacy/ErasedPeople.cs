using System.Globalization;
using StackExchange.Redis;
using ZaloBot.Connection;
using ZaloBot.Settings;
using ZaloBot.Storage;

namespace ZaloBot.Privacy;

/// <summary>
/// Who was erased, known by keyed hashes alone, so that what comes in about them later is not kept. Each erasure counts an
/// epoch up, and each round of its sweep: a commit that was worked out before it fails on the epoch and is worked out again, now knowing.
/// </summary>
public sealed class ErasedPeople(Store store, ErasureKey key)
{
    private ErasedSnapshot _known = ErasedSnapshot.Nobody;

    /// <summary>The key of the settings' key folder.</summary>
    public static ErasureKey KeyOf(RedisOptions redis) =>
        ErasureKey.In(KeyRing.FolderOf(redis));

    /// <summary>The erased as they are now.</summary>
    public async Task<ErasedSnapshot> ReadAsync() => await AsOfAsync(await store.Database.StringGetAsync(store.Keys.ErasureEpoch));

    /// <summary>The erased of an epoch that was just read, or of a later one.</summary>
    public async Task<ErasedSnapshot> AsOfAsync(RedisValue counted)
    {
        var epoch = (long?)counted ?? 0;
        var known = Volatile.Read(ref _known);
        if (known.Epoch == epoch)
        {
            return known;
        }

        var hashes = await store.Database.SetMembersAsync(store.Keys.Erased);
        known = new ErasedSnapshot(epoch, hashes.Select(hash => hash.ToString()).ToHashSet(StringComparer.Ordinal), key.HashOf);
        Volatile.Write(ref _known, known);
        return known;
    }

    /// <summary>Notes that these ids are erased, and stops every commit that does not know it yet.</summary>
    /// <returns>False when all of them were noted before.</returns>
    public async Task<bool> AddAsync(IReadOnlyCollection<string> ids)
    {
        var known = await ReadAsync();
        if (ids.All(known.Contains))
        {
            return false;
        }

        await ChangeAsync(transaction => transaction.SetAddAsync(store.Keys.Erased, Hashes(ids)));
        return true;
    }

    /// <summary>The person consented anew: what comes in about them is kept again.</summary>
    /// <returns>False when the id was not erased.</returns>
    public async Task<bool> ReadmitAsync(IReadOnlyCollection<string> ids)
    {
        var known = await ReadAsync();
        if (!ids.Any(known.Contains))
        {
            return false;
        }

        await ChangeAsync(transaction => transaction.SetRemoveAsync(store.Keys.Erased, Hashes(ids)));
        return true;
    }

    /// <summary>Stops every commit that was worked out on what was read before.</summary>
    public Task CountUpAsync() => store.Database.StringIncrementAsync(store.Keys.ErasureEpoch);

    private Task<bool> ChangeAsync(Func<ITransaction, Task> change)
    {
        var changes = new Changes();
        changes.Add(change);
        changes.Add(transaction => transaction.StringIncrementAsync(store.Keys.ErasureEpoch));
        return changes.CommitAsync(store.Database);
    }

    private RedisValue[] Hashes(IEnumerable<string> ids) => [.. ids.Select(id => (RedisValue)key.HashOf(id))];
}

/// <summary>The erased at one moment.</summary>
/// <param name="Epoch">How many erasures and readmissions there had been.</param>
/// <param name="Hashes">Of the erased ids.</param>
/// <param name="HashOf">Hashes an id.</param>
public sealed record ErasedSnapshot(long Epoch, IReadOnlySet<string> Hashes, Func<string, string> HashOf)
{
    /// <summary>Before the first erasure.</summary>
    public static ErasedSnapshot Nobody { get; } = new(0, new HashSet<string>(), id => id);

    public bool IsEmpty => Hashes.Count == 0;

    /// <summary>True when the person with this id was erased.</summary>
    public bool Contains(string id) => Hashes.Count > 0 && Hashes.Contains(HashOf(id));

    /// <summary>The condition of a commit: nobody was erased meanwhile.</summary>
    public Condition StillHolds(StoreKeys keys) => Epoch == 0
        ? Condition.KeyNotExists(keys.ErasureEpoch)
        : Condition.StringEqual(keys.ErasureEpoch, Epoch.ToString(CultureInfo.InvariantCulture));
}
