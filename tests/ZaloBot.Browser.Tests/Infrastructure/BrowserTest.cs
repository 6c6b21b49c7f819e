namespace ZaloBot.Browser.Tests;

/// <summary>A test in the browser. One that fails leaves a screenshot and a trace of each page in <c>failures</c> beside the test program.</summary>
public abstract class BrowserTest(Browser browser) : IClassFixture<Browser>, IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _behindThePages = [];
    private Visitors? _visitors;

    /// <summary>Skips the test where there is no browser.</summary>
    protected Visitors Visitors => _visitors ??= new Visitors(browser.Open());

    protected async Task<Stage> StageAsync(World? world = null)
    {
        var stage = await Stage.StartAsync(Visitors, world);
        _behindThePages.Add(stage);
        return stage;
    }

    protected async Task<DemoProcess> DemoAsync()
    {
        _ = Visitors;
        var demo = await DemoProcess.StartAsync();
        _behindThePages.Add(demo);
        return demo;
    }

    public async ValueTask DisposeAsync()
    {
        if (_visitors is not null)
        {
            await _visitors.LeaveAsync(failed: TestContext.Current.TestState?.Result == TestResult.Failed);
        }

        foreach (var behind in _behindThePages)
        {
            await behind.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
