using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ZaloBot.Browser.Tests;

/// <summary>What a visitor of the chat page does, and what the app gets to see of it.</summary>
public sealed class ChatPageJourneys(Browser browser) : BrowserTest(browser)
{
    private const string Main = SampleWorld.MainGroup;
    private const string Secretary = SampleWorld.Secretary;
    private const string Writer = "7000000000000000004";

    [Fact]
    public async Task A_member_writes_and_it_appears_for_everybody_and_at_the_app()
    {
        var stage = await StageAsync();
        var writer = await stage.VisitAsync(Writer, Main);
        var reader = await stage.VisitAsync(Secretary, Main);

        await writer.GetByLabel("Nội dung tin nhắn").FillAsync("Chi đoàn A xin gửi báo cáo @Nguyễn Văn Mẫu");
        await writer.Keyboard.PressAsync("Enter");

        await Expect(writer.Locator(".message.mine .text")).ToHaveTextAsync("Chi đoàn A xin gửi báo cáo @Nguyễn Văn Mẫu");
        await Expect(reader.GetByRole(AriaRole.Log).Locator(".mention")).ToHaveTextAsync("@Nguyễn Văn Mẫu");
        await Expect(writer.GetByLabel("Nội dung tin nhắn")).ToHaveValueAsync("");
        var told = await stage.EventAsync("user_send_group_text");
        ((string?)told["message"]!["text"]).ShouldBe("Chi đoàn A xin gửi báo cáo [@7000000000000000001]");
        ((string?)told["sender"]!["id"]).ShouldBe(Writer);
        stage.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reply_quotes_the_message()
    {
        var stage = await StageAsync();
        var first = await stage.Emulator.Acts.SayAsync(Main, Secretary, "Đề nghị các chi đoàn gửi báo cáo.");
        var page = await stage.VisitAsync(Writer, Main);

        await page.GetByRole(AriaRole.Button, new() { Name = "Trả lời: Đề nghị các chi đoàn" }).ClickAsync();
        await Expect(page.GetByText("Trả lời Nguyễn Văn Mẫu")).ToBeVisibleAsync();
        await page.GetByLabel("Nội dung tin nhắn").FillAsync("Dạ rõ.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi", Exact = true }).ClickAsync();

        await Expect(page.Locator(".mine blockquote")).ToContainTextAsync("Đề nghị các chi đoàn gửi báo cáo.");
        ((string?)(await stage.EventAsync("user_send_group_text", message => (string?)message["sender"]!["id"] == Writer))["message"]!["quote_msg_id"]).ShouldBe(first.Id);
        await Expect(page.GetByText("Trả lời Nguyễn Văn Mẫu")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("Nhãn dán", "user_send_group_sticker")]
    [InlineData("Tệp", "user_send_group_file")]
    [InlineData("Vị trí", "user_send_group_location")]
    [InlineData("Danh thiếp", "user_send_group_business_card")]
    public async Task Other_things_than_text_are_sent_from_the_menu(string button, string eventName)
    {
        var stage = await StageAsync();
        var page = await stage.VisitAsync(Writer, Main);

        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi ảnh, tệp" }).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Gửi mẫu" }).GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

