using Refit;

namespace ZaloBot.Zalo.Api;

/// <summary>
/// Exchange of codes and refresh tokens for tokens (fact sheet 5.1), on a host of its own. The body is given as text, since
/// a refusal may come with HTTP 200 and without a number.
/// </summary>
public interface IZaloOAuthApi
{
    /// <summary>Spends a code or a refresh token. Neither works twice.</summary>
    [Post("/v4/oa/access_token")]
    Task<IApiResponse<string>> ExchangeAsync(
        [Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> form,
        [Header("secret_key")] string secretKey,
        CancellationToken cancellationToken);
}
