using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ZaloBot.Browser.Tests;

/// <summary>The demo as its visitors meet it: everything real but the platform.</summary>
public sealed class DemoTests(Browser browser) : BrowserTest(browser)
{
    private const string Main = SampleWorld.MainGroup;
    private const string Writer = "7000000000000000006";

    [Fact]
    public async Task A_visitor_chats_privately_and_is_reminded_kindly()
    {
        var demo = await DemoAsync();
        var page = await Visitors.VisitAsync(demo.ChatPage, Writer, Main);
        var reminders = page.Locator(".from-oa").Filter(new() { HasText = "@Thạch Thị Mô Phỏng" });
        var before = await reminders.CountAsync();

        await WriteAsync(page, "Cuối tuần này rảnh không mấy chị, đi Vĩnh Long ăn nem nướng với em, em bao xe luôn nè");

        await Expect(reminders).ToHaveCountAsync(before + 1);
        await Expect(reminders.Last.Locator(".mention").First).ToHaveTextAsync("@Thạch Thị Mô Phỏng");
        await page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "pictures", "chat.png") });

        await WriteAsync(page, "Chi đoàn A gửi danh sách đoàn viên dự Hội trại 26/3, kính đề nghị văn phòng tổng hợp.");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Sự kiện" }).ClickAsync();
        await Expect(page.Locator(".events li").First).ToContainTextAsync("đã nhận (200)");
        await Expect(reminders).ToHaveCountAsync(before + 1);
        Visitors.Complaints.ShouldBeEmpty();
    }

    private static async Task WriteAsync(IPage page, string text)
    {
        await page.GetByLabel("Nội dung tin nhắn").FillAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".message.mine .text").Last).ToHaveTextAsync(text);
    }
}
