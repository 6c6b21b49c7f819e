namespace ZaloBot.Browser.Tests;

/// <summary>A test in the browser. One that fails leaves a screenshot and a trace of each page in <c>failures</c> beside the test program.</summary>
public abstract class BrowserTest(Browser browser) : IClassFixture<Browser>, IAsyncDisposable
{
    private Stage? _stage;

    protected async Task<Stage> StageAsync(World? world = null) => _stage = await Stage.StartAsync(browser, world);

    public async ValueTask DisposeAsync()
    {
        if (_stage is not null)
        {
            await _stage.CloseAsync(failed: TestContext.Current.TestState?.Result == TestResult.Failed);
        }

        GC.SuppressFinalize(this);
    }
}
