using ZaloBot.Settings;
using ZaloBot.Storage;

namespace ZaloBot.Backups;

/// <summary>Takes back-ups, while the bot runs or not, and lets go of those that are too old.</summary>
internal static class Backup
{
    /// <summary>Takes a back-up into a folder.</summary>
    /// <returns>Its file.</returns>
    public static async Task<(string File, BackupHead Head)> TakeAsync(Store store, SettingsReading reading, string folder, TimeProvider clock)
    {
        var settings = reading.Snapshot!.Settings;
        var entries = await StoreContent.ReadAsync(store);
        var head = new BackupHead(BackupArchive.Format, clock.GetUtcNow(), settings.Zalo.OaId, await DataVersion.ReadAsync(store), entries.Count);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, BackupHead.FileName(head.MadeAt));
        await WriteAsync(file, stream => BackupArchive.Write(stream, head, Parts(entries, store.Keys.Prefix, reading.File, settings)));
        return (file, head);
    }

    /// <summary>Deletes the back-ups of a folder that are older than they may become.</summary>
    /// <returns>How many.</returns>
    public static int DropOld(string folder, TimeSpan keep, DateTimeOffset now)
    {
        var old = Directory.EnumerateFiles(folder, "zalobot-*.zip").Where(file => BackupHead.MadeAtOf(Path.GetFileName(file)) + keep < now).ToList();
        old.ForEach(File.Delete);
        return old.Count;
    }

    private static IEnumerable<(string, byte[])> Parts(IReadOnlyList<StoredEntry> entries, string prefix, string settingsFile, ZaloBotSettings settings)
    {
        using var lines = new MemoryStream();
        foreach (var entry in entries)
        {
            lines.Write(BackupArchive.Line(entry, prefix));
            lines.WriteByte((byte)'\n');
        }

        yield return (BackupArchive.Store, lines.ToArray());
        foreach (var part in Files(settings.Redis.KeyDirectory, "*", BackupArchive.KeyFolder).Concat(Files(Path.Combine(settings.Redis.DataDirectory, "spool"), "*.events", BackupArchive.SpoolFolder)))
        {
            yield return part;
        }

        yield return (BackupArchive.Settings, File.ReadAllBytes(settingsFile));
        if (File.Exists(settings.Organisation.PeopleFile))
        {
            yield return (BackupArchive.People, File.ReadAllBytes(settings.Organisation.PeopleFile));
        }
    }

    private static IEnumerable<(string, byte[])> Files(string folder, string pattern, string under)
    {
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, pattern) : [])
        {
            // The running bot holds the spool file it writes to; what is in it reaches the store by itself.
            if (TryRead(file) is { } content)
            {
                yield return (under + Path.GetFileName(file), content);
            }
        }
    }

    private static byte[]? TryRead(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (IOException)
        {
            return null;
        }
    }

    // For this user's eyes only, whole or not at all.
    private static async Task WriteAsync(string file, Action<Stream> write)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var draft = file + ".part";
        await using (var stream = new FileStream(draft, options))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
    }
}
