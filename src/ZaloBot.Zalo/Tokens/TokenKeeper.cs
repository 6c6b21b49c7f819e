using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ZaloBot.Zalo.Api;

namespace ZaloBot.Zalo.Tokens;

/// <summary>
/// Keeps the OA connected (fact sheet 5.1). A refresh token works once, so a renewal happens once at a time over all processes,
/// leaves a mark before it begins, and its pair is saved before it is used. An early renewal that fails costs nothing: the
/// present token lives on for hours.
/// </summary>
public sealed partial class TokenKeeper
{
    private readonly TokenLedger _ledger;
    private readonly TokenRenewer _renewer;
    private readonly TokenExchange _exchange;
    private readonly ITokenLock _tokenLock;
    private readonly IOptionsMonitor<ZaloOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private Task<string?>? _renewing;
    private string? _proven;

    /// <summary>One for the whole process.</summary>
    public TokenKeeper(ITokenStore store, ITokenLock tokenLock, IZaloOAuthApi oauth, IOptionsMonitor<ZaloOptions> options, TimeProvider time, ILogger<TokenKeeper> logger)
    {
        (_tokenLock, _options, _time, _logger) = (tokenLock, options, time, logger);
        _ledger = new TokenLedger(store, options, time, logger);
        _exchange = new TokenExchange(oauth, options, time);
        _renewer = new TokenRenewer(_ledger, _exchange, time, logger);
    }

    /// <summary>
    /// Longest time a renewal may hold the lock: two exchanges and what the store needs. Work under the lock is given up
    /// <see cref="Margin"/> earlier, so that the lock never ends before the work does.
    /// </summary>
    private TimeSpan LockLifetime => (2 * _options.CurrentValue.OAuthTimeout) + TimeSpan.FromSeconds(60);

    private static TimeSpan Margin => TimeSpan.FromSeconds(20);

    private static TimeSpan LockPoll => TimeSpan.FromMilliseconds(250);

    /// <summary>The token to call with, renewed first when due. Throws a <see cref="TokenException"/> when there is none.</summary>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        var state = await _ledger.LoadAsync(cancellationToken);
        if (_options.CurrentValue.RenewsTokens && TokenRenewer.IsDue(state, _time.GetUtcNow()))
        {
            await ShareRenewalAsync(refused: null).WaitAsync(cancellationToken);
            state = await _ledger.LoadAsync(cancellationToken);
        }

