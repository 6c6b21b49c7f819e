using Microsoft.Playwright;

namespace ZaloBot.Browser.Tests;

/// <summary>People before their screens: a browser context each, all of them traced.</summary>
public sealed class Visitors(IBrowser browser)
{
    private readonly List<(IBrowserContext Context, IPage Page, string Name)> _open = [];

    /// <summary>Complaints of the pages themselves: script errors, blocked content. A good test ends with none.</summary>
    public List<string> Complaints { get; } = [];

    private static string Failures => Path.Combine(AppContext.BaseDirectory, "failures");

    /// <summary>Opens the chat page as somebody who looks at a chat.</summary>
    public async Task<IPage> VisitAsync(
        Uri address, string? me = null, string? chat = null, int width = 1360, int height = 860, ColorScheme scheme = ColorScheme.Light, bool touch = false)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
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
        await page.GotoAsync(me is null ? address.AbsoluteUri : $"{address.AbsoluteUri}#me={me}&chat={Uri.EscapeDataString(chat ?? "")}");
        await page.GetByText("Đã kết nối").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        return page;
    }

    /// <summary>Sends everybody home; after a failed test their screens and traces stay behind.</summary>
    public async Task LeaveAsync(bool failed)
    {
        foreach (var (context, page, name) in _open)
        {
            if (failed)
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Failures, name + ".png") });
            }

            await context.Tracing.StopAsync(new TracingStopOptions { Path = failed ? Path.Combine(Failures, name + ".zip") : null });
            await context.DisposeAsync();
        }
    }
}
