using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Access;

/// <summary>
/// The key with which administrators enter. Made at first start and shown once; the store holds only its hash.
/// </summary>
public sealed class AdministratorsKey(Store store)
{
    private const int KeyBytes = 32;

    /// <summary>Makes the key when there is none yet.</summary>
    /// <returns>The new key, to be shown now and never again; null when there is one already.</returns>
    public async Task<string?> MakeIfMissingAsync()
    {
        var key = NewKey();
        return await store.Database.StringSetAsync(store.Keys.AdminKeyHash, HashOf(key), when: When.NotExists) ? key : null;
    }

    /// <summary>Makes a new key; the old one is worth nothing from now on.</summary>
    public async Task<string> RenewAsync()
    {
        var key = NewKey();
        await store.Database.StringSetAsync(store.Keys.AdminKeyHash, HashOf(key));
        return key;
    }

    /// <summary>True when this is the key. Takes the same time for every wrong one.</summary>
    public async Task<bool> IsRightAsync(string candidate)
    {
        var hash = (byte[]?)await store.Database.StringGetAsync(store.Keys.AdminKeyHash);
        return hash is not null && CryptographicOperations.FixedTimeEquals(hash, HashOf(candidate));
    }

    /// <summary>What a sign-in remembers of the key, so that it ends when the key is renewed.</summary>
    public async Task<string?> StampAsync()
    {
        var hash = (byte[]?)await store.Database.StringGetAsync(store.Keys.AdminKeyHash);
        return hash is null ? null : Convert.ToHexStringLower(hash.AsSpan(0, 8));
    }

    // 256 random bits need no slow hash: there is nothing to guess.
    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static string NewKey() => "zb_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
}
