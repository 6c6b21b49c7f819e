using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Zalo.Tests.Infrastructure;

/// <summary>A store that can fall silent, and shows every state it was given.</summary>
public sealed class MemoryTokenStore : ITokenStore
{
    private readonly Lock _gate = new();

    public TokenState? State { get; set; }

    public List<TokenState> Saved { get; } = [];

    public bool IsSilent { get; set; }

    /// <summary>The key ring is another than the one the tokens were encrypted with.</summary>
    public bool IsUnreadable { get; set; }

    /// <summary>Runs once, just before the next saving, as another process would.</summary>
    public Action<MemoryTokenStore>? BeforeSaving { get; set; }

    public Task<TokenState?> LoadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return IsSilent ? throw new TimeoutException("The store does not answer.")
                : IsUnreadable ? throw new TokensUnreadableException(State!.Version, "The stored tokens cannot be decrypted.", new InvalidOperationException())
                : Task.FromResult(State);
        }
    }

    public Task<bool> TrySaveAsync(TokenState state, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (IsSilent)
            {
                throw new TimeoutException("The store does not answer.");
            }

            var other = BeforeSaving;
            BeforeSaving = null;
            other?.Invoke(this);
            if (state.Version != (State?.Version ?? 0) + 1)
            {
                return Task.FromResult(false);
            }

            State = state;
            IsUnreadable = false;
            Saved.Add(state);
            return Task.FromResult(true);
        }
    }
}

/// <summary>A lock that can be held by somebody else.</summary>
public sealed class MemoryTokenLock : ITokenLock
{
    private readonly Lock _gate = new();
    private bool _isHeld;

    public int Taken { get; private set; }

    /// <summary>Whoever asks for the lock first waits for this.</summary>
    public Task Door { get; set; } = Task.CompletedTask;

    public TimeSpan Lifetime { get; private set; }

    public bool IsHeld
    {
        get { lock (_gate) { return _isHeld; } }
        set { lock (_gate) { _isHeld = value; } }
    }

    public async Task<IAsyncDisposable?> TryTakeAsync(TimeSpan lifetime, CancellationToken cancellationToken)
    {
        await Door.WaitAsync(cancellationToken);
        lock (_gate)
        {
            if (_isHeld)
            {
                return null;
            }

            _isHeld = true;
            Taken++;
            Lifetime = lifetime;
            return new Release(this);
        }
    }

    private sealed class Release(MemoryTokenLock owner) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            owner.IsHeld = false;
            return default;
        }
    }
}
