using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace ZaloBot.Browser.Tests;

/// <summary>An emulator with its page, an app that listens, and visitors with a browser each.</summary>
public sealed class Stage
{
    private readonly IBrowser _browser;
    private readonly List<(IBrowserContext Context, IPage Page, string Name)> _open = [];

    private Stage(IBrowser browser, ZaloEmulator emulator, Listener listener) => (_browser, Emulator, Listener) = (browser, emulator, listener);

    public ZaloEmulator Emulator { get; }

    public Listener Listener { get; }

    /// <summary>Complaints of the page itself: script errors, blocked content. A good test ends with none.</summary>
    public List<string> Complaints { get; } = [];

    private static string Artifacts => Path.Combine(AppContext.BaseDirectory, "failures");

    public static async Task<Stage> StartAsync(Browser browser, World? world = null)
    {
        var open = browser.Open();
        var listener = new Listener();
        var emulator = await ZaloEmulator.StartAsync(new EmulatorOptions
        {
            WebhookUrl = new Uri("http://app.test/webhook/zalo"),
            WebhookHandler = listener,
            World = world,
        });
        return new Stage(open, emulator, listener);
    }

    /// <summary>A visitor's page, who is somebody and looks at a chat.</summary>
    public async Task<IPage> VisitAsync(string? me = null, string? chat = null, int width = 1360, int height = 860, ColorScheme scheme = ColorScheme.Light, bool touch = false)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = "vi-VN",
            TimezoneId = "Asia/Ho_Chi_Minh",
            HasTouch = touch,
            IsMobile = touch,
            DeviceScaleFactor = touch ? 2 : 1,
        });
        await context.Tracing.StartAsync(new TracingStartOptions { Snapshots = true });
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
        _open.Add((context, page, $"{TestContext.Current.TestMethod?.MethodName}-{_open.Count + 1}"));
        var address = Emulator.PageAddress.AbsoluteUri;
        await page.GotoAsync(me is null ? address : $"{address}#me={me}&chat={Uri.EscapeDataString(chat ?? "")}");
        await page.GetByText("Đã kết nối").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        return page;
    }

    /// <summary>The first event of this name that the app was sent, or will be.</summary>
    public Task<JsonObject> EventAsync(string name, Func<JsonObject, bool>? which = null) =>
        Listener.WaitForAsync(body => (string?)body["event_name"] == name && (which is null || which(body)));

    public async Task CloseAsync(bool failed)
    {
        foreach (var (context, page, name) in _open)
        {
            if (failed)
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Artifacts, name + ".png") });
            }

            await context.Tracing.StopAsync(new TracingStopOptions { Path = failed ? Path.Combine(Artifacts, name + ".zip") : null });
            await context.DisposeAsync();
        }

        await Emulator.DisposeAsync();
        Listener.Dispose();
    }
}