        return state.UsableToken ?? throw new ConsentNeededException(
            state.ConsentNeeded == ConsentReason.None ? ConsentReason.NeverGiven : state.ConsentNeeded);
    }

    /// <summary>The platform refused this token (-216, -220): another one to repeat the call with, or null when there is none.</summary>
    public async Task<string?> RenewAsync(string refused, CancellationToken cancellationToken)
    {
        if (!_options.CurrentValue.RenewsTokens)
        {
            return null;
        }

        var token = await ShareRenewalAsync(refused).WaitAsync(cancellationToken);
        if (token == refused)
        {
            // That was an early renewal under way, which contents itself with the old token where this one must not.
            token = await ShareRenewalAsync(refused).WaitAsync(cancellationToken);
        }

        return token == refused ? null : token;
    }

    /// <summary>The platform took this token: the pair before it is needed no longer. Never throws but for cancellation.</summary>
    public async ValueTask AcceptAsync(string token, CancellationToken cancellationToken)
    {
        if (_proven == token)
        {
            return;
        }

        try
        {
            await _ledger.ChangeAsync(
                state => state.Current?.AccessToken == token && (state.Previous is not null || state.FreshRefusals > 0 || state.ConsentNeeded == ConsentReason.FreshTokenRefused)
                    ? state with
                    {
                        Previous = null,
                        IsAccessRefused = false,
                        FreshRefusals = 0,
                        ConsentNeeded = state.ConsentNeeded == ConsentReason.FreshTokenRefused ? ConsentReason.None : state.ConsentNeeded,
                    }
                    : null,
                cancellationToken);
            _proven = token;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotProven(failure);
        }
    }

    /// <summary>Renews when it is time, for a timer: an OA nobody calls for three months would be lost. Throws nothing but for cancellation.</summary>
    public async Task KeepFreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await GetAsync(cancellationToken);
        }
        catch (TokenException)
        {
            // Told by ExamineAsync and, when it became so, by the log.
        }
    }

    /// <summary>How things stand, without changing them.</summary>
    public async Task<TokenHealth> ExamineAsync(CancellationToken cancellationToken) =>
        TokenHealth.Of(await _ledger.LoadAsync(cancellationToken), _time.GetUtcNow());

    /// <summary>Takes the code an administrator's consent gave. Works once per code, within ten minutes.</summary>
    public async Task<ZaloResult<Done>> RedeemAsync(string code, string? verifier, CancellationToken cancellationToken)
    {
        await using var held = await TakeLockAsync(wait: true, cancellationToken);
        using var limit = new CancellationTokenSource(LockLifetime - Margin, _time);
        switch (await _exchange.RedeemAsync(code, verifier, limit.Token))
        {
            case TokenAnswer.Granted granted:
                return await KeepAsync(granted.Pair);
            case TokenAnswer.Refused refused:
                return Failed(refused.Reason, CallFate.Refused);
            case TokenAnswer.NotDone notDone:
                return Failed(notDone.Reason, CallFate.NotSent);
            case TokenAnswer.Unclear unclear:
                return Failed(unclear.Reason, CallFate.Unclear);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task<ZaloResult<Done>> KeepAsync(TokenPair pair)
    {
        try
        {
            await _ledger.SaveConsentAsync(pair, CancellationToken.None);
            LogConnected();
            return Done.It;
        }
        catch (Exception failure)
        {
            LogNotKept(failure);
            return Failed("The tokens came but could not be saved; consent must be given once more when the store answers.", CallFate.Unclear);
        }
    }

    private static ZaloError Failed(string reason, CallFate fate) =>
        new() { Message = reason, Class = ErrorClass.Operator, Meaning = ErrorMeaning.ConsentNeeded, Fate = fate };

    // Everybody in the process who finds the token wanting shares one renewal, which none of them can cancel halfway.
    private Task<string?> ShareRenewalAsync(string? refused)
    {
        lock (_gate)
        {
            return _renewing is { IsCompleted: false } ? _renewing : _renewing = Task.Run(() => RenewUnderLockAsync(refused));
        }
    }

    private async Task<string?> RenewUnderLockAsync(string? refused)
    {
        try
        {
            using var limit = new CancellationTokenSource(LockLifetime, _time);
            await using var held = await TakeLockAsync(wait: refused is not null, limit.Token);
            if (held is null)
            {
                // Another process renews; until it is done the present token serves.
                return (await _ledger.LoadAsync(limit.Token)).UsableToken;
            }

            using var work = new CancellationTokenSource(LockLifetime - Margin, _time);
            return await _renewer.RenewAsync(refused, work.Token);
        }
        catch (Exception failure)
        {
            LogRenewalFailed(failure);
            return null;
        }
    }

    private async Task<IAsyncDisposable?> TakeLockAsync(bool wait, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await _tokenLock.TryTakeAsync(LockLifetime, cancellationToken) is { } held)
            {
                return held;
            }

            if (!wait)
            {
                return null;
            }

            await Task.Delay(LockPoll, _time, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The OA is connected: consent was given and the tokens are saved.")]
    private partial void LogConnected();

    [LoggerMessage(Level = LogLevel.Error, Message = "The tokens of a consent could not be saved and are lost.")]
    private partial void LogNotKept(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tokens could not be renewed.")]
    private partial void LogRenewalFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store did not take note that the new token works.")]
    private partial void LogNotProven(Exception exception);
}
