using Microsoft.Playwright;

namespace ZaloBot.Browser.Tests;

/// <summary>One Chromium for all tests; where there is none the tests are skipped with the reason.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where Chromium is: <c>CHROMIUM</c> in the environment, or the usual places.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } told ? [told] : Places)
        .FirstOrDefault(File.Exists);

    /// <summary>The browser; the running test is skipped when there is none.</summary>
    public IBrowser Open()
    {
        Assert.SkipWhen(_browser is null, "No Chromium on this machine. Install it (Debian: apt install chromium) or name it in CHROMIUM.");
        return _browser!;
    }

    public async ValueTask InitializeAsync()
    {
        if (Path is null)
        {
            return;
        }

        // A slow machine is no fault of the page.
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Headless = true,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
