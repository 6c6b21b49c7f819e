namespace ZaloBot.Emulator;

/// <summary>How the stand-in for the platform is set up. The defaults match the example settings and need no account and no network.</summary>
public sealed record EmulatorOptions
{
    /// <summary>Port of the platform's side (OpenAPI and OAuth) on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Port of the chat page and of the control endpoints on 127.0.0.1; 0 takes a free one.</summary>
    public int PagePort { get; init; }

    /// <summary>Whether the chat page is served at all; tests that do not look at it start faster without.</summary>
    public bool WithPage { get; init; } = true;

    /// <summary>The app's id, <c>app_id</c> everywhere.</summary>
    public string AppId { get; init; } = "1234567890123456789";

    /// <summary>App Secret Key: OAuth and <c>appsecret_proof</c> (fact sheet 1.4, 5.1).</summary>
    public string AppSecretKey { get; init; } = "appSecretForTests";

    /// <summary>OA Secret Key: signs the webhooks (fact sheet 2.2).</summary>
    public string OaSecretKey { get; init; } = "oaSecretForTests000";

    /// <summary>The callback saved in the console. Without it the permission page answers -14003 (fact sheet 1.2).</summary>
    public Uri? CallbackUrl { get; init; }

    /// <summary>Where events go. May be set later on <see cref="ZaloEmulator.WebhookUrl"/>; events before that go nowhere.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>Carries webhooks instead of the network, for an app hosted in memory. Not disposed by the emulator.</summary>
    public HttpMessageHandler? WebhookHandler { get; init; }

    /// <summary>How long the platform waits for an answer to an event: 2 s (fact sheet 2.1).</summary>
    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many events are under way at once. 1 keeps their order, which the platform does not promise.</summary>
    public int ParallelDeliveries { get; init; } = 1;

    /// <summary>Whether the OA has granted the app already; events flow only after the grant (fact sheet 1.2).</summary>
    public bool Granted { get; init; } = true;

    /// <summary>Calls per minute of the whole app; above it -32 (fact sheet 8).</summary>
    public int AppCallsPerMinute { get; init; } = 4000;

    /// <summary>Calls per minute of the OA; above it the other -32. 100 belongs to the package "Growth" (fact sheet 8).</summary>
    public int OaCallsPerMinute { get; init; } = 100;

    /// <summary>Uploads of one kind in a month; above it -211 (fact sheet 5.6).</summary>
    public int UploadsPerMonth { get; init; } = 5000;

    /// <summary>The clock of tokens, windows, rate limits and webhook retries.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>OA, people and groups at the start; the sample world when left out. A world may outlive its emulator and be given to the next.</summary>
    public World? World { get; init; }

    /// <summary>What the fact sheet leaves open; changeable at any time.</summary>
    public Quirks Quirks { get; init; } = new();
}
