using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ZaloBot.Zalo.Tokens;

/// <summary>
/// The stored state of the tokens, read fresh each time so that all processes see the same, and changed only on top of the
/// version that was read. Takes a pair from the settings when it is new there.
/// </summary>
internal sealed partial class TokenLedger(ITokenStore store, IOptionsMonitor<ZaloOptions> options, TimeProvider time, ILogger logger)
{
    // Processes rarely meet here; more conflicts in a row than this mean a store that never accepts.
    private const int MostConflicts = 20;

    // Older digests than these belong to pairs whose three months are over.
    private const int MostSeen = 20;

    // A pair received and not saved yet. Its refresh token is the only one, so it outlasts a store that does not answer.
    private Unsaved? _unsaved;
    private TokenState? _lastKnown;

    /// <summary>The state as it is now; the last known one while the store is silent.</summary>
    public async Task<TokenState> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ChangeAsync(static _ => null, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogStoreSilent(failure);
            return _lastKnown ?? throw (failure as TokensUnreadableException ?? (Exception)new TokensUnavailableException(failure));
        }
    }

    /// <summary>Changes the state; <paramref name="change"/> may be asked several times and returns null to leave it. Gives what is stored afterwards.</summary>
    public async Task<TokenState> ChangeAsync(Func<TokenState, TokenState?> change, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            var unsaved = _unsaved;
            var stored = await store.LoadAsync(cancellationToken) ?? new TokenState();
            var taken = TakeFromSettings(Take(unsaved, stored));
            var changed = change(taken) ?? taken;
            if (ReferenceEquals(changed, stored) || !options.CurrentValue.RenewsTokens)
            {
                Interlocked.CompareExchange(ref _unsaved, null, unsaved);
                return _lastKnown = changed;
            }

            changed = changed with { Version = stored.Version + 1 };
            if (await store.TrySaveAsync(changed, cancellationToken))
            {
                Interlocked.CompareExchange(ref _unsaved, null, unsaved);
                return _lastKnown = changed;
            }
        }

        throw new InvalidOperationException("The store of the tokens refuses every change.");
    }

    /// <summary>Saves the pair of a consent on top of whatever is stored, readable or not.</summary>
    public async Task SaveConsentAsync(TokenPair pair, CancellationToken cancellationToken)
    {
        try
        {
            await ChangeAsync(state => Replace(state, pair), cancellationToken);
        }
        catch (TokensUnreadableException unreadable)
        {
            var fresh = TakeFromSettings(new TokenState());
            if (!await store.TrySaveAsync(Replace(fresh, pair) with { Version = unreadable.Version + 1, Previous = null }, cancellationToken))
            {
                throw;
            }
        }
    }

    /// <summary>
    /// Saves a renewed pair in place of the one it was bought with. Should the store be silent, the pair is kept here and
    /// saved by the next reading; until then it is not handed out.
    /// </summary>
    public async Task<TokenState> SaveRenewedAsync(TokenPair pair, string boughtWith, CancellationToken cancellationToken)
    {
        _unsaved = new Unsaved(pair, boughtWith);
        return await LoadAsync(cancellationToken);
    }

    /// <summary>The state after a pair came in: the pair before it stays until the new one is proven.</summary>
    public static TokenState Replace(TokenState state, TokenPair pair) => state with
    {
        Current = pair,
        Previous = state.Current,
        Renewal = null,
        IsAccessRefused = false,
        ConsentNeeded = ConsentReason.None,
        ConsentDetail = null,
        FreshRefusals = pair.Origin == TokenOrigin.Renewal ? state.FreshRefusals : 0,
    };

    // If the pair it was bought with is kept no longer, somebody gave consent meanwhile, and that is newer.
    private static TokenState Take(Unsaved? unsaved, TokenState stored) =>
        unsaved is not null && (stored.Current?.RefreshToken == unsaved.BoughtWith || stored.Previous?.RefreshToken == unsaved.BoughtWith)
            ? Replace(stored, unsaved.Pair)
            : stored;

    private TokenState TakeFromSettings(TokenState state)
    {
        var (access, refresh) = (options.CurrentValue.AccessToken, options.CurrentValue.RefreshToken);
        if (access.Length == 0 && refresh.Length == 0)
        {
            return state;
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{access}\n{refresh}")));
        if (state.SeenInSettings.Contains(digest))
        {
            return state;
        }

        var pair = new TokenPair
        {
            AccessToken = access,
            RefreshToken = refresh,
            ReceivedAt = time.GetUtcNow(),
            // Without an access token the pair is due at once.
            Lifetime = access.Length == 0 ? TimeSpan.Zero : TokenPair.DefaultLifetime,
            Origin = TokenOrigin.Settings,
        };
        return Replace(state, pair) with { SeenInSettings = [.. state.SeenInSettings.TakeLast(MostSeen - 1), digest] };
    }

    private sealed record Unsaved(TokenPair Pair, string BoughtWith);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store of the tokens does not answer.")]
    private partial void LogStoreSilent(Exception exception);
}
