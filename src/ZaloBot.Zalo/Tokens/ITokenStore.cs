namespace ZaloBot.Zalo.Tokens;

/// <summary>Where the tokens live: shared by all processes, durable, encrypted. Losing a pair means that a human must give consent again.</summary>
public interface ITokenStore
{
    /// <summary>
    /// What was saved last; null before the first time. Throws when the store does not answer, and
    /// <see cref="TokensUnreadableException"/> when it does but the content cannot be decrypted.
    /// </summary>
    Task<TokenState?> LoadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Saves durably, if what is stored still has the version before <paramref name="state"/>'s (nothing stored counts as 0), and
    /// says whether it did. Throws when the store does not answer.
    /// </summary>
    Task<bool> TrySaveAsync(TokenState state, CancellationToken cancellationToken);
}
