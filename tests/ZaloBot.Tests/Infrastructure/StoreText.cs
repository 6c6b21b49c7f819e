using System.Text;
using System.Text.RegularExpressions;
using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Tests.Infrastructure;

/// <summary>Everything a store holds, names of keys included, as one text to search; bodies in quarantine are read out of their base 64.</summary>
internal static partial class StoreText
{
    public static async Task<string> ReadAsync(Store store)
    {
        var text = new StringBuilder();
        await foreach (var key in store.KeysAsync())
        {
            text.AppendLine(key.ToString());
            foreach (var value in await ValuesAsync(store.Database, key))
            {
                text.AppendLine(value.ToString());
            }
        }

        return Base64().Replace(text.ToString(), match => Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups["body"].Value)));
    }

    /// <summary>The files below a folder that hold these words, and which of them.</summary>
    public static IReadOnlyList<string> FilesWith(string folder, params string[] words) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is not (".lock" or ".sock")).SelectMany(file =>
        {
            var content = Read(file);
            return words.Where(word => content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0).Select(word => $"{Path.GetRelativePath(folder, file)}: {word}");
        })];

    // The store makes and deletes files as it likes.
    private static byte[] Read(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }

    private static async Task<RedisValue[]> ValuesAsync(IDatabase database, RedisKey key) => await database.KeyTypeAsync(key) switch
    {
        RedisType.String => [await database.StringGetAsync(key)],
        RedisType.Hash => [.. (await database.HashGetAllAsync(key)).SelectMany(entry => new[] { entry.Name, entry.Value })],
        RedisType.List => await database.ListRangeAsync(key),
        RedisType.Set => await database.SetMembersAsync(key),
        RedisType.SortedSet => await database.SortedSetRangeByRankAsync(key),
        _ => [],
    };

    [GeneratedRegex("\"body\":\"(?<body>[A-Za-z0-9+/=]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Base64();
}
