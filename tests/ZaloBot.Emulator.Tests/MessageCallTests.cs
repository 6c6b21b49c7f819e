using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZaloBot.Emulator.Tests;

/// <summary>Fact sheet 5.3 to 5.7 and 6: sending, windows, history, uploads, people.</summary>
public sealed class MessageCallTests
{
    private const string ToGroup = "/v3.0/oa/group/message";
    private const string ToPerson = "/v3.0/oa/message/cs";

    [Fact]
    public async Task A_group_message_appears_and_comes_back_as_echo()
    {
        await using var platform = await Platform.StartAsync();

        var data = (await platform.PostAsync(ToGroup, Group("Nhắc [@7000000000000000001]: xin không đăng quảng cáo.")))["data"]!;

        var message = await platform.Emulator.WaitForMessageAsync(said => said.IsFromOa);
        message.Id.ShouldBe((string?)data["message_id"]);
        message.GroupId.ShouldBe(Platform.Group);
        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.Last.Name.ShouldBe("oa_send_group_text");
        ((string?)platform.Inbox.Last.Json["sender"]!["id"]).ShouldBe(Platform.Oa);
        ((string?)platform.Inbox.Last.Json["message"]!["msg_id"]).ShouldBe(message.Id);
        platform.Inbox.Last.Json["sender"]!.AsObject().ContainsKey("admin_id").ShouldBeFalse();
    }

    [Fact]
    public async Task The_echo_can_be_late_or_missing()
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Faults.EchoDelay = TimeSpan.FromSeconds(30);
        await platform.PostAsync(ToGroup, Group("Một"));
        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.All.ShouldBeEmpty();

        platform.Clock.Advance(TimeSpan.FromSeconds(30));
        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.Names.ShouldBe(["oa_send_group_text"]);

