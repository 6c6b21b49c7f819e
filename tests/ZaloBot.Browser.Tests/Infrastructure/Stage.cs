using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace ZaloBot.Browser.Tests;

/// <summary>An emulator with its page, an app that listens, and visitors.</summary>
public sealed class Stage : IAsyncDisposable
{
    private readonly Visitors _visitors;

    private Stage(Visitors visitors, ZaloEmulator emulator, Listener listener) => (_visitors, Emulator, Listener) = (visitors, emulator, listener);

    public ZaloEmulator Emulator { get; }

    public Listener Listener { get; }

    public List<string> Complaints => _visitors.Complaints;

    public static async Task<Stage> StartAsync(Visitors visitors, World? world = null)
    {
        var listener = new Listener();
        var emulator = await ZaloEmulator.StartAsync(new EmulatorOptions
        {
            WebhookUrl = new Uri("http://app.test/webhook/zalo"),
            WebhookHandler = listener,
            World = world,
        });
        return new Stage(visitors, emulator, listener);
    }

    /// <summary>A visitor's page, who is somebody and looks at a chat.</summary>
    public Task<IPage> VisitAsync(string? me = null, string? chat = null, int width = 1360, int height = 860, ColorScheme scheme = ColorScheme.Light, bool touch = false) =>
        _visitors.VisitAsync(Emulator.PageAddress, me, chat, width, height, scheme, touch);

    /// <summary>The first event of this name that the app was sent, or will be.</summary>
    public Task<JsonObject> EventAsync(string name, Func<JsonObject, bool>? which = null) =>
        Listener.WaitForAsync(body => (string?)body["event_name"] == name && (which is null || which(body)));

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        Listener.Dispose();
    }
}
