using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using StackExchange.Redis;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;

namespace ZaloBot.People;

/// <summary>
/// One-time codes: an administrator hands one to each person whose Zalo id is not known yet; who writes it to the OA is that
/// person. Only hashes are kept.
/// </summary>
public static partial class LinkCodes
{
    /// <summary>How long a code is good for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    // So long the bot can still say that a code is too old, rather than nothing.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    private const int Length = 8;

    /// <summary>Makes a code for a person and keeps its hash; former codes of the same person end.</summary>
    public static async Task<string> MakeAsync(Store store, Person person, DateTimeOffset now)
    {
        foreach (var entry in await store.Database.HashGetAllAsync(store.Keys.LinkCodes))
        {
            if (Read(entry.Value) is { } old && (old.ExpiresAt <= now || (old.Name == person.Name && old.Unit == person.Unit)))
            {
                await store.Database.HashDeleteAsync(store.Keys.LinkCodes, entry.Name);
            }
        }

        var letters = RandomNumberGenerator.GetString(CaseNumber.Alphabet, Length);
        var value = JsonSerializer.SerializeToUtf8Bytes(new LinkCode(person.Name, person.Unit, now + Lifetime), StorageJson.Readable.LinkCode);
        await store.Database.HashSetAsync(store.Keys.LinkCodes, HashOf(letters), value);
        return $"{letters[..4]}-{letters[4..]}";
    }

    /// <summary>Drops those that nobody can use any more: each says a name.</summary>
    public static async Task TrimAsync(Store store, DateTimeOffset now)
    {
        foreach (var entry in await store.Database.HashGetAllAsync(store.Keys.LinkCodes))
        {
            if (Read(entry.Value) is { } code && code.ExpiresAt + Remembered <= now)
            {
                await store.Database.HashDeleteAsync(store.Keys.LinkCodes, entry.Name);
            }
        }
    }

    /// <summary>The hash under which a code that makes up a whole message is kept; null when the message is no code.</summary>
    public static string? FindIn(string? text) =>
        text is { Length: < 60 } && Form().Match(text.ToUpperInvariant()) is { Success: true } match ? HashOf(match.Groups["first"].Value + match.Groups["second"].Value) : null;

    public static LinkCode? Read(RedisValue value) => value.IsNull ? null : JsonSerializer.Deserialize((byte[])value!, StorageJson.Default.LinkCode);

    private static string HashOf(string letters) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"zalobot-link/{letters}")));

    // "KQ7F-3XBD", perhaps after "mã" or "mã liên kết"
    [GeneratedRegex(@"^\s*(?:M[ÃA](?: LI[ÊE]N K[ẾE]T)?[ :]+)?(?<first>[BCDFGHJKMNPQRSTVWXYZ2-9]{4})[- ]?(?<second>[BCDFGHJKMNPQRSTVWXYZ2-9]{4})\s*\.?\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Form();
}
