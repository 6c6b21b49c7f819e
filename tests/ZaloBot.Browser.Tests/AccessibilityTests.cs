using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ZaloBot.Browser.Tests;

/// <summary>No serious fault by axe in any state of the page, bright or dark, wide or narrow.</summary>
public sealed class AccessibilityTests(Browser browser) : BrowserTest(browser)
{
    // Naming what passed costs more than finding out.
    private static readonly AxeRunOptions Options = new()
    {
        RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
        ResultTypes = [ResultType.Violations],
    };

    [Theory]
    [InlineData(ColorScheme.Light, 1360)]
    [InlineData(ColorScheme.Dark, 1360)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Axe_finds_nothing_serious(ColorScheme scheme, int width)
    {
        var stage = await StageAsync();
        await Scene.PlayAsync(stage);
        var page = await stage.VisitAsync(SampleWorld.Secretary, SampleWorld.MainGroup, width, scheme: scheme);
        await ShouldBeCleanAsync(page, "group");

        if (width < 720)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Thông tin và công cụ", Exact = true }).ClickAsync();
        }

        await page.GetByLabel("Việc với Trần Thị Thử").ClickAsync();
        await ShouldBeCleanAsync(page, "panel");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Sự kiện" }).ClickAsync();
        await page.Locator(".events summary").First.ClickAsync();
        await ShouldBeCleanAsync(page, "events");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Sự cố" }).ClickAsync();
        await ShouldBeCleanAsync(page, "faults");

        var others = await stage.VisitAsync(SampleWorld.Stranger, SampleWorld.CampGroup, width, scheme: scheme);
        await ShouldBeCleanAsync(others, "outsider and attachments");
        var open = await stage.VisitAsync(SampleWorld.DeputySecretary, SampleWorld.CampGroup, width, scheme: scheme);
        await open.GetByRole(AriaRole.Button, new() { Name = "Gửi ảnh, tệp" }).ClickAsync();
        await ShouldBeCleanAsync(open, "menu");
        var list = await stage.VisitAsync(width: width, scheme: scheme);
        await ShouldBeCleanAsync(list, "list");
    }

    private static async Task ShouldBeCleanAsync(IPage page, string state)
    {
        var found = await page.RunAxe(Options);
        found.Passes.Length.ShouldBeGreaterThan(10, "axe must have looked at something");
        found.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{state}: {violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}")
            .ShouldBeEmpty();
    }
}
