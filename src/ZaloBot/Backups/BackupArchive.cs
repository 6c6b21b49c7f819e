using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Backups;

/// <summary>
/// A back-up as a file: a zip with a manifest that names every part with its hash, the store a line a key, and beside it the
/// key ring, the events in the spool, and the settings. It does not depend on the kind of store it was taken from.
/// </summary>
internal static class BackupArchive
{
    /// <summary>The form of the archive; a newer one is refused.</summary>
    public const int Format = 1;

    public const string Store = "store.jsonl";
    public const string Settings = "settings/appsettings.json";
    public const string People = "settings/people.csv";
    public const string KeyFolder = "keys/";
    public const string SpoolFolder = "spool/";

    private const string ManifestName = "manifest.json";

    /// <summary>Writes an archive.</summary>
    public static void Write(Stream file, BackupHead head, IEnumerable<(string Name, byte[] Content)> parts)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, content) in parts)
        {
            hashes.Add(name, HashOf(content));
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(content);
        }

        using var manifest = zip.CreateEntry(ManifestName).Open();
        JsonSerializer.Serialize(manifest, new BackupManifest(head, hashes), BackupJson.Default.BackupManifest);
    }

    /// <summary>Reads an archive whole and proves that every part is as it was written.</summary>
    /// <exception cref="StoreException">It is no back-up, is damaged, or has a newer form.</exception>
    public static (BackupHead Head, IReadOnlyDictionary<string, byte[]> Parts) Read(Stream file)
    {
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var manifest = JsonSerializer.Deserialize(ReadEntry(zip, ManifestName), BackupJson.Default.BackupManifest) ?? throw new StoreException("The back-up names nothing.");
            if (manifest.Head.Format > Format)
            {
                throw new StoreException($"The back-up has form {manifest.Head.Format}, this program reads up to {Format}: it was made by a newer ZaloBot.");
            }

            var parts = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            foreach (var (name, hash) in manifest.Parts)
            {
                var content = ReadEntry(zip, name);
                if (!IsOurs(name) || HashOf(content) != hash)
                {
                    throw new StoreException($"The part '{name}' of the back-up is not what was written.");
                }

                parts.Add(name, content);
            }

            return (manifest.Head, parts);
        }
        catch (Exception failure) when (failure is InvalidDataException or JsonException or FormatException)
        {
            throw new StoreException("The file is not a back-up of ZaloBot, or it is damaged.", failure);
        }
    }

    /// <summary>An entry of the store as a line.</summary>
    public static byte[] Line(StoredEntry entry, string prefix) => JsonSerializer.SerializeToUtf8Bytes(
        new BackupLine(
            entry.Key[prefix.Length..], entry.Kind.ToString(), entry.Life is { } life ? (long)life.TotalMilliseconds : null, entry.Parts, entry.Scores.Count > 0 ? entry.Scores : null),
        BackupJson.Default.BackupLine);

    /// <summary>The entries of the store, those left out whose life ended since.</summary>
    public static IEnumerable<StoredEntry> Entries(byte[] lines, string prefix, TimeSpan since)
    {
        using var reader = new StreamReader(new MemoryStream(lines));
        while (reader.ReadLine() is { } text)
        {
            var line = JsonSerializer.Deserialize(text, BackupJson.Default.BackupLine)!;
            TimeSpan? life = line.Life is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) - since : null;
            if (life is null || life > TimeSpan.Zero)
            {
                yield return new StoredEntry(prefix + line.Key, Enum.Parse<RedisType>(line.Kind), life, line.Parts, line.Scores ?? []);
            }
        }
    }

    // A name that leads out of its folder is none of ours.
    private static bool IsOurs(string name) =>
        name is Store or Settings or People ||
        (new[] { KeyFolder, SpoolFolder }.FirstOrDefault(folder => name.StartsWith(folder, StringComparison.Ordinal)) is { } folder
            && name[folder.Length..] is { Length: > 0 } rest && !rest.StartsWith('.') && rest.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_'));

    private static byte[] ReadEntry(ZipArchive zip, string name)
    {
        using var entry = (zip.GetEntry(name) ?? throw new StoreException($"The back-up lacks its part '{name}'.")).Open();
        using var content = new MemoryStream();
        entry.CopyTo(content);
        return content.ToArray();
    }

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}

/// <summary>What a back-up says of itself.</summary>
/// <param name="Format">Form of the archive.</param>
/// <param name="MadeAt">When it was taken.</param>
/// <param name="OaId">The Official Account.</param>
/// <param name="DataVersion">Version of the data, see <see cref="ZaloBot.Storage.DataVersion"/>.</param>
/// <param name="Entries">How many keys of the store are in it.</param>
public sealed record BackupHead(int Format, DateTimeOffset MadeAt, string OaId, int DataVersion, int Entries)
{
    /// <summary>The name of a back-up's file, by which its age is known.</summary>
    public static string FileName(DateTimeOffset madeAt) => $"zalobot-{madeAt.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}.zip";

    /// <summary>When the back-up of this file name was taken, or null when it is not one of ours.</summary>
    public static DateTimeOffset? MadeAtOf(string fileName) =>
        DateTimeOffset.TryParseExact(fileName, $"'zalobot-'{Stamp}'.zip'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private const string Stamp = "yyyyMMdd'-'HHmmss";
}

internal sealed record BackupManifest(BackupHead Head, IReadOnlyDictionary<string, string> Parts);

internal sealed record BackupLine(string Key, string Kind, long? Life, IReadOnlyList<byte[]> Parts, IReadOnlyList<double>? Scores);
