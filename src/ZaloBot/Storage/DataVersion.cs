using System.Globalization;
using StackExchange.Redis;
using ZaloBot.Settings;

namespace ZaloBot.Storage;

/// <summary>
/// The stamp on the data: which program's shapes it has. Older data is brought up step by step when the bot starts; newer data
/// is refused, since this program could not tell what it breaks.
/// </summary>
public static class DataVersion
{
    /// <summary>What this program writes. 1 was everything before the stamp.</summary>
    public const int Current = 3;

    private static readonly Func<Store, ZaloBotSettings, Task>[] Steps =
    [
        LimitLivesAsync,

        // 2 → 3: findings may be in the state Asked or Doubtful, which older programs cannot read; nothing that is kept changes.
        static (_, _) => Task.CompletedTask,
    ];

    /// <summary>Stamps an empty store, brings older data up, and refuses newer.</summary>
    /// <returns>The version the data had; <see cref="Current"/> for an empty store.</returns>
    /// <exception cref="StoreException">The data was written by a newer program.</exception>
    public static async Task<int> EnsureAsync(Store store, ZaloBotSettings settings)
    {
        var found = await ReadAsync(store);
        if (found > Current)
        {
            throw new StoreException(
                $"The data in the store has version {found}, this program knows up to {Current}: it was written by a newer ZaloBot. " +
                "Install that version again, or restore a back-up made before the upgrade.");
        }

        // Stamped after each step: a step that a crash interrupted is done again, and each may be.
        for (var version = found; version < Current; version++)
        {
            await Steps[version - 1](store, settings);
            await WriteAsync(store, version + 1);
        }

        if (found == Current)
        {
            await WriteAsync(store, Current);
        }

        return found;
    }

    /// <summary>The version of the data: the stamp, else 1 where there is data and the current one where there is none.</summary>
    public static async Task<int> ReadAsync(Store store)
    {
        var stamp = await store.Database.StringGetAsync(store.Keys.DataVersion);
        if (!stamp.IsNull && stamp.TryParse(out int version))
        {
            return version;
        }

        // Other processes that start at the same moment write their name before anything else.
        await foreach (var key in store.KeysAsync())
        {
            if (key != store.Keys.Workers && key != store.Keys.AdminKeyHash)
            {
                return 1;
            }
        }

        return Current;
    }

    private static Task<bool> WriteAsync(Store store, int version) =>
        store.Database.StringSetAsync(store.Keys.DataVersion, version.ToString(CultureInfo.InvariantCulture));

    // 1 → 2: pairs of ids and waiting alerts used to live for ever; now the store lets them go.
    private static async Task LimitLivesAsync(Store store, ZaloBotSettings settings)
    {
        await foreach (var key in Store.KeysAsync(store.Connection, store.Keys.PersonByApp("").ToString()))
        {
            await store.Database.KeyExpireAsync(key, settings.Retention.Contacts, ExpireWhen.HasNoExpiry);
        }

        foreach (var leader in await store.Database.SetMembersAsync(store.Keys.WaitingLeaders))
        {
            await store.Database.KeyExpireAsync(store.Keys.LeaderInbox(leader.ToString()), settings.Alerts.ExpireAfter, ExpireWhen.HasNoExpiry);
        }
    }
}
