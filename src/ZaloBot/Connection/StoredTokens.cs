using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using StackExchange.Redis;
using ZaloBot.Storage;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Connection;

/// <summary>The tokens in the store, encrypted with a key ring that lies outside it.</summary>
public sealed class StoredTokens(Store store, IDataProtectionProvider protection, KeyRingReader ring) : ITokenStore
{
    private const string Version = "version";
    private const string Content = "content";

    private const string Purpose = "ZaloBot.Tokens.v1";

    private IDataProtector _protector = protection.CreateProtector(Purpose);

    public async Task<TokenState?> LoadAsync(CancellationToken cancellationToken)
    {
        var fields = await store.Database.HashGetAsync(store.Keys.Token, [Version, Content]);
        if ((byte[]?)fields[1] is not { } content)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(Unprotect(content), StorageJson.Default.TokenState);
        }
        catch (CryptographicException failure)
        {
            throw new TokensUnreadableException(
                (long)fields[0],
                "The stored tokens cannot be decrypted: the key ring (Redis:KeyDirectory) is not the one they were encrypted with. Restore it from the back-up, or connect the OA again.",
                failure);
        }
    }

    private byte[] Unprotect(byte[] content)
    {
        try
        {
            return _protector.Unprotect(content);
        }
        catch (CryptographicException)
        {
            // Somebody may have made a new key since this process read the ring; from now on that one is used.
            var fresh = ring.Read().CreateProtector(Purpose);
            var plain = fresh.Unprotect(content);
            _protector = fresh;
            return plain;
        }
    }

    public async Task<bool> TrySaveAsync(TokenState state, CancellationToken cancellationToken)
    {
        // A renewal is begun (marked), and later its pair is saved beside the one it replaces.
        var bringsPair = state is { Renewal: null, Current.Origin: TokenOrigin.Renewal, Previous: not null };
        if (bringsPair)
        {
            FaultPoint.Reach(FaultPoint.RenewalAnswered);
        }

        var before = state.Version - 1;
        var content = _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(state, StorageJson.Default.TokenState));
        var changes = new Changes();
        changes.Require(before == 0
            ? Condition.HashNotExists(store.Keys.Token, Version)
            : Condition.HashEqual(store.Keys.Token, Version, before.ToString(CultureInfo.InvariantCulture)));
        changes.Add(transaction => transaction.HashSetAsync(
            store.Keys.Token, [new HashEntry(Version, state.Version.ToString(CultureInfo.InvariantCulture)), new HashEntry(Content, content)]));
        if (!await changes.CommitAsync(store.Database))
        {
            return false;
        }

        FaultPoint.Reach(bringsPair ? FaultPoint.RenewalSaved : state.Renewal is null ? "" : FaultPoint.RenewalMarked);
        return true;
    }
}
