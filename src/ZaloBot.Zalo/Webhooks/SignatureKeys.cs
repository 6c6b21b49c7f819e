using System.Text;

namespace ZaloBot.Zalo.Webhooks;

/// <summary>What a webhook signature is checked against. Made once from the settings and kept.</summary>
public sealed class SignatureKeys
{
    /// <summary>
    /// The OA Secret Key stands on the webhook page of the console and is not the App Secret Key (fact sheet 2.2). The previous
    /// one covers the time in which events signed before a reset still arrive.
    /// </summary>
    public SignatureKeys(string appId, string oaSecretKey, string? previousOaSecretKey = null)
    {
        AppId = Encoding.UTF8.GetBytes(appId);
        Secret = Encoding.UTF8.GetBytes(oaSecretKey);
        PreviousSecret = Encoding.UTF8.GetBytes(previousOaSecretKey ?? "");
    }

    internal byte[] AppId { get; }

    internal byte[] Secret { get; }

    internal byte[] PreviousSecret { get; }
}
