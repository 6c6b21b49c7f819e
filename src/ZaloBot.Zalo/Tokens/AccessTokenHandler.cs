using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using ZaloBot.Zalo.Api;

namespace ZaloBot.Zalo.Tokens;

/// <summary>
/// Gives each call its token, and repeats once, with a renewed one, a call refused with -216 or -220. Such a call was not
/// executed, so repeating even a POST is safe; -201 is never taken for a matter of tokens.
/// </summary>
internal sealed class AccessTokenHandler(TokenKeeper keeper, IOptionsMonitor<ZaloOptions> options) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Read once into memory, so that it can be sent again.
        await (request.Content?.LoadIntoBufferAsync(cancellationToken) ?? Task.CompletedTask);
        var token = await keeper.GetAsync(cancellationToken);
        var (response, code) = await SendAsync(request, token, cancellationToken);
        if (code is not (AnswerCode.TokenInvalid or AnswerCode.TokenExpired) || await keeper.RenewAsync(token, cancellationToken) is not { } renewed)
        {
            return response;
        }

        response.Dispose();
        (response, _) = await SendAsync(request, renewed, cancellationToken);
        return response;
    }

    private async Task<(HttpResponseMessage Response, int? Code)> SendAsync(HttpRequestMessage request, string token, CancellationToken cancellationToken)
    {
        Set(request, "access_token", token);
        if (options.CurrentValue.SendsAppSecretProof)
        {
            Set(request, "appsecret_proof", AppSecretProof.Compute(options.CurrentValue.AppSecretKey, token));
        }

        var response = await base.SendAsync(request, cancellationToken);
        var code = await AnswerCode.ReadAsync(response, cancellationToken);
        if (code == AnswerCode.Success)
        {
            await keeper.AcceptAsync(token, cancellationToken);
        }

        return (response, code);
    }

    // Validation would refuse nothing here, but only this way the name keeps its underscore spelling untouched.
    private static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }
}

/// <summary>The optional proof that a caller knows the app's secret (fact sheet 1.4): an HMAC-SHA256 of the access token.</summary>
public static class AppSecretProof
{
    /// <summary>64 lower-case hex digits.</summary>
    public static string Compute(string appSecretKey, string accessToken) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecretKey), Encoding.UTF8.GetBytes(accessToken)));
}
