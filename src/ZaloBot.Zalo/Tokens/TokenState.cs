namespace ZaloBot.Zalo.Tokens;

/// <summary>All that is kept about the tokens of the OA. Saved whole; never changed in place.</summary>
public sealed record TokenState
{
    /// <summary>Counts the savings; a store replaces only the version it was told.</summary>
    public long Version { get; init; }

    /// <summary>The pair in use; null before the first consent.</summary>
    public TokenPair? Current { get; init; }

    /// <summary>The pair before it, kept until a call with <see cref="Current"/> was accepted.</summary>
    public TokenPair? Previous { get; init; }

    /// <summary>A renewal that was begun. Still there when the process died or the answer was lost.</summary>
    public RenewalMark? Renewal { get; init; }

    /// <summary>The platform refused the current access token and nothing better is to be had: no call is worth making.</summary>
    public bool IsAccessRefused { get; init; }

    /// <summary>Why an administrator must give consent again; null when all is well. The access token may still be good for hours.</summary>
    public string? ConsentNeeded { get; init; }

    /// <summary>Digests of pairs already taken from the settings, so that each is taken once.</summary>
    public IReadOnlyList<string> SeenInSettings { get; init; } = [];

    /// <summary>Names no token, so that a log cannot.</summary>
    public override string ToString() => $"token state {Version}";
}

/// <summary>A renewal under way, or one that never came to an end.</summary>
/// <param name="StartedAt">When it was tried last.</param>
/// <param name="Attempts">How often the refresh token may have been spent.</param>
public sealed record RenewalMark(DateTimeOffset StartedAt, int Attempts);
