using ZaloBot.Settings;
using ZaloBot.Storage;

namespace ZaloBot.Backups;

/// <summary>Puts a back-up back, into a store of either kind, and erases again whoever was erased since it was taken.</summary>
internal static class Restoration
{
    private const string ErasureKeyFile = "erasure.key";

    /// <summary>Reads a back-up and proves that it is whole.</summary>
    /// <exception cref="StoreException">It is not.</exception>
    public static (BackupHead Head, IReadOnlyDictionary<string, byte[]> Parts) Open(string file)
    {
        using var stream = File.OpenRead(file);
        return BackupArchive.Read(stream);
    }

    /// <summary>On a machine without settings: puts those of the back-up there.</summary>
    /// <returns>True when it did.</returns>
    public static bool PlaceSettings(IReadOnlyDictionary<string, byte[]> parts, string settingsFile)
    {
        if (File.Exists(settingsFile) || !parts.TryGetValue(BackupArchive.Settings, out var settings))
        {
            return false;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(settingsFile))!;
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(settingsFile, settings);
        if (parts.TryGetValue(BackupArchive.People, out var people) && !File.Exists(Path.Combine(folder, "people.csv")))
        {
            File.WriteAllBytes(Path.Combine(folder, "people.csv"), people);
        }

        return true;
    }

    /// <summary>Why the back-up cannot be put into this store, or null when it can.</summary>
    public static async Task<RestoreObstacle?> ObstacleAsync(Store store, BackupHead head, IReadOnlyDictionary<string, byte[]> parts, ZaloBotSettings settings, bool force)
    {
        if (head.OaId != settings.Zalo.OaId)
        {
            return RestoreObstacle.OtherAccount;
        }

        if (head.DataVersion > DataVersion.Current)
        {
            return RestoreObstacle.NewerData;
        }

        if (await IsInUseAsync(store))
        {
            return RestoreObstacle.BotRuns;
        }

        if (await store.Database.KeyExistsAsync(store.Keys.Erased) && HasOtherErasureKey(parts, settings.Redis.KeyDirectory))
        {
            return RestoreObstacle.OtherErasureKey;
        }

        await foreach (var key in store.KeysAsync())
        {
            return force ? null : RestoreObstacle.NotEmpty;
        }

        return null;
    }

    /// <summary>Replaces what the store holds by the back-up. The erasures of both hold afterwards.</summary>
    public static async Task RestoreAsync(Store store, BackupHead head, IReadOnlyDictionary<string, byte[]> parts, ZaloBotSettings settings, DateTimeOffset now)
    {
        var erased = await store.Database.SetMembersAsync(store.Keys.Erased);
        var receipts = await store.Database.ListRangeAsync(store.Keys.ErasureReceipts);
        await StoreContent.ClearAsync(store);
        await StoreContent.WriteAsync(store.Database, BackupArchive.Entries(parts[BackupArchive.Store], store.Keys.Prefix, now - head.MadeAt));
        if (erased.Length > 0)
        {
            await store.Database.SetAddAsync(store.Keys.Erased, erased);
            await store.Database.StringIncrementAsync(store.Keys.ErasureEpoch);
        }

        var known = (await store.Database.ListRangeAsync(store.Keys.ErasureReceipts)).ToHashSet();
        foreach (var receipt in receipts.Where(receipt => !known.Contains(receipt)).Reverse())
        {
            await store.Database.ListLeftPushAsync(store.Keys.ErasureReceipts, receipt);
        }

        // A lease in the back-up belongs to a process that is gone.
        await store.Database.KeyDeleteAsync([.. Enumerable.Range(0, StoreKeys.Lanes).Select(store.Keys.LaneLease), store.Keys.SenderLease, store.Keys.Workers, store.Keys.TokenLock]);
        await store.Database.StringSetAsync(store.Keys.DataVersion, head.DataVersion);
        Place(parts, BackupArchive.KeyFolder, settings.Redis.KeyDirectory);
        Place(parts, BackupArchive.SpoolFolder, Path.Combine(settings.Redis.DataDirectory, "spool"));
    }

    private static void Place(IReadOnlyDictionary<string, byte[]> parts, string under, string folder)
    {
        foreach (var (name, content) in parts.Where(part => part.Key.StartsWith(under, StringComparison.Ordinal)))
        {
            Directory.CreateDirectory(folder);
            var file = Path.Combine(folder, name[under.Length..]);
            File.WriteAllBytes(file, content);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    // The embedded store belongs to whoever runs it; on a server a bot that works holds leases, and gives them back when it stops.
    private static async Task<bool> IsInUseAsync(Store store) => store.IsEmbedded
        ? !store.OwnsEmbedded
        : await store.Database.KeyExistsAsync([.. Enumerable.Range(0, StoreKeys.Lanes).Select(store.Keys.LaneLease), store.Keys.SenderLease]) > 0;

    private static bool HasOtherErasureKey(IReadOnlyDictionary<string, byte[]> parts, string keyFolder)
    {
        var here = Path.Combine(keyFolder, ErasureKeyFile);
        return File.Exists(here) && parts.TryGetValue(BackupArchive.KeyFolder + ErasureKeyFile, out var there) && !there.AsSpan().SequenceEqual(File.ReadAllBytes(here));
    }
}

/// <summary>Why a back-up cannot be put back here.</summary>
internal enum RestoreObstacle
{
    /// <summary>It belongs to another Official Account.</summary>
    OtherAccount,

    /// <summary>Its data is newer than this program.</summary>
    NewerData,

    /// <summary>The bot runs on the store.</summary>
    BotRuns,

    /// <summary>The store is not empty, and nobody said that it may be replaced.</summary>
    NotEmpty,

    /// <summary>People were erased here under another key than that of the back-up, and could not be recognised in it.</summary>
    OtherErasureKey,
}
