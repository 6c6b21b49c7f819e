using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ZaloBot.Emulator;

/// <summary><c>POST /v4/oa/access_token</c>: a form body and the header <c>secret_key</c> (fact sheet 5.1).</summary>
internal sealed class OAuthEndpoint(ZaloEmulator emulator, EmulatorOptions options)
{
    public ApiAnswer Answer(HttpContext context, byte[] raw)
    {
        if (context.Request is not { Method: "POST", Path.Value: "/v4/oa/access_token" })
        {
            return ApiAnswer.NotFound;
        }

        if (context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return Refused(-14001, "Invalid request", "The body must be a form.");
        }

        if (context.Request.Headers["secret_key"] != options.AppSecretKey)
        {
            return Refused(-14004, "Invalid secret key", "The header secret_key does not fit the app.");
        }

        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(raw));
        if (Field("app_id") != options.AppId)
        {
            return Refused(-14002, "Invalid appId", "No such app, or it is not active.");
        }

        switch (Field("grant_type"))
        {
            case "authorization_code":
                var first = emulator.Tokens.Exchange(Field("code"), Field("code_verifier"), out var problem);
                if (first is null)
                {
                    return Refused(-14017, problem, "Ask for a new code.");
                }

                emulator.Deliveries.IsGranted = true;
                return Granted(first);
            case "refresh_token":
                return emulator.Tokens.Renew(Field("refresh_token")) is { } next
                    ? Granted(next)
                    : Refused(-14018, "Invalid refresh token", "The refresh token is unknown, spent or too old.");
            default:
                return Refused(-14001, "Invalid grant type", "authorization_code or refresh_token.");
        }

        string? Field(string name) => form.TryGetValue(name, out var value) ? (string?)value : null;
    }

    private static ApiAnswer Granted(TokenPair pair) => ApiAnswer.Json(new JsonObject
    {
        ["access_token"] = pair.AccessToken,
        ["refresh_token"] = pair.RefreshToken,
        ["expires_in"] = Tokens.AccessLife.TotalSeconds.ToString("F0", System.Globalization.CultureInfo.InvariantCulture),
    }, 0);

    /// <summary>HTTP 200, and by switch no number: what was taken for success once and cost good tokens (fact sheet 5.1).</summary>
    private ApiAnswer Refused(int code, string name, string reason)
    {
        var body = new JsonObject();
        if (!options.Quirks.OAuthErrorsWithoutCode)
        {
            body["error"] = code;
        }

        body["error_name"] = name;
        body["error_reason"] = reason;
        body["error_description"] = name;
        body["ref_doc"] = "https://developers.zalo.me/docs/official-account/bat-dau/xac-thuc-va-uy-quyen-cho-ung-dung-new";
        return ApiAnswer.Json(body, code);
    }
}
