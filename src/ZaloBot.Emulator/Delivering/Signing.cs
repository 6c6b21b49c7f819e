using System.Security.Cryptography;
using System.Text;

namespace ZaloBot.Emulator;

/// <summary>Signs webhooks: plain SHA-256 over app id, raw body, timestamp and OA Secret Key (fact sheet 2.2).</summary>
internal static class Signing
{
    public static string Digest(string appId, ReadOnlySpan<byte> body, string timestamp, string oaSecretKey)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(appId));
        hash.AppendData(body);
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp));
        hash.AppendData(Encoding.UTF8.GetBytes(oaSecretKey));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary><c>appsecret_proof</c>: a real HMAC, keyed with the App Secret Key (fact sheet 1.4).</summary>
    public static string Proof(string appSecretKey, string accessToken) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecretKey), Encoding.UTF8.GetBytes(accessToken)));
}
