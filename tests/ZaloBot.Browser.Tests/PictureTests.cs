using Microsoft.Playwright;

namespace ZaloBot.Browser.Tests;

/// <summary>
/// Walks through every state of the chat page and takes its picture, into <c>pictures</c> beside the test program; those of the
/// documentation are copies. A human looks at them, the test only listens for complaints of the browser.
/// </summary>
public sealed class PictureTests(Browser browser) : BrowserTest(browser)
{
    private const string Main = SampleWorld.MainGroup;
    private const string Secretary = SampleWorld.Secretary;

    [Fact]
    public async Task Every_state_is_shown_without_a_complaint()
    {
        var stage = await StageAsync();
        await Scene.PlayAsync(stage);

        var page = await stage.VisitAsync(Secretary, Main);
        await TakeAsync(page, "chat-page");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Sự kiện" }).ClickAsync();
        await page.Locator(".events summary").First.ClickAsync();
        await TakeAsync(page, "chat-page-events");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Sự cố" }).ClickAsync();
        await page.GetByLabel("Trả lời chậm 5 giây").ClickAsync();
        await TakeAsync(page, "chat-page-faults");
        stage.Emulator.Faults.Clear();

        await TakeAsync(await stage.VisitAsync(Secretary, "p:" + Secretary), "chat-page-private");
        await TakeAsync(await stage.VisitAsync("7000000000000000005", Main, scheme: ColorScheme.Dark), "chat-page-dark");
        await TakeAsync(await stage.VisitAsync(SampleWorld.Stranger, Main), "chat-page-outsider");
        await TakeAsync(await stage.VisitAsync(SampleWorld.Administrator, SampleWorld.CampGroup, width: 900), "chat-page-attachments");
        await TakeAsync(await stage.VisitAsync("4000000000000000001", "p:" + Secretary), "chat-page-oa");
        stage.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_state_is_shown_on_a_phone_without_a_complaint()
    {
        var stage = await StageAsync();
        await Scene.PlayAsync(stage);

        await TakeAsync(await stage.VisitAsync(width: 390, height: 844, touch: true), "chat-page-phone-list");
        var phone = await stage.VisitAsync("7000000000000000005", Main, 390, 844, touch: true);
        await TakeAsync(phone, "chat-page-phone");
        await phone.GetByLabel("Gửi ảnh, tệp, vị trí…").ClickAsync();
        await TakeAsync(phone, "chat-page-phone-menu");
        var panel = await stage.VisitAsync(Secretary, Main, 390, 844, ColorScheme.Dark, touch: true);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Thông tin và công cụ", Exact = true }).ClickAsync();
        await TakeAsync(panel, "chat-page-phone-panel");
        stage.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Writing_with_everything_open_is_shown_without_a_complaint()
    {
        var stage = await StageAsync();
        await Scene.PlayAsync(stage);
        var page = await stage.VisitAsync("7000000000000000006", Main);
        using var bot = new Bot(stage.Emulator);

        await bot.WriteAsync(Secretary, "Thêm một báo cáo.");
        await page.GetByText("vừa nhắn riêng").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Trả lời: Chi đoàn A đã nhận" }).ClickAsync();
        await page.GetByLabel("Nhắc tên một người").ClickAsync();
        await TakeAsync(page, "chat-page-writing");
        await page.GetByRole(AriaRole.Button, new() { Name = "@Nguyễn Văn Mẫu" }).ClickAsync();
        await page.GetByLabel("Việc với Thạch Thị Mô Phỏng").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Rời nhóm" }).ClickAsync();
        await TakeAsync(page, "chat-page-confirm");
        stage.Complaints.ShouldBeEmpty();
    }

    private static Task<byte[]> TakeAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(AppContext.BaseDirectory, "pictures", name + ".png") });
}
