namespace ZaloBot.Emulator;

/// <summary>
/// A stand-in for the Zalo platform on 127.0.0.1: OAuth and OpenAPI at <see cref="Address"/>, signed webhooks to
/// <see cref="WebhookUrl"/>, and a chat page at <see cref="PageAddress"/> where one can play every role. Faithful to the fact
/// sheet; what that leaves open is in <see cref="Quirks"/>, what should go wrong in <see cref="Faults"/>.
/// </summary>
public sealed class ZaloEmulator : IAsyncDisposable
{
    private readonly EmulatorOptions _options;
    private readonly PlatformHost _platform;
    private readonly PageHost? _page;

    private ZaloEmulator(EmulatorOptions options)
    {
        _options = options;
        World = options.World ?? SampleWorld.Build(options.TimeProvider.GetUtcNow());
        CallbackUrl = options.CallbackUrl;
        Tokens = new Tokens(options);
        Deliveries = new Deliveries(options, Faults);
        var happenings = new Happenings(options, World, Deliveries, Faults);
        Acts = new Acts(World, happenings, Deliveries);
        _platform = new PlatformHost(this, options, happenings);
        _page = options.WithPage ? new PageHost(this, options) : null;
    }

    /// <summary>Where the app finds the platform: both <c>OpenApiUrl</c> and <c>OAuthUrl</c>, without a slash at the end in its text form.</summary>
    public Uri Address => _platform.Address;

    /// <summary>The chat page, and <c>/control/…</c> beside it.</summary>
    /// <exception cref="InvalidOperationException">The emulator was started without a page.</exception>
    public Uri PageAddress => _page?.Address ?? throw new InvalidOperationException("This emulator was started without a page.");

    /// <summary>OA, people, groups and messages.</summary>
    public World World { get; }

    /// <summary>What people do.</summary>
    public Acts Acts { get; }

    /// <summary>What goes wrong on purpose.</summary>
    public FaultSwitches Faults { get; } = new();

    /// <summary>What the fact sheet leaves open.</summary>
    public Quirks Quirks => _options.Quirks;

    /// <summary>The calls the app made.</summary>
    public Calls Calls { get; } = new();

    /// <summary>The events the app was sent.</summary>
    public Deliveries Deliveries { get; }

    /// <summary>Codes and tokens.</summary>
    public Tokens Tokens { get; }

    /// <summary>The callback saved in the console; the permission page refuses any other (fact sheet 1.2).</summary>
    public Uri? CallbackUrl { get; set; }

    /// <summary>Where events go from now on; null: nowhere. Setting it does not probe, see <see cref="SaveWebhookUrlAsync"/>.</summary>
    public Uri? WebhookUrl
    {
        get => Deliveries.Address;
        set => Deliveries.Address = value;
    }

    /// <summary>Whether the platform's side answers connections at all.</summary>
    public bool IsRefusingConnections => !_platform.IsListening;

    /// <summary>Starts listening.</summary>
    /// <param name="options">The defaults when left out.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<ZaloEmulator> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = new ZaloEmulator(options ?? new EmulatorOptions());
        try
        {
            await emulator._platform.ListenAsync(cancellationToken);
            if (emulator._page is { } page)
            {
                await page.ListenAsync(cancellationToken);
            }
        }
        catch
        {
            await emulator.DisposeAsync();
            throw;
        }

        return emulator;
    }

    /// <summary>
    /// What the console does when a webhook address is saved: an unsigned probe without timestamp, which must be answered
    /// 200 at once; else the address is not taken (fact sheet 2.1).
    /// </summary>
    /// <param name="address">The new address.</param>
    /// <returns>Whether it was taken.</returns>
    public async Task<bool> SaveWebhookUrlAsync(Uri address)
    {
        if (!await Deliveries.ProbeAsync(address))
        {
            return false;
        }

        WebhookUrl = address;
        return true;
    }

    /// <summary>What an administrator does on the permission page: looks, agrees, and is sent back to the app.</summary>
    /// <param name="permissionLink">The link the app made.</param>
    /// <returns>The callback address with <c>code</c>, <c>oa_id</c> and <c>state</c>, which the caller opens.</returns>
    /// <exception cref="InvalidOperationException">The page refused the link; the message names the error.</exception>
    public Uri Grant(Uri permissionLink) => PermissionPage.Grant(this, _options, permissionLink);

    /// <summary>Closes the platform's port: connections are refused until <see cref="AcceptConnectionsAsync"/>. The chat page goes on.</summary>
    public async Task RefuseConnectionsAsync()
    {
        await _platform.CloseAsync();
        Faults.Announce();
    }

    /// <summary>Opens the platform's port again, at the same address.</summary>
    public async Task AcceptConnectionsAsync()
    {
        await _platform.ListenAsync(CancellationToken.None);
        Faults.Announce();
    }

    /// <summary>Done when no event is queued or on its way; see <see cref="Deliveries.IdleAsync"/>.</summary>
    /// <param name="timeout">Real time to wait; 20 s when left out.</param>
    public Task DeliveriesIdleAsync(TimeSpan? timeout = null) => Deliveries.IdleAsync(timeout);

    /// <summary>The first message that matches; see <see cref="World.WaitForMessageAsync"/>.</summary>
    /// <param name="predicate">What to look for.</param>
    /// <param name="timeout">Real time to wait; 20 s when left out.</param>
    public Task<WorldMessage> WaitForMessageAsync(Func<WorldMessage, bool> predicate, TimeSpan? timeout = null) =>
        World.WaitForMessageAsync(predicate, timeout);

    /// <summary>Stops everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await Deliveries.DisposeAsync();
        if (_page is not null)
        {
            await _page.DisposeAsync();
        }

        await _platform.DisposeAsync();
    }
}
