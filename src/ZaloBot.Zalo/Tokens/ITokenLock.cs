namespace ZaloBot.Zalo.Tokens;

/// <summary>One renewal at a time, over all processes.</summary>
public interface ITokenLock
{
    /// <summary>
    /// Takes the lock if nobody holds it, else null at once. It frees itself after <paramref name="lifetime"/>, which is longer
    /// than anything done under it takes, and is freed early by disposing.
    /// </summary>
    Task<IAsyncDisposable?> TryTakeAsync(TimeSpan lifetime, CancellationToken cancellationToken);
}
