namespace ZaloBot.Zalo;

/// <summary>Where the platform is and how to talk to it. Read anew for each call, so a reload of the settings takes effect at once, but for the addresses.</summary>
public sealed class ZaloOptions
{
    /// <summary>The app of developers.zalo.me.</summary>
    public string AppId { get; set; } = "";

    /// <summary>The app's secret, for OAuth and <c>appsecret_proof</c>; not the webhook's.</summary>
    public string AppSecretKey { get; set; } = "";

    /// <summary>First pair, taken once; later pairs live in the store.</summary>
    public string AccessToken { get; set; } = "";

    /// <summary>First pair, taken once; later pairs live in the store.</summary>
    public string RefreshToken { get; set; } = "";

    /// <summary>Everything but OAuth.</summary>
    public Uri OpenApiUrl { get; set; } = new("https://openapi.zalo.me");

    /// <summary>OAuth.</summary>
    public Uri OAuthUrl { get; set; } = new("https://oauth.zaloapp.com");

    /// <summary>Calls of the OA a minute, all processes together. The smallest package is said to allow 100 (fact sheet 8).</summary>
    public int CallsPerMinute { get; set; } = 90;

    /// <summary>Send <c>appsecret_proof</c> with each call (fact sheet 1.4). Harmless where the app does not demand it.</summary>
    public bool SendsAppSecretProof { get; set; }

    /// <summary>Whether this process may spend the refresh token. A command that only looks must not.</summary>
    public bool RenewsTokens { get; set; } = true;

    /// <summary>To open a connection.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>For one attempt of a call, waiting for the pace not counted.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>For one upload of at most 5 MB.</summary>
    public TimeSpan UploadTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>For one exchange of tokens. Generous: an exchange given up halfway may cost the refresh token.</summary>
    public TimeSpan OAuthTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
