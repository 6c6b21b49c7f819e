using Microsoft.Playwright;

namespace ZaloBot.Browser.Tests;

/// <summary>
/// The pictures of the README, taken anew with
/// <c>dotnet run --project tests/ZaloBot.Browser.Tests -- -explicit only -class ZaloBot.Browser.Tests.Gallery</c>.
/// </summary>
public sealed class Gallery(Browser browser) : BrowserTest(browser)
{
    private const string Secretary = SampleWorld.Secretary;
    private const string Main = SampleWorld.MainGroup;

    [Fact(Explicit = true)]
    public async Task Takes_the_pictures()
    {
        var folder = Environment.GetEnvironmentVariable("GALLERY") ?? Path.Combine(AppContext.BaseDirectory, "gallery");
        var stage = await StageAsync();
        await Scene.PlayAsync(stage);

        var page = await stage.VisitAsync(Secretary, Main);
        await ShootAsync(page, "chat-page");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Sự kiện" }).ClickAsync();
        await page.Locator(".events summary").First.ClickAsync();
        await ShootAsync(page, "chat-page-events");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Sự cố" }).ClickAsync();
        await page.GetByLabel("Trả lời chậm 5 giây").ClickAsync();
        await ShootAsync(page, "chat-page-faults");
        stage.Emulator.Faults.Clear();

        await ShootAsync(await stage.VisitAsync(Secretary, "p:" + Secretary), "chat-page-private");
        await ShootAsync(await stage.VisitAsync("7000000000000000005", Main, scheme: ColorScheme.Dark), "chat-page-dark");
        await ShootAsync(await stage.VisitAsync(SampleWorld.Stranger, Main), "chat-page-outsider");
        await ShootAsync(await stage.VisitAsync(SampleWorld.Administrator, SampleWorld.CampGroup, width: 900), "chat-page-attachments");
        await ShootAsync(await stage.VisitAsync(Secretary, Main, 390, 844, touch: true), "chat-page-phone");
        await ShootAsync(await stage.VisitAsync(width: 390, height: 844, touch: true), "chat-page-phone-list");
        var phone = await stage.VisitAsync(Secretary, Main, 390, 844, ColorScheme.Dark, touch: true);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Thông tin và công cụ" }).ClickAsync();
        await ShootAsync(phone, "chat-page-phone-panel");
        var menu = await stage.VisitAsync("7000000000000000005", Main, 390, 844, touch: true);
        await menu.GetByLabel("Gửi ảnh, tệp, vị trí…").ClickAsync();
        await ShootAsync(menu, "chat-page-phone-menu");
        var write = await stage.VisitAsync("7000000000000000006", Main);
        using var bot = new Bot(stage.Emulator);
        await bot.WriteAsync(Secretary, "Thêm một báo cáo.");
        await write.GetByText("vừa nhắn riêng").WaitForAsync();
        await write.GetByRole(AriaRole.Article).Nth(1).HoverAsync();
        await write.GetByRole(AriaRole.Article).Nth(1).GetByRole(AriaRole.Button).ClickAsync();
        await write.GetByLabel("Nhắc tên một người").ClickAsync();
        await ShootAsync(write, "chat-page-writing");
        await write.GetByRole(AriaRole.Button, new() { Name = "@Nguyễn Văn Mẫu" }).ClickAsync();
        await write.Locator("summary[aria-label='Việc với Thạch Thị Mô Phỏng']").ClickAsync();
        await write.GetByRole(AriaRole.Button, new() { Name = "Rời nhóm" }).ClickAsync();
        await ShootAsync(write, "chat-page-confirm");

        Task<byte[]> ShootAsync(IPage shown, string name) => shown.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
    }
}
