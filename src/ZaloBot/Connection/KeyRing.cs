using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Connection;

/// <summary>
/// The keys under which the tokens lie in the store: files in a folder outside it (<c>Redis.KeyDirectory</c>), since whoever copies
/// the store must not get the tokens with it. A new key is made by itself every 90 days, and at once by command.
/// </summary>
public static class KeyRing
{
    private const string Application = "ZaloBot";

    // As long as the keys that are made by themselves.
    private static readonly TimeSpan KeyLife = TimeSpan.FromDays(90);

    /// <summary>Where the key ring lies.</summary>
    public static string FolderOf(RedisOptions redis) => redis.KeyDirectory.Length > 0 ? redis.KeyDirectory : Path.Combine(redis.DataDirectory, "keys");

    /// <summary>Registers the encryption by the key ring.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="redis">Names the folder.</param>
    /// <param name="readOnly">Makes no key where there is none.</param>
    public static IServiceCollection AddKeyRing(this IServiceCollection services, RedisOptions redis, bool readOnly = false)
    {
        var folder = FolderOf(redis);
        var builder = services.AddDataProtection().SetApplicationName(Application)
            .PersistKeysToFileSystem(readOnly ? new DirectoryInfo(folder) : Directory.CreateDirectory(folder));
        if (readOnly)
        {
            builder.DisableAutomaticKeyGeneration();
        }

        return services.AddSingleton(new KeyRingReader(folder));
    }

    /// <summary>
    /// Makes a new key, writes the tokens anew under it and revokes the keys before it. Processes that run read the ring again when
    /// they meet what they cannot decrypt.
    /// </summary>
    /// <param name="services">With the key ring, see <see cref="AddKeyRing"/>.</param>
    /// <param name="store">Where the tokens lie.</param>
    /// <param name="cancellationToken">Gives up before anything is revoked.</param>
    /// <exception cref="TokensUnreadableException">The tokens cannot be decrypted: nothing was changed.</exception>
    public static async Task RenewAsync(IServiceProvider services, Store store, CancellationToken cancellationToken)
    {
        var keys = services.GetRequiredService<IKeyManager>();
        var ring = services.GetRequiredService<KeyRingReader>();
        var state = await new StoredTokens(store, services.GetRequiredService<IDataProtectionProvider>(), ring).LoadAsync(cancellationToken);
        var before = keys.GetAllKeys();
        var now = DateTimeOffset.UtcNow;
        keys.CreateNewKey(now, now + KeyLife);

        // Read anew: the ring that was used just now goes on with the key before for a moment.
        var tokens = new StoredTokens(store, ring.Read(), ring);

        // A renewal by a running process may come between; what it saved is taken up then.
        while (state is not null && !await tokens.TrySaveAsync(state with { Version = state.Version + 1 }, cancellationToken))
        {
            state = await tokens.LoadAsync(cancellationToken);
        }

        foreach (var key in before.Where(key => !key.IsRevoked))
        {
            keys.RevokeKey(key.KeyId, "keys renew-ring");
        }
    }
}

/// <summary>Reads the key ring as it is now in its folder; the one a process works with is looked at once a day.</summary>
/// <param name="folder">Where it lies.</param>
public sealed class KeyRingReader(string folder)
{
    /// <summary>An encryption that knows every key the folder holds.</summary>
    public IDataProtectionProvider Read() => new ServiceCollection().AddKeyRing(new RedisOptions { KeyDirectory = folder }, readOnly: true)
        .BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
}
