namespace ZaloBot.Storage;

/// <summary>
/// Puts fresh files of the embedded store in place of the old ones so that a crash at any moment leaves either: the fresh ones
/// count only once a mark says that they are whole, and from then on the replacement is finished at the next start.
/// </summary>
internal static class StoreFiles
{
    private const string Fresh = "fresh";
    private const string WholeMark = "fresh.whole";

    /// <summary>The folders the embedded server makes in its data directory.</summary>
    private static readonly string[] Folders = ["Store", "AOF"];

    /// <summary>True where an embedded store was begun; says nothing about what it holds.</summary>
    public static bool AreIn(string dataDirectory) =>
        Folders.Any(folder => Directory.Exists(Path.Combine(dataDirectory, folder))) || File.Exists(Path.Combine(dataDirectory, WholeMark));

    /// <summary>An empty folder for the fresh files.</summary>
    public static string BeginReplacement(string dataDirectory)
    {
        var fresh = Path.Combine(dataDirectory, Fresh);
        Clear(fresh);
        Directory.CreateDirectory(fresh);
        return fresh;
    }

    /// <summary>Puts the fresh files, now whole and closed, in place of the old ones.</summary>
    public static void Replace(string dataDirectory)
    {
        using (var mark = File.OpenHandle(Path.Combine(dataDirectory, WholeMark), FileMode.Create, FileAccess.Write))
        {
            RandomAccess.FlushToDisk(mark);
        }

        FinishReplacement(dataDirectory);
    }

    /// <summary>Finishes what a crash interrupted, or throws away fresh files that were not whole yet.</summary>
    public static void FinishReplacement(string dataDirectory)
    {
        var fresh = Path.Combine(dataDirectory, Fresh);
        var mark = Path.Combine(dataDirectory, WholeMark);
        if (File.Exists(mark))
        {
            foreach (var folder in Folders.Where(folder => Directory.Exists(Path.Combine(fresh, folder))))
            {
                Clear(Path.Combine(dataDirectory, folder));
                Directory.Move(Path.Combine(fresh, folder), Path.Combine(dataDirectory, folder));
            }

            File.Delete(mark);
        }

        Clear(fresh);
    }

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
