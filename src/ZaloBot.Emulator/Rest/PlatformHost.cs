using System.Globalization;
using Microsoft.AspNetCore.Builder;

namespace ZaloBot.Emulator;

/// <summary>The platform's side on its own port, which can be closed and opened again: a refused connection is a real one.</summary>
internal sealed class PlatformHost : IAsyncDisposable
{
    private readonly EmulatorOptions _options;
    private readonly Pipeline _pipeline;
    private readonly PermissionPage _permission;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private WebApplication? _app;
    private int _port;

    public PlatformHost(ZaloEmulator emulator, EmulatorOptions options, Happenings happenings)
    {
        _options = options;
        var routes = new Routes();
        GroupEndpoints.Map(routes, emulator, options, happenings);
        MembershipEndpoints.Map(routes, emulator, happenings);
        HistoryEndpoints.Map(routes, emulator);
        var uploads = new Uploads(options);
        UploadEndpoints.Map(routes, uploads);
        MessageEndpoints.Map(routes, emulator, happenings, uploads);
        UserEndpoints.Map(routes, emulator, happenings);
        _pipeline = new Pipeline(emulator, options, routes, happenings, new OAuthEndpoint(emulator, options));
        _permission = new PermissionPage(emulator, options);
        _port = options.Port;
    }

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}"));

    public bool IsListening => _app is not null;

    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_app is null)
            {
                (_app, _port) = await Loopback.StartAsync(_port, Configure, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task CloseAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_app is { } app)
            {
                _app = null;
                await Loopback.StopAsync(app);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _turn.Dispose();
    }

    private void Configure(WebApplication app)
    {
        app.Map(PermissionPage.Path, _permission.HandleAsync);
        app.MapFallback("{**path}", _pipeline.HandleAsync);
    }
}
