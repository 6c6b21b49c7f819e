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

    /// <summary>Why an administrator must give consent again. The access token may still be good for hours.</summary>
    public ConsentReason ConsentNeeded { get; init; }

    /// <summary>The platform's words for it, when it had any.</summary>
    public string? ConsentDetail { get; init; }

    /// <summary>Pairs in a row that were fresh from a renewal and refused before any call was accepted.</summary>
    public int FreshRefusals { get; init; }

    /// <summary>Digests of pairs already taken from the settings, so that each is taken once.</summary>
    public IReadOnlyList<string> SeenInSettings { get; init; } = [];

    /// <summary>The access token to call with; null when no call is worth making.</summary>
    internal string? UsableToken => IsAccessRefused ? null
        : Current is { AccessToken.Length: > 0 } current ? current.AccessToken
        : Previous is { AccessToken.Length: > 0 } previous ? previous.AccessToken
        : null;

    /// <summary>Names no token, so that a log cannot.</summary>
    public override string ToString() => $"token state {Version}";
}

/// <summary>A renewal under way, or one that never came to an end.</summary>
/// <param name="StartedAt">When it was tried last.</param>
/// <param name="Attempts">How often the refresh token may have been spent.</param>
public sealed record RenewalMark(DateTimeOffset StartedAt, int Attempts);

/// <summary>Why only an administrator of the OA can help.</summary>
public enum ConsentReason
{
    /// <summary>All is well.</summary>
    None,

    /// <summary>There has never been a token.</summary>
    NeverGiven,

    /// <summary>The access token was refused and there is no refresh token.</summary>
    NoRefreshToken,

    /// <summary>The platform refuses the refresh token: spent, expired after three months, or withdrawn.</summary>
    RefreshRefused,

    /// <summary>Two renewals in a row ended without an answer; the refresh token is probably spent.</summary>
    RefreshUnclear,

    /// <summary>The platform refuses even a token just renewed. After two such in a row no further one is spent. Ends by itself when a call is accepted.</summary>
    FreshTokenRefused,
}