        await Expect(page.Locator(".message.mine")).ToHaveCountAsync(1);
        await stage.EventAsync(eventName);
    }

    [Fact]
    public async Task Adding_a_person_tells_the_app_who_came_but_not_who_added()
    {
        var stage = await StageAsync();
        var page = await stage.VisitAsync(Writer, Main);

        await page.GetByLabel("Người vào nhóm").SelectOptionAsync(SampleWorld.Stranger);
        await page.GetByLabel("Người thêm").SelectOptionAsync("7000000000000000005");
        await page.GetByRole(AriaRole.Button, new() { Name = "Thực hiện" }).ClickAsync();

        await Expect(page.GetByText("Huỳnh Văn Minh Họa đã thêm Người Lạ Mặt vào nhóm.").First).ToBeVisibleAsync();
        var told = await stage.EventAsync("user_join_group");
        told["users"]!.ToJsonString().ShouldBe($$"""[{"id":"{{SampleWorld.Stranger}}"}]""");
        told.ToJsonString().ShouldNotContain("7000000000000000005");
        await Expect(page.Locator("#about").GetByText("Ngoài danh sách")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_outsider_asks_waits_is_let_in_and_removed_again()
    {
        var stage = await StageAsync();
        var outsider = await stage.VisitAsync(SampleWorld.Stranger, SampleWorld.CommitteeGroup);
        await Expect(outsider.GetByText("không ở trong nhóm này")).ToBeVisibleAsync();
        await Expect(outsider.GetByLabel("Nội dung tin nhắn")).ToBeDisabledAsync();

        await outsider.GetByRole(AriaRole.Button, new() { Name = "Thực hiện" }).ClickAsync();
        await stage.EventAsync("user_request_join_group");
        var leader = await stage.VisitAsync(Secretary, SampleWorld.CommitteeGroup);
        await leader.GetByRole(AriaRole.Button, new() { Name = "Duyệt", Exact = true }).ClickAsync();
        await stage.EventAsync("accept_request_join_group");
        await Expect(outsider.GetByLabel("Nội dung tin nhắn")).ToBeEnabledAsync();

        await leader.GetByLabel("Việc với Người Lạ Mặt").ClickAsync();
        await leader.GetByRole(AriaRole.Button, new() { Name = "Mời ra" }).ClickAsync();
        await leader.GetByRole(AriaRole.Button, new() { Name = "Đồng ý" }).ClickAsync();
        await stage.EventAsync("user_out_group");
        await Expect(outsider.GetByLabel("Nội dung tin nhắn")).ToBeDisabledAsync();
        stage.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_bots_message_arrives_live_with_its_mention()
    {
        var stage = await StageAsync();
        var page = await stage.VisitAsync("7000000000000000008", Main);
        using var bot = new Bot(stage.Emulator);

        await bot.SayAsync(Main, "Kính gửi đồng chí [@7000000000000000008]; mã lạ [@7999999999999999999].");

        var text = page.Locator(".from-oa .text");
        await Expect(text).ToHaveTextAsync("Kính gửi đồng chí @Võ Thị Tượng Trưng; mã lạ [@7999999999999999999].");
        await Expect(text.Locator(".mention")).ToHaveTextAsync("@Võ Thị Tượng Trưng");
        await Expect(page.Locator(".from-oa .tag")).ToHaveTextAsync("OA");
    }

    [Fact]
    public async Task The_leader_is_alerted_in_private_and_answers()
    {
        var stage = await StageAsync();
        var page = await stage.VisitAsync(Writer, Main);
        using var bot = new Bot(stage.Emulator);

        await bot.WriteAsync(Secretary, "Có người lạ vừa vào nhóm.\nĐồng chí có chấp thuận không?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xem" }).ClickAsync();

        await Expect(page.GetByLabel("Tôi đang là")).ToHaveValueAsync(Secretary);
        await Expect(page.GetByText("Đồng chí có chấp thuận không?").Last).ToBeVisibleAsync();
        await page.GetByLabel("Nội dung tin nhắn").FillAsync("Đồng ý");
        await page.Keyboard.PressAsync("Enter");
        var told = await stage.EventAsync("user_send_text");
        ((string?)told["sender"]!["id"]).ShouldBe(Secretary);
        ((string?)told["message"]!["text"]).ShouldBe("Đồng ý");
        await Expect(page.Locator(".message.mine .text")).ToHaveTextAsync("Đồng ý");
    }

    [Fact]
    public async Task Unread_messages_are_counted_until_they_are_looked_at()
    {
        var stage = await StageAsync();
        var page = await stage.VisitAsync(Secretary, SampleWorld.CommitteeGroup);
        await stage.Emulator.Acts.SayAsync(Main, Writer, "Một");
        await stage.Emulator.Acts.SayAsync(Main, Writer, "Hai");

        var chat = page.GetByRole(AriaRole.Button, new() { Name = "Đoàn Khối các CQ&DN" });
        await Expect(chat).ToContainTextAsync("2 tin mới");
        await chat.ClickAsync();
        await Expect(chat).Not.ToContainTextAsync("tin mới");
    }

    [Fact]
    public async Task Who_reads_the_end_follows_it_and_who_reads_the_past_is_left_there()
    {
        var stage = await StageAsync();
        foreach (var number in Enumerable.Range(1, 60))
        {
            await stage.Emulator.Acts.SayAsync(Main, Writer, $"Tin số {number}");
        }

        var page = await stage.VisitAsync(Secretary, Main);
        await Expect(page.GetByText("Tin số 60", new() { Exact = true }).Last).ToBeInViewportAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Trả lời: Tin số 60" }).ClickAsync();
        await stage.Emulator.Acts.SayAsync(Main, Writer, "Tin mới nhất");
        await Expect(page.GetByRole(AriaRole.Log).GetByText("Tin mới nhất")).ToBeInViewportAsync();

        await page.GetByRole(AriaRole.Log).GetByText("Tin số 1", new() { Exact = true }).ScrollIntoViewIfNeededAsync();
        await stage.Emulator.Acts.SayAsync(Main, Writer, "Tin sau đó");
        await Expect(page.GetByRole(AriaRole.Log).GetByText("Tin sau đó")).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Log).GetByText("Tin sau đó")).Not.ToBeInViewportAsync();
    }

    [Fact]
    public async Task An_administrator_writes_for_the_OA()
    {
        var stage = await StageAsync();
        var page = await stage.VisitAsync(Writer, Main);

        await page.GetByLabel("Tôi đang là").SelectOptionAsync("4000000000000000001");
        await page.GetByLabel("Nội dung tin nhắn").FillAsync("Nội quy nhóm");
        await page.Keyboard.PressAsync("Enter");

        ((string?)(await stage.EventAsync("oa_send_group_text"))["sender"]!["admin_id"]).ShouldBe(SampleWorld.Administrator);
        await Expect(page.Locator(".from-oa .text")).ToHaveTextAsync("Nội quy nhóm");
    }

    [Fact]
    public async Task Settings_are_changed_by_those_who_may()
    {
        var stage = await StageAsync();
        var page = await stage.VisitAsync(Secretary, Main);
        var writer = await stage.VisitAsync(Writer, Main);
        await Expect(writer.GetByLabel("Khóa gửi tin nhắn")).ToHaveCountAsync(0);

        await page.GetByLabel("Khóa gửi tin nhắn").ClickAsync();

        await stage.EventAsync("update_group_info");
        await Expect(writer.GetByText("Nhóm đang khóa gửi tin nhắn")).ToBeVisibleAsync();
        await Expect(writer.GetByLabel("Nội dung tin nhắn")).ToBeDisabledAsync();
        await Expect(page.GetByLabel("Nội dung tin nhắn")).ToBeEnabledAsync();
    }

    [Fact]
    public async Task Faults_are_switched_on_the_page_and_strike_the_app()
    {
        var stage = await StageAsync();
        var page = await stage.VisitAsync(Secretary, Main);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Sự cố" }).ClickAsync();

        await page.GetByLabel("Kéo dài").SelectOptionAsync("3");
        await page.GetByLabel("Lỗi máy chủ 503").ClickAsync();
        await page.GetByLabel("Gửi mỗi sự kiện hai lần").ClickAsync();

        await Expect(page.GetByLabel("Lỗi máy chủ 503 · 3")).ToBeCheckedAsync();
        await Expect(page.GetByLabel("Gửi mỗi sự kiện hai lần")).ToBeCheckedAsync();
        stage.Emulator.Faults.Active.ShouldHaveSingleItem().Times.ShouldBe(3);
        stage.Emulator.Faults.DuplicateDeliveries.ShouldBeTrue();

        await page.GetByRole(AriaRole.Button, new() { Name = "Tắt mọi sự cố" }).ClickAsync();
        await Expect(page.GetByLabel("Gửi mỗi sự kiện hai lần")).Not.ToBeCheckedAsync();
        stage.Emulator.Faults.Active.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_log_of_events_shows_what_the_app_answered()
    {
        var stage = await StageAsync();
        var page = await stage.VisitAsync(Secretary, Main);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Sự kiện" }).ClickAsync();

        await stage.Emulator.Acts.SayAsync(Main, Writer, "Xin chào");

        var row = page.Locator(".events li").First;
        await Expect(row).ToContainTextAsync("user_send_group_text");
        await Expect(row).ToContainTextAsync("đã nhận (200)");
        await row.Locator("summary").ClickAsync();
        await Expect(row.Locator("pre")).ToContainTextAsync("Xin chào");
    }

    [Fact]
    public async Task Markup_in_names_and_messages_stays_text()
    {
        const string evil = "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>";
        var world = SampleWorld.Build(DateTimeOffset.UtcNow);
        world.Set(world.Person(Writer) with { Name = evil });
        world.Set(world.Group(Main) with { Name = evil });
        var stage = await StageAsync(world);
        var page = await stage.VisitAsync(Secretary, Main);

        await stage.Emulator.Acts.SayAsync(Main, Writer, evil);
        await stage.Emulator.Acts.SendAsync(Main, Writer, Content.File(evil));
        await stage.Emulator.Acts.LeaveAsync(Main, Writer);

        await Expect(page.Locator(".text")).ToHaveTextAsync(evil);
        await Expect(page.Locator("#log img, #log script, #chats img, #panel img")).ToHaveCountAsync(0);
        (await page.TitleAsync()).ShouldBe(evil + " · ZaloBot");
        stage.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task At_a_phones_width_one_goes_from_list_to_chat_to_panel_and_back()
    {
        var stage = await StageAsync();
        var page = await stage.VisitAsync(width: 390, height: 844, touch: true);
        await Expect(page.GetByLabel("Nội dung tin nhắn")).ToBeHiddenAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Thường trực" }).TapAsync();
        await page.GetByLabel("Nội dung tin nhắn").FillAsync("Từ điện thoại");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi", Exact = true }).TapAsync();
        await Expect(page.Locator(".message.mine .text")).ToHaveTextAsync("Từ điện thoại");
        await page.GetByRole(AriaRole.Button, new() { Name = "Thông tin và công cụ", Exact = true }).TapAsync();
        await Expect(page.GetByText("Thêm người vào nhóm")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Đóng thông tin và công cụ" }).TapAsync();
        await Expect(page.GetByText("Thêm người vào nhóm")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Về danh sách" }).TapAsync();

        await Expect(page.GetByLabel("Tôi đang là")).ToBeVisibleAsync();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
    }

    [Fact]
    public async Task Everything_can_be_done_with_the_keyboard()
    {
        var stage = await StageAsync();
        var page = await stage.VisitAsync(Secretary, Main);

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Đến ô viết tin nhắn" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Nội dung tin nhắn")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Bằng bàn phím");
        await page.Keyboard.PressAsync("Shift+Enter");
        await page.Keyboard.TypeAsync("hai dòng");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".message.mine .text")).ToHaveTextAsync("Bằng bàn phím\nhai dòng");

        await page.GetByRole(AriaRole.Tab, new() { Name = "Thông tin" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Sự kiện" })).ToBeFocusedAsync();
        await Expect(page.Locator(".events li").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_page_that_lost_the_line_catches_up()
    {
        var stage = await StageAsync();
        var page = await stage.VisitAsync(Secretary, Main);
        await page.Context.SetOfflineAsync(true);
        await stage.Emulator.Acts.SayAsync(Main, Writer, "Trong lúc mất mạng");

        await page.Context.SetOfflineAsync(false);
        await page.ReloadAsync();

        await Expect(page.Locator(".text")).ToHaveTextAsync("Trong lúc mất mạng");
        await Expect(page.GetByLabel("Tôi đang là")).ToHaveValueAsync(Secretary);
    }
}
