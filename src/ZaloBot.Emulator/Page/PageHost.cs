using System.Globalization;
using Microsoft.AspNetCore.Builder;

namespace ZaloBot.Emulator;

/// <summary>The chat page and the control endpoints, on a port of their own that no fault touches.</summary>
internal sealed class PageHost(ZaloEmulator emulator, EmulatorOptions options) : IAsyncDisposable
{
    private WebApplication? _app;
    private int _port = options.PagePort;

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/"));

    public async Task ListenAsync(CancellationToken cancellationToken) =>
        (_app, _port) = await Loopback.StartAsync(_port, app => app.MapGet("/control/faults", () => emulator.Faults.Active.Count.ToString()), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_app is { } app)
        {
            await Loopback.StopAsync(app);
        }
    }
}
