namespace ZaloBot.Zalo.Tokens;

/// <summary>An access token, 25 hours of life, with the refresh token that buys the next pair: three months, once (fact sheet 5.1).</summary>
public sealed record TokenPair
{
    /// <summary>What calls carry.</summary>
    public required string AccessToken { get; init; }

    /// <summary>What renews it; empty when an administrator gave only an access token.</summary>
    public required string RefreshToken { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How long the access token lives.</summary>
    public TimeSpan Lifetime { get; init; } = DefaultLifetime;

    /// <summary>How it came to us.</summary>
    public TokenOrigin Origin { get; init; }

    /// <summary>What the platform documents, for pairs that come without <c>expires_in</c>.</summary>
    public static TimeSpan DefaultLifetime => TimeSpan.FromHours(25);

    /// <summary>When to renew: after 20 of 25 hours, so that there are five in which to try.</summary>
    public DateTimeOffset DueAt => ReceivedAt + (Lifetime * 0.8);

    /// <summary>Names no token, so that a log cannot.</summary>
    public override string ToString() => $"tokens received {ReceivedAt:O}";
}

/// <summary>Ways a pair can come to us.</summary>
public enum TokenOrigin
{
    /// <summary>An administrator wrote it into the settings; how old it really is, nobody knows.</summary>
    Settings,

    /// <summary>An administrator of the OA gave consent.</summary>
    Consent,

    /// <summary>Bought with a refresh token.</summary>
    Renewal,
}