        platform.Emulator.Quirks.EchoSends = false;
        await platform.PostAsync(ToGroup, Group("Hai"));
        platform.Emulator.Deliveries.Scheduled.ShouldBe(0);
        platform.Emulator.Deliveries.Attempts.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"recipient":{"group_id":"ab12cd34ef56ab78cd90"},"message":{"text":""}}""", -201)]
    [InlineData("""{"recipient":{"conversation_id":"ab12cd34ef56ab78cd90"},"message":{"text":"Chào"}}""", -201)]
    [InlineData("""{"recipient":{"group_id":"ffffffffffffffffffff"},"message":{"text":"Chào"}}""", -403)]
    [InlineData("""{"recipient":{"group_id":"ab12cd34ef56ab78cd90"},"message":{"text":"Chào","quote_message_id":"0a"}}""", -201)]
    [InlineData("""{"recipient":{"group_id":"ab12cd34ef56ab78cd90"},"message":{"text":"Chọn","attachment":{"type":"template","payload":{"template_type":"list","elements":[{}]}}}}""", -233)]
    [InlineData("""{"recipient":{"group_id":"ab12cd34ef56ab78cd90"},"message":{"attachment":{"type":"file","payload":{"token":"made-up"}}}}""", -100)]
    [InlineData("""{"recipient":{"group_id":"ab12cd34ef56ab78cd90"},"message":{"attachment":{"type":"template","payload":{"template_type":"media","elements":[{"media_type":"image"}]}}}}""", -201)]
    [InlineData("""{"recipient":{"group_id":"ab12cd34ef56ab78cd90"},"message":{"attachment":{"type":"template","payload":{"template_type":"media","elements":[{"media_type":"sticker","attachment_id":"51ac000000000000a002"}]}}}}""", 0)]
    public async Task What_a_group_message_may_carry(string body, int error)
    {
        await using var platform = await Platform.StartAsync();

        (await platform.ErrorOfAsync(ToGroup, body)).ShouldBe(error);

        platform.World.Messages.Count.ShouldBe(error == 0 ? 1 : 0);
    }

    [Fact]
    public async Task Texts_are_counted_composed_up_to_two_thousand()
    {
        await using var platform = await Platform.StartAsync();

        (await platform.ErrorOfAsync(ToGroup, Group(string.Concat(Enumerable.Repeat("e\u0302\u0301", 2000))))).ShouldBe(0);
        (await platform.ErrorOfAsync(ToGroup, Group(new string('a', 2001)))).ShouldBe(-210);
    }

    [Fact]
    public async Task A_locked_group_still_hears_the_OA_and_its_deputies()
    {
        await using var platform = await Platform.StartAsync(world: world => world.Deputies(Platform.An).Settings(new GroupSettings { LockSendMsg = true }));

        (await platform.ErrorOfAsync(ToGroup, Group("Thông báo"))).ShouldBe(0);
        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Rõ");
        await Should.ThrowAsync<ActRefusedException>(() => platform.Acts.SayAsync(Platform.Group, Platform.Binh, "Còn tôi?"));
    }

    [Fact]
    public async Task The_window_of_seven_days_decides_about_private_messages()
    {
        await using var platform = await Platform.StartAsync();
        (await platform.ErrorOfAsync(ToPerson, Private(Platform.An))).ShouldBe(0);
        (await platform.ErrorOfAsync(ToPerson, Private(Platform.Binh))).ShouldBe(-232);
        (await platform.ErrorOfAsync(ToPerson, Private("7999999999999999999"))).ShouldBe(-201);

        platform.Clock.Advance(TimeSpan.FromDays(7));
        platform.Tokens = platform.Emulator.Tokens.Issue();
        (await platform.ErrorOfAsync(ToPerson, Private(Platform.An))).ShouldBe(-230);

        await platform.Acts.WritePrivatelyAsync(Platform.An, "Tôi đây");
        await platform.Acts.FollowAsync(Platform.Binh);
        (await platform.ErrorOfAsync(ToPerson, Private(Platform.An))).ShouldBe(0);
        (await platform.ErrorOfAsync(ToPerson, Private(Platform.Binh))).ShouldBe(0);

        await platform.Acts.UnfollowAsync(Platform.Binh);
        (await platform.ErrorOfAsync(ToPerson, Private(Platform.Binh))).ShouldBe(-213);
    }

    [Fact]
    public async Task Pressing_Message_opens_the_window_once()
    {
        await using var platform = await Platform.StartAsync();
        await platform.Acts.PressChatAsync(Platform.Binh);

        (await platform.ErrorOfAsync(ToPerson, Private(Platform.Binh))).ShouldBe(0);
        (await platform.ErrorOfAsync(ToPerson, Private(Platform.Binh))).ShouldBe(-232);
    }

    [Theory]
    [InlineData(false, -232)]
    [InlineData(true, 0)]
    public async Task Writing_in_a_group_opens_the_window_by_switch_only(bool opens, int error)
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Quirks.GroupPostOpensWindow = opens;
        await platform.Acts.SayAsync(Platform.Group, Platform.Binh, "Chào");

        (await platform.ErrorOfAsync(ToPerson, Private(Platform.Binh))).ShouldBe(error);
    }

    [Fact]
    public async Task Eight_messages_are_free_then_money_is_charged_then_it_is_over()
    {
        await using var platform = await Platform.StartAsync(world: world => world.Oa(oa => oa with { PaidMessages = 1 }));

        for (var left = 7; left >= 0; left--)
        {
            var quota = (await platform.PostAsync(ToPerson, Private(Platform.An)))["data"]!["quota"]!;
            quota.ToJsonString().ShouldBe($$"""{"quota_type":"reply","remain":"{{left}}","total":"8"}""");
        }

        (await platform.PostAsync(ToPerson, Private(Platform.An)))["data"]!.AsObject().ContainsKey("quota").ShouldBeFalse();
        (await platform.ErrorOfAsync(ToPerson, Private(Platform.An))).ShouldBe(-211);
        var told = (await platform.PostAsync("/v3.0/oa/quota/message", $$"""{"user_id":"{{Platform.An}}"}"""))["data"]!;
        told["cs_reply"]!["remain"]!.ToString().ShouldBe("0");
        told["last_interaction"]!.GetValueKind().ShouldBe(JsonValueKind.String);

        await platform.Acts.WritePrivatelyAsync(Platform.An, "Cảm ơn");
        (await platform.ErrorOfAsync(ToPerson, Private(Platform.An))).ShouldBe(0);
    }

    [Fact]
    public async Task Private_messages_quote_what_was_said_there()
    {
        await using var platform = await Platform.StartAsync();
        var asked = await platform.Acts.WritePrivatelyAsync(Platform.An, "Vì sao?");

        (await platform.ErrorOfAsync(ToPerson, Private(Platform.An, asked.Id))).ShouldBe(0);
        (await platform.ErrorOfAsync(ToPerson, Private(Platform.An, "0a0b"))).ShouldBe(-201);
        platform.World.PrivateMessagesWith(Platform.An)[^1].QuotedMessageId.ShouldBe(asked.Id);
    }

    [Fact]
    public async Task The_old_message_call_is_closed_except_for_reactions()
    {
        await using var platform = await Platform.StartAsync();
        var asked = await platform.Acts.WritePrivatelyAsync(Platform.An, "Vì sao?");

        (await platform.ErrorOfAsync("/v2.0/oa/message", Private(Platform.An))).ShouldBe(-240);
        (await platform.ErrorOfAsync("/v2.0/oa/message",
            $$$"""{"recipient":{"user_id":"{{{Platform.An}}}"},"sender_action":{"react_icon":"/-strong","react_message_id":"{{{asked.Id}}}"}}""")).ShouldBe(0);
    }

    [Fact]
    public async Task History_is_newest_first_under_its_own_names()
    {
        await using var platform = await Platform.StartAsync();
        await platform.Acts.SendAsync(Platform.Group, Platform.An, Content.Image("Ảnh"));
        await platform.PostAsync(ToGroup, Group("Nội quy nhóm"));

        var rows = (await platform.GetAsync($"/v3.0/oa/group/conversation?group_id={Platform.Group}&offset=0&count=10"))["data"]!.AsArray();

        rows.Count.ShouldBe(2);
        ((int)rows[0]!["src"]!).ShouldBe(0);
        ((string?)rows[0]!["message"]).ShouldBe("Nội quy nhóm");
        ((string?)rows[1]!["type"]).ShouldBe("photo");
        ((string?)rows[1]!["from_display_name"]).ShouldBe("Nguyễn An");
        rows[1]!["time"]!.GetValueKind().ShouldBe(JsonValueKind.Number);
        (await platform.ErrorOfAsync($"/v3.0/oa/group/conversation?group_id={Platform.Group}&count=11")).ShouldBe(-210);

        platform.Emulator.Quirks.NestedHistory = true;
        (await platform.GetAsync("/v3.0/oa/group/conversation?group_id=" + Platform.Group))["data"]!["data"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Recent_chats_are_one_row_a_group_or_the_latest_messages()
    {
        await using var platform = await Platform.StartAsync(world: world => world.Group(Platform.Other, "Nhóm khác", Platform.Chi));
        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Một");
        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Hai");
        await platform.Acts.SayAsync(Platform.Other, Platform.Chi, "Ba");

        (await Texts("/v3.0/oa/group/listrecentchat")).ShouldBe(["Ba", "Hai"]);
        platform.Emulator.Quirks.OneRecentChatPerGroup = false;
        (await Texts("/v3.0/oa/group/listrecentchat")).ShouldBe(["Ba", "Hai", "Một"]);

        async Task<IEnumerable<string?>> Texts(string path) => (await platform.GetAsync(path))["data"]!.AsArray().Select(row => (string?)row!["message"]);
    }

    [Fact]
    public async Task Private_history_takes_its_parameters_as_JSON()
    {
        await using var platform = await Platform.StartAsync();
        await platform.Acts.WritePrivatelyAsync(Platform.An, "Chào OA");
        await platform.PostAsync(ToPerson, Private(Platform.An));

        var rows = (await platform.GetAsync($$"""/v2.0/oa/conversation?data={"user_id":"{{Platform.An}}","offset":0,"count":10}"""))["data"]!.AsArray();

        rows.Select(row => (int)row!["src"]!).ShouldBe([0, 1]);
        ((string?)rows[0]!["to_id"]).ShouldBe(Platform.An);
        (await platform.ErrorOfAsync("/v2.0/oa/conversation?user_id=" + Platform.An)).ShouldBe(-201);
        (await platform.ErrorOfAsync($$"""/v2.0/oa/conversation?data={"user_id":"{{Platform.An}}","count":11}""")).ShouldBe(-210);
    }

    [Fact]
    public async Task Uploads_are_checked_kept_a_week_and_usable_in_messages()
    {
        await using var platform = await Platform.StartAsync(options => options with { UploadsPerMonth = 2 });
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 1, 2, 3];

        var image = (string)(await UploadAsync(platform, "image", "a.png", png))["data"]!["attachment_id"]!;
        var file = (string)(await UploadAsync(platform, "file", "kế hoạch.docx", png))["data"]!["token"]!;
        ((int)(await UploadAsync(platform, "image", "a.png", [1, 2, 3]))["error"]!).ShouldBe(-201);
        ((int)(await UploadAsync(platform, "image", "a.png", [.. png, .. new byte[1024 * 1024]]))["error"]!).ShouldBe(-210);
        ((int)(await UploadAsync(platform, "file", "a.exe", png))["error"]!).ShouldBe(-201);
        ((string?)(await UploadAsync(platform, "gif", "a.gif", "GIF89a..."u8.ToArray()))["data"]!["attachment_id"]).ShouldNotBeNull();

        (await platform.ErrorOfAsync(ToGroup, Attach($$$"""{"type":"template","payload":{"template_type":"media","elements":[{"media_type":"image","attachment_id":"{{{image}}}"}]}}"""))).ShouldBe(0);
        (await platform.ErrorOfAsync(ToGroup, Attach($$$"""{"type":"file","payload":{"token":"{{{file}}}"}}"""))).ShouldBe(0);
        platform.World.Messages.All[^1].Content.Attachments[0].Payload["name"]!.ToString().ShouldBe("kế hoạch.docx");

        platform.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        platform.Tokens = platform.Emulator.Tokens.Issue();
        (await platform.ErrorOfAsync(ToGroup, Attach($$$"""{"type":"file","payload":{"token":"{{{file}}}"}}"""))).ShouldBe(-100);
        await UploadAsync(platform, "image", "b.png", png);
        await UploadAsync(platform, "image", "b.png", png);
        ((int)(await UploadAsync(platform, "image", "c.png", png))["error"]!).ShouldBe(-211);
    }

    [Fact]
    public async Task Details_are_for_people_known_to_the_OA_and_for_Viet_Nam()
    {
        await using var platform = await Platform.StartAsync();

        var known = (await platform.GetAsync(Detail(Platform.An)))["data"]!;
        ((string?)known["display_name"]).ShouldBe("Nguyễn An");
        ((string?)known["user_id_by_app"]).ShouldBe("8000000000000000001");
        (await platform.ErrorOfAsync(Detail(Platform.Binh))).ShouldBe(-213);
        platform.Emulator.Quirks.DetailsOfStrangers = true;
        (await platform.ErrorOfAsync(Detail(Platform.Binh))).ShouldBe(0);
        platform.Emulator.Quirks.CallsComeFrom = Origin.AbroadWithoutNames;
        (await platform.ErrorOfAsync(Detail(Platform.An))).ShouldBe(-501);
    }

    [Fact]
    public async Task The_OA_the_list_of_people_and_forgetting_one()
    {
        await using var platform = await Platform.StartAsync();

        ((string?)(await platform.GetAsync("/v2.0/oa/getoa"))["data"]!["oaid"]).ShouldBe(Platform.Oa);
        var list = (await platform.GetAsync("""/v3.0/oa/user/getlist?data={"offset":0,"count":50}"""))["data"]!;
        list["users"]!.AsArray().Select(user => (string?)user!["user_id"]).ShouldBe([Platform.An]);

        (await platform.ErrorOfAsync("/v2.0/oa/deletefollowerinfo", $$"""{"user_id":"{{Platform.An}}"}""")).ShouldBe(0);
        platform.World.Person(Platform.An).LastInteraction.ShouldBeNull();
    }

    private static string Group(string text) => new JsonObject
    {
        ["recipient"] = new JsonObject { ["group_id"] = Platform.Group },
        ["message"] = new JsonObject { ["text"] = text },
    }.ToJsonString();

    private static string Attach(string attachment) => $$$"""{"recipient":{"group_id":"{{{Platform.Group}}}"},"message":{"attachment":{{{attachment}}}}}""";

    private static string Private(string user, string? quote = null)
    {
        var message = new JsonObject { ["text"] = "Chào" };
        if (quote is not null)
        {
            message["quote_message_id"] = quote;
        }

        return new JsonObject { ["recipient"] = new JsonObject { ["user_id"] = user }, ["message"] = message }.ToJsonString();
    }

    private static string Detail(string user) => $$"""/v3.0/oa/user/detail?data={"user_id":"{{user}}"}""";

    private static async Task<JsonObject> UploadAsync(Platform platform, string kind, string name, byte[] bytes)
    {
        using var form = new MultipartFormDataContent();
        using var part = new ByteArrayContent(bytes);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(part, "file", name);
        return await platform.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/v2.0/oa/upload/" + kind) { Content = form });
    }
}
