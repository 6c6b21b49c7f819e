using System.Security.Cryptography;

namespace ZaloBot.Zalo.Tokens;

/// <summary>
/// One request for an OA administrator's consent (fact sheet 5.1): where to send the browser, and what to compare and keep
/// until it comes back. To be kept on the server for a few minutes and used once.
/// </summary>
/// <param name="Address">The platform's permission page.</param>
/// <param name="State">Comes back with the browser and must be the same.</param>
/// <param name="Verifier">For redeeming the code; null without PKCE.</param>
public sealed record ConsentRequest(Uri Address, string State, string? Verifier)
{
    /// <summary>
    /// Prepares a request. <paramref name="callback"/> must be the address saved in the console, to the letter (-14003 otherwise).
    /// Whether the platform takes a link built here with a fresh PKCE pair is disputed, so it can be left out.
    /// </summary>
    public static ConsentRequest Create(ZaloOptions options, Uri callback, bool usesPkce = true)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(callback);
        var state = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var pkce = usesPkce ? Pkce.Create() : null;
        var query = $"app_id={Uri.EscapeDataString(options.AppId)}&redirect_uri={Uri.EscapeDataString(callback.AbsoluteUri)}"
            + (pkce is null ? "" : $"&code_challenge={pkce.Challenge}")
            + $"&state={state}";
        var host = options.OAuthUrl.AbsoluteUri.TrimEnd('/');
        return new ConsentRequest(new Uri($"{host}/v4/oa/permission?{query}"), state, pkce?.Verifier);
    }

    /// <summary>Whether what came back belongs to this request.</summary>
    public bool Matches(string? state) =>
        state is not null && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(state), System.Text.Encoding.UTF8.GetBytes(State));

    /// <summary>Names no secret, so that a log cannot.</summary>
    public override string ToString() => "consent request";
}
