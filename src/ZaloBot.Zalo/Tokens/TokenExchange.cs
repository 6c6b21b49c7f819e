using System.Text.Json;
using Microsoft.Extensions.Options;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Json;

namespace ZaloBot.Zalo.Tokens;

/// <summary>What became of an attempt to get tokens.</summary>
internal abstract record TokenAnswer
{
    private TokenAnswer()
    {
    }

    /// <summary>Both tokens are there.</summary>
    public sealed record Granted(TokenPair Pair) : TokenAnswer;

    /// <summary>The platform said no for good; what was offered is spent, wrong or withdrawn.</summary>
    public sealed record Refused(string Reason) : TokenAnswer;

    /// <summary>It never came to it; what was offered is as good as before.</summary>
    public sealed record NotDone(string Reason) : TokenAnswer;

    /// <summary>What was offered may be spent.</summary>
    public sealed record Unclear(string Reason) : TokenAnswer;
}

/// <summary>Asks the OAuth host for tokens and reads its answers, none of which can be trusted to look alike.</summary>
internal sealed class TokenExchange(IZaloOAuthApi oauth, IOptionsMonitor<ZaloOptions> options, TimeProvider time)
{
    private const int RateExceeded = -32;

    // In seconds, the three months of a refresh token. What claims to live longer is not believed: it would never be renewed.
    private const long LongestLifetime = 90 * 24 * 60 * 60;

    public Task<TokenAnswer> RenewAsync(string refreshToken, CancellationToken cancellationToken) =>
        AskAsync(
            new() { ["refresh_token"] = refreshToken, ["app_id"] = options.CurrentValue.AppId, ["grant_type"] = "refresh_token" },
            TokenOrigin.Renewal,
            cancellationToken);

    public Task<TokenAnswer> RedeemAsync(string code, string? verifier, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string> { ["code"] = code, ["app_id"] = options.CurrentValue.AppId, ["grant_type"] = "authorization_code" };
        if (!string.IsNullOrEmpty(verifier))
        {
            form["code_verifier"] = verifier;
        }

        return AskAsync(form, TokenOrigin.Consent, cancellationToken);
    }

    private async Task<TokenAnswer> AskAsync(Dictionary<string, string> form, TokenOrigin origin, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await oauth.ExchangeAsync(form, options.CurrentValue.AppSecretKey, cancellationToken);
            if (response.HasRequestError(out var failure))
            {
                return CallTrace.MayHaveArrived(failure)
                    ? new TokenAnswer.Unclear("The OAuth host did not answer in time, or the answer was lost.")
                    : new TokenAnswer.NotDone("The OAuth host could not be reached.");
            }

            var body = response.Content ?? (response.HasResponseError(out var refusal) ? refusal.Content : null);
            return Read(body, (int)response.StatusCode!.Value, form, origin);
        }
        catch (OperationCanceledException)
        {
            return new TokenAnswer.Unclear("The exchange was given up before the OAuth host answered.");
        }
    }

    private TokenAnswer Read(string? body, int status, Dictionary<string, string> form, TokenOrigin origin)
    {
        if (Parse(body) is not { } answer)
        {
            return status is >= 400 and < 500
                ? new TokenAnswer.NotDone($"The OAuth host answered HTTP {status} with something that is not its JSON.")
                : new TokenAnswer.Unclear($"The OAuth host answered HTTP {status} with something that is not its JSON.");
        }

        if (answer is { AccessToken.Length: > 0, RefreshToken.Length: > 0 })
        {
            return new TokenAnswer.Granted(new TokenPair
            {
                AccessToken = answer.AccessToken,
                RefreshToken = answer.RefreshToken,
                ReceivedAt = time.GetUtcNow(),
                Lifetime = answer.ExpiresIn is > 0 and < LongestLifetime ? TimeSpan.FromSeconds(answer.ExpiresIn.Value) : TokenPair.DefaultLifetime,
                Origin = origin,
            });
        }

        if (answer.AccessToken is not null || answer.RefreshToken is not null)
        {
            return new TokenAnswer.Unclear("The OAuth host gave one token without the other.");
        }

        if (answer.Code == RateExceeded || status == 429)
        {
            return new TokenAnswer.NotDone("The OAuth host refused the call for its rate.");
        }

        return status >= 500 ? new TokenAnswer.Unclear($"The OAuth host answered HTTP {status}.")
            : answer.SaysWhy ? new TokenAnswer.Refused(Redacted(answer.Why, form))
            : new TokenAnswer.Unclear("The OAuth host answered without tokens and without a reason.");
    }

    // Whatever the platform chooses to repeat, what was sent does not reach a log.
    private static string Redacted(string text, Dictionary<string, string> form) =>
        form.Where(field => field.Key is "refresh_token" or "code" or "code_verifier").Aggregate(text, (left, field) => left.Replace(field.Value, "…", StringComparison.Ordinal));

    private static OAuthAnswer? Parse(string? body)
    {
        try
        {
            using var document = JsonDocument.Parse(body ?? "");
            return document.RootElement.ValueKind == JsonValueKind.Object ? new OAuthAnswer(new JsonFields(document.RootElement)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class OAuthAnswer(JsonFields fields)
    {
        public string? AccessToken { get; } = fields.String("access_token");

        public string? RefreshToken { get; } = fields.String("refresh_token");

        public long? ExpiresIn { get; } = Scalar.Number(fields.Text("expires_in"));

        public long? Code { get; } = Scalar.Number(fields.Text("error"));

        public bool SaysWhy { get; } = Scalar.Number(fields.Text("error")) is not (null or 0)
            || (fields.Id("error_name", "error_reason", "error_description", "message") ?? NamedError(fields)) is not null;

        // Not `error_description`, which may repeat what was sent.
        public string Why => $"The OAuth host refused: {Code?.ToString() ?? "no code"}, {_name ?? "no name"}, {_reason ?? "no reason"}.";

        private readonly string? _name = fields.Id("error_name") ?? NamedError(fields);

        private readonly string? _reason = fields.Id("error_reason");

        // `error` as a word, the way OAuth itself writes it.
        private static string? NamedError(JsonFields fields) => Scalar.Number(fields.Text("error")) is null ? fields.Id("error") : null;
    }
}
