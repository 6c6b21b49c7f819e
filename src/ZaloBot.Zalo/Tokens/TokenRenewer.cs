using Microsoft.Extensions.Logging;

namespace ZaloBot.Zalo.Tokens;

/// <summary>One renewal, under the lock: mark, ask, save; and what to do when the answer is lost.</summary>
internal sealed partial class TokenRenewer(TokenLedger ledger, TokenExchange exchange, TimeProvider time, ILogger logger)
{
    /// <summary>A refresh token whose fate is unclear is tried once more, no oftener.</summary>
    private const int MostAttempts = 2;

    /// <summary>Between tries while the present token still works.</summary>
    private static readonly TimeSpan CalmSpacing = TimeSpan.FromMinutes(1);

    /// <summary>Between tries once it does not.</summary>
    private static readonly TimeSpan PressingSpacing = TimeSpan.FromSeconds(5);

    /// <summary>A token renewed this recently and refused all the same is not cured by renewing again.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(5);

    /// <summary>So many fresh tokens refused in a row are not cured by a further renewal at all: somebody has to reconnect (fact sheet 7.1).</summary>
    private const int MostFreshRefusals = 2;

    /// <summary>Whether it is time for an early renewal.</summary>
    public static bool IsDue(TokenState state, DateTimeOffset now) =>
        state is { Current: { RefreshToken.Length: > 0 } current, ConsentNeeded: ConsentReason.None or ConsentReason.FreshTokenRefused }
        && now >= current.DueAt
        && (state.Renewal is null || now >= state.Renewal.StartedAt + CalmSpacing);

    /// <summary>Renews, or finds out that somebody else did. Gives the token to use, which may be the old one, or null.</summary>
    public async Task<string?> RenewAsync(string? refused, CancellationToken cancellationToken)
    {
        var state = await ledger.LoadAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (refused is null ? !IsDue(state, now) : state.UsableToken != refused)
        {
            return state.UsableToken;
        }

        if (state.ConsentNeeded is not (ConsentReason.None or ConsentReason.FreshTokenRefused))
        {
            return await CloseAsync(state, refused, state.ConsentNeeded, state.ConsentDetail);
        }

        var candidates = Candidates(state);
        if (candidates.Length == 0)
        {
            return await CloseAsync(state, refused, ConsentReason.NoRefreshToken, null);
        }

        if (refused is not null && state.Current is { Origin: TokenOrigin.Renewal } current)
        {
            // The pair before it is kept until a call was accepted: with it still there, this token has never worked.
            var isFresh = now < current.ReceivedAt + FreshFor;
            state = isFresh || state.Previous is not null ? await DoubtAsync(state) : state;
            if (isFresh || state.FreshRefusals >= MostFreshRefusals)
            {
                return null;
            }
        }

        if (state.Renewal is { } mark && now < mark.StartedAt + (refused is null ? CalmSpacing : PressingSpacing))
        {
            return refused is null ? state.UsableToken : null;
        }

        return await TryAsync(state, candidates, refused, cancellationToken);
    }

    // The pair before the present one comes into question only while the present one has never worked: a pair mistyped
    // into the settings must not cost the good one.
    private static string[] Candidates(TokenState state) =>
    [
        .. new[] { state.Current?.RefreshToken, state.Previous?.RefreshToken }
            .OfType<string>()
            .Where(token => token.Length > 0)
            .Distinct(StringComparer.Ordinal),
    ];

    private async Task<string?> TryAsync(TokenState state, string[] candidates, string? refused, CancellationToken cancellationToken)
    {
        var reason = ConsentReason.RefreshUnclear;
        string? detail = null;
        var attempts = state.Renewal?.Attempts ?? 0;
        foreach (var candidate in candidates)
        {
            for (; attempts < MostAttempts; attempts++)
            {
                if (await MarkAsync(state, attempts + 1) is { } moved)
                {
                    return moved.UsableToken;
                }

                var answer = await exchange.RenewAsync(candidate, cancellationToken);
                if (answer is TokenAnswer.Granted granted)
                {
                    return await SaveAsync(granted.Pair, candidate, refused);
                }

                if (answer is TokenAnswer.NotDone notDone)
                {
                    LogNotDone(notDone.Reason);
                    await MarkAsync(state, attempts);
                    return refused is null ? state.UsableToken : null;
                }

                if (answer is TokenAnswer.Refused no)
                {
                    (reason, detail) = (ConsentReason.RefreshRefused, no.Reason);
                    break;
                }

                (reason, detail) = (ConsentReason.RefreshUnclear, ((TokenAnswer.Unclear)answer).Reason);
                LogUnclear(detail);

                // While the old token still works there is no hurry: the second and last try waits.
                if (refused is null && attempts + 1 < MostAttempts)
                {
                    return state.UsableToken;
                }
            }

            attempts = 0;
        }

        return await CloseAsync(state, refused, reason, detail);
    }

    private async Task<string?> SaveAsync(TokenPair pair, string boughtWith, string? refused)
    {
        var saved = await ledger.SaveRenewedAsync(pair, boughtWith, CancellationToken.None);
        LogRenewed();
        return saved.UsableToken == refused ? null : saved.UsableToken;
    }

    // Gives the state that is stored instead when somebody brought another pair meanwhile; null when the mark is set.
    private async Task<TokenState?> MarkAsync(TokenState begunWith, int attempts)
    {
        var mark = new RenewalMark(time.GetUtcNow(), attempts);
        var stored = await ledger.ChangeAsync(state => IsSame(state, begunWith) ? state with { Renewal = mark } : null, CancellationToken.None);
        return IsSame(stored, begunWith) ? null : stored;
    }

    private async Task<string?> CloseAsync(TokenState begunWith, string? refused, ConsentReason reason, string? detail)
    {
        var stored = await ledger.ChangeAsync(
            state => IsSame(state, begunWith)
                ? state with
                {
                    Renewal = null,
                    IsAccessRefused = refused is not null,
                    ConsentNeeded = reason,
                    ConsentDetail = detail,
                }
                : null,
            CancellationToken.None);
        LogConsentNeeded(reason, detail);
        return stored.UsableToken;
    }

    // Renewing again would only spend another refresh token. Calls go on with what there is and may recover by themselves.
    // Counted once for each token.
    private async Task<TokenState> DoubtAsync(TokenState begunWith)
    {
        if (begunWith.ConsentNeeded != ConsentReason.None)
        {
            return begunWith;
        }

        LogConsentNeeded(ConsentReason.FreshTokenRefused, null);
        return await ledger.ChangeAsync(
            state => IsSame(state, begunWith) && state.ConsentNeeded == ConsentReason.None
                ? state with { ConsentNeeded = ConsentReason.FreshTokenRefused, FreshRefusals = state.FreshRefusals + 1 }
                : null,
            CancellationToken.None);
    }

    private static bool IsSame(TokenState one, TokenState other) =>
        one.Current?.RefreshToken == other.Current?.RefreshToken && one.Current?.AccessToken == other.Current?.AccessToken;

    [LoggerMessage(Level = LogLevel.Information, Message = "The tokens are renewed.")]
    private partial void LogRenewed();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tokens could not be renewed yet: {Reason}")]
    private partial void LogNotDone(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether the tokens were renewed is unclear: {Reason}")]
    private partial void LogUnclear(string? reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "An administrator of the OA must give consent again ({Reason}). {Detail}")]
    private partial void LogConsentNeeded(ConsentReason reason, string? detail);
}
