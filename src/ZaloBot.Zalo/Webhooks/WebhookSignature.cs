using System.Security.Cryptography;

namespace ZaloBot.Zalo.Webhooks;

/// <summary>
/// The signature of a webhook: a plain SHA-256, not an HMAC, over app id, raw body, the body's timestamp and the OA Secret
/// Key, printed as hex in <c>X-ZEvent-Signature</c>, with or without <c>mac=</c> (fact sheet 2.2).
/// </summary>
public static class WebhookSignature
{
    /// <summary>Name of the header.</summary>
    public const string HeaderName = "X-ZEvent-Signature";

    // Making a hash object costs more than hashing an event, so each thread keeps one.
    [ThreadStatic]
    private static IncrementalHash? _hash;

    /// <summary>
    /// Checks a signature over the bytes as received. Constant time where secrets are compared. An empty key never verifies
    /// anything: without a secret anybody could compute the digest.
    /// </summary>
    public static SignatureOutcome Check(ReadOnlySpan<byte> body, in WebhookEnvelope envelope, ReadOnlySpan<char> header, SignatureKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        header = header.Trim();
        if (header.IsEmpty)
        {
            return SignatureOutcome.Missing;
        }

        Span<byte> claimed = stackalloc byte[SHA256.HashSizeInBytes];
        if (!TryDecode(header, claimed))
        {
            return SignatureOutcome.Malformed;
        }

        var bodyApp = envelope.AppId.Span;
        var timestamp = envelope.Timestamp.Span;
        var isOtherApp = !bodyApp.IsEmpty && !bodyApp.SequenceEqual(keys.AppId);
        if (Verifies(claimed, keys.AppId, body, timestamp, keys.Secret))
        {
            return isOtherApp ? SignatureOutcome.OtherApp : SignatureOutcome.Valid;
        }

        if (Verifies(claimed, keys.AppId, body, timestamp, keys.PreviousSecret))
        {
            return isOtherApp ? SignatureOutcome.OtherApp : SignatureOutcome.ValidWithPreviousKey;
        }

        return isOtherApp && (Verifies(claimed, bodyApp, body, timestamp, keys.Secret) || Verifies(claimed, bodyApp, body, timestamp, keys.PreviousSecret))
            ? SignatureOutcome.OtherApp
            : SignatureOutcome.Mismatch;
    }

    /// <summary>The digest the platform would send, 64 lower-case hex digits. For stand-ins of the platform.</summary>
    public static string Compute(ReadOnlySpan<byte> appId, ReadOnlySpan<byte> body, ReadOnlySpan<byte> timestamp, ReadOnlySpan<byte> secret)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(appId, body, timestamp, secret, digest);
        return Convert.ToHexStringLower(digest);
    }

    private static bool Verifies(ReadOnlySpan<byte> claimed, ReadOnlySpan<byte> appId, ReadOnlySpan<byte> body, ReadOnlySpan<byte> timestamp, ReadOnlySpan<byte> secret)
    {
        if (secret.IsEmpty)
        {
            return false;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(appId, body, timestamp, secret, digest);
        return CryptographicOperations.FixedTimeEquals(digest, claimed);
    }

    private static void Hash(ReadOnlySpan<byte> appId, ReadOnlySpan<byte> body, ReadOnlySpan<byte> timestamp, ReadOnlySpan<byte> secret, Span<byte> digest)
    {
        // Taken out while in use: a hash that was left half done by an exception is not used again.
        var hash = _hash ?? IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _hash = null;
        hash.AppendData(appId);
        hash.AppendData(body);
        hash.AppendData(timestamp);
        hash.AppendData(secret);
        hash.GetHashAndReset(digest);
        _hash = hash;
    }

    // `mac=<hex>`, `mac = <hex>` and bare `<hex>` have all been described; nobody published a raw capture.
    private static bool TryDecode(ReadOnlySpan<char> header, Span<byte> claimed)
    {
        if (header.StartsWith("mac", StringComparison.OrdinalIgnoreCase) && header[3..].TrimStart() is ['=', .. var value])
        {
            header = value.TrimStart();
        }

        return header.Length == 2 * SHA256.HashSizeInBytes
            && Convert.FromHexString(header, claimed, out _, out _) == System.Buffers.OperationStatus.Done;
    }
}
