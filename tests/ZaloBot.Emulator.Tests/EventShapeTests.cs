using System.Text.Json.Nodes;

namespace ZaloBot.Emulator.Tests;

/// <summary>Fact sheet 3 and 4: what each event looks like, held against its examples field by field.</summary>
public sealed class EventShapeTests
{
    private const string Stamps = """ "app_id":"1234567890123456789","timestamp":"1790000000000" """;

    [Theory]
    [InlineData(ContentKind.Image, "image", """[{"type":"image","payload":{"thumbnail":"https://f1.photo.example.zdn.vn/anh.jpg","url":"https://f1.photo.example.zdn.vn/anh.jpg"}}]""")]
    [InlineData(ContentKind.Link, "link", """[{"type":"link","payload":{"thumbnail":"https://link.photo.example.zdn.vn/x","description":"Bài viết","url":"https://example.vn/bai-viet"}}]""")]
    [InlineData(ContentKind.Audio, "audio", """[{"type":"audio","payload":{"url":"https://f1.voice.example.zdn.vn/1/v.amr"}}]""")]
    [InlineData(ContentKind.Video, "video", """[{"type":"video","payload":{"url":"https://f1-zvc.example.zdn.vn/v/1","thumbnail":"https://f1.photo.example.zdn.vn/v.jpg","description":""}}]""")]
    [InlineData(ContentKind.Location, "location", """[{"type":"location","payload":{"coordinates":{"latitude":"9.9347000","longitude":"106.3453000"}}}]""")]
    [InlineData(ContentKind.BusinessCard, "business_card", """[{"type":"link","payload":{"thumbnail":"https://s120.avatar.example.zdn.vn/p.jpg","description":"{\"phone\":\"0900000000\",\"qrCodeUrl\":\"https:\\/\\/qr.example.zdn.vn\\/1.jpg\"}","url":"www.zaloapp.com"}}]""")]
    [InlineData(ContentKind.Sticker, "sticker", """[{"type":"sticker","payload":{"url":"https://api.example.zalo.me/sticker?eid=1&size=130","id":"51ac000000000000a001"}}]""")]
    [InlineData(ContentKind.Gif, "gif", """[{"type":"gif","payload":{"thumbnail":"https://cgif.example.zdn.vn/t.jpg","url":"https://cgif.example.zdn.vn/n.gif"}}]""")]
    [InlineData(ContentKind.File, "file", """[{"type":"file","payload":{"size":"120345","name":"ke-hoach.docx","checksum":"00112233445566778899aabbccddeeff","type":"docx","url":"https://f1-group-zf.example.zdn.vn/f/1"}}]""")]
    public async Task Attachments_have_the_documented_shape_in_groups_and_in_private(ContentKind kind, string suffix, string attachments)
    {
        await using var platform = await Platform.StartAsync();

        var inGroup = await platform.EventOfAsync(platform.Acts.SendAsync(Platform.Group, Platform.An, Content.Sample(kind)));
        var inPrivate = await platform.EventOfAsync(platform.Acts.WritePrivatelyAsync(Platform.An, Content.Sample(kind)));

        ((string?)inGroup["event_name"]).ShouldBe("user_send_group_" + suffix);
        ((string?)inPrivate["event_name"]).ShouldBe("user_send_" + suffix);
        ShouldBeJson(inGroup["message"]!["attachments"]!, attachments);
        ShouldBeJson(inPrivate["message"]!["attachments"]!, attachments);
    }

    [Fact]
    public async Task A_group_message_names_the_group_as_recipient()
    {
        await using var platform = await Platform.StartAsync();
        var first = await platform.Acts.SayAsync(Platform.Group, Platform.Binh, "Xin chào");

        var reply = await platform.Acts.SayAsync(Platform.Group, Platform.An, "Chào [@7000000000000000002]", first.Id);
        await platform.Emulator.DeliveriesIdleAsync();

        ShouldBeJson(platform.Inbox.Last.Json, $$"""
            { "event_name": "user_send_group_text", "app_id": "1234567890123456789", "oa_id": "4000000000000000001",
              "sender": { "id": "7000000000000000001" }, "recipient": { "id": "ab12cd34ef56ab78cd90" },
              "message": { "text": "Chào [@7000000000000000002]", "msg_id": "{{reply.Id}}", "quote_msg_id": "{{first.Id}}" },
              "timestamp": "1790000000001", "user_id_by_app": "8000000000000000001" }
            """);
    }

    [Fact]
    public async Task A_private_message_names_the_OA_as_recipient_and_has_no_oa_id()
    {
        await using var platform = await Platform.StartAsync();

        var message = await platform.Acts.WritePrivatelyAsync(Platform.Binh, "Tôi bị xoá nhầm khỏi nhóm");
        await platform.Emulator.DeliveriesIdleAsync();

        ShouldBeJson(platform.Inbox.Last.Json, $$"""
            { "app_id": "1234567890123456789", "user_id_by_app": "8000000000000000002", "event_name": "user_send_text",
              "sender": { "id": "7000000000000000002" }, "recipient": { "id": "4000000000000000001" },
              "message": { "text": "Tôi bị xoá nhầm khỏi nhóm", "msg_id": "{{message.Id}}" }, "timestamp": "1790000000000" }
            """);
    }

    [Fact]
    public async Task Without_a_link_between_app_and_OA_there_is_no_app_scoped_id()
    {
        await using var platform = await Platform.StartAsync(world: world => world.Oa(oa => oa with { IsLinked = false }));

        var said = await platform.EventOfAsync(platform.Acts.SayAsync(Platform.Group, Platform.An, "Chào"));

        said.ContainsKey("user_id_by_app").ShouldBeFalse();
    }

    [Fact]
    public async Task An_album_is_one_event_with_several_attachments()
    {
        await using var platform = await Platform.StartAsync();

        var said = await platform.EventOfAsync(platform.Acts.SendAsync(Platform.Group, Platform.An, Content.Image("Ảnh hội trại", count: 3)));

        said["message"]!["attachments"]!.AsArray().Count.ShouldBe(3);
        ((string?)said["message"]!["text"]).ShouldBe("Ảnh hội trại");
    }

    public static TheoryData<string, Func<Acts, Task>, string> Lifecycle => new()
    {
        { "user_join_group", acts => acts.AddMemberAsync(Platform.Group, Platform.Chi, Platform.An), Platform.Chi },
        { "user_join_group", acts => acts.LinkJoinAsync(Platform.Group, Platform.Chi), Platform.Chi },
        { "user_request_join_group", acts => acts.RequestToJoinAsync(Platform.Group, Platform.Chi), Platform.Chi },
        { "add_group_admin", acts => acts.MakeDeputyAsync(Platform.Group, Platform.An), Platform.An },
        { "user_out_group", acts => acts.LeaveAsync(Platform.Group, Platform.Binh), Platform.Binh },
        { "user_out_group", acts => acts.RemoveMemberAsync(Platform.Group, Platform.Binh), Platform.Binh },
        { "update_group_info", acts => acts.ChangeGroupInfoAsync(Platform.Group, group => group with { Name = "Tên mới" }), "" },
        { "delete_group", acts => acts.DissolveAsync(Platform.Group), "" },
    };

    [Theory]
    [MemberData(nameof(Lifecycle))]
    public async Task Lifecycle_events_tell_neither_who_did_it_nor_how(string name, Func<Acts, Task> act, string user)
    {
        await using var platform = await Platform.StartAsync();

        var told = await platform.EventOfAsync(act(platform.Acts));

        var users = user.Length == 0 ? "" : $$""" "users":[{"id":"{{user}}"}], """;
        ShouldBeJson(told, $$"""{"event_name":"{{name}}","oa_id":"4000000000000000001","group_id":"ab12cd34ef56ab78cd90",{{users}}{{Stamps}}}""");
    }

    [Fact]
    public async Task Removing_a_deputy_and_rejecting_a_request_have_their_events()
    {
        await using var platform = await Platform.StartAsync(world: world => world.Deputies(Platform.An));
        await platform.Acts.RequestToJoinAsync(Platform.Group, Platform.Chi);

        ((string?)(await platform.EventOfAsync(platform.Acts.RejectAsync(Platform.Group, Platform.Chi)))["event_name"]).ShouldBe("reject_request_join_group");
        ((string?)(await platform.EventOfAsync(platform.Acts.RemoveDeputyAsync(Platform.Group, Platform.An)))["event_name"]).ShouldBe("remove_group_admin");
    }

    [Theory]
    [InlineData(true, new[] { "user_request_join_group", "accept_request_join_group", "user_join_group" })]
    [InlineData(false, new[] { "user_request_join_group", "accept_request_join_group" })]
    public async Task An_approval_may_be_told_twice_over(bool alsoJoins, string[] expected)
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Quirks.ApprovalAlsoJoins = alsoJoins;
        await platform.Acts.RequestToJoinAsync(Platform.Group, Platform.Chi);

        await platform.Acts.ApproveAsync(Platform.Group, Platform.Chi);
        await platform.Emulator.DeliveriesIdleAsync();

        platform.Inbox.Names.ShouldBe(expected);
        platform.World.Group(Platform.Group).Members.ShouldContain(Platform.Chi);
        platform.World.Group(Platform.Group).Pending.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("accept_request_join_group", "react_request_join_group")]
    [InlineData("accept_request_join_group", "react_request_join_group_accept")]
    [InlineData("user_out_group", "user_leave_group")]
    [InlineData("delete_group", "disperse_group")]
    public async Task Events_may_go_by_their_other_names(string documented, string alias)
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Quirks.EventNames[documented] = alias;
        platform.Emulator.Quirks.ApprovalAlsoJoins = false;
        await platform.Acts.RequestToJoinAsync(Platform.Group, Platform.Chi);
        await platform.Acts.ApproveAsync(Platform.Group, Platform.Chi);
        await platform.Acts.LeaveAsync(Platform.Group, Platform.Chi);
        await platform.Acts.DissolveAsync(Platform.Group);
        await platform.Emulator.DeliveriesIdleAsync();

        platform.Inbox.Names.ShouldContain(alias);
        platform.Inbox.Names.ShouldNotContain(documented);
    }

    [Fact]
    public async Task Following_and_its_end()
    {
        await using var platform = await Platform.StartAsync();

        ShouldBeJson(await platform.EventOfAsync(platform.Acts.FollowAsync(Platform.Binh)), $$"""
            {"oa_id":"4000000000000000001","follower":{"id":"7000000000000000002"},"user_id_by_app":"8000000000000000002",
             "event_name":"follow","source":"oa_profile","app_id":"1234567890123456789","timestamp":"1790000000000"}
            """);
        var end = await platform.EventOfAsync(platform.Acts.UnfollowAsync(Platform.Binh));
        ((string?)end["event_name"]).ShouldBe("unfollow");
        end.ContainsKey("source").ShouldBeFalse();
    }

    [Theory]
    [InlineData(true, "4000000000000000001", "7000000000000000002")]
    [InlineData(false, "", "")]
    public async Task A_withdrawal_names_the_app_scoped_id_at_least(bool linked, string oa, string user)
    {
        await using var platform = await Platform.StartAsync();

        ShouldBeJson(await platform.EventOfAsync(platform.Acts.WithdrawAsync(Platform.Binh, linked)), $$"""
            {"oa_id":"{{oa}}","user_id_by_app":"8000000000000000002","user_id":"{{user}}","event_name":"user_withdraw",{{Stamps}}}
            """);
    }

    [Fact]
    public async Task Pressing_Message_shared_data_and_a_revoked_permission()
    {
        await using var platform = await Platform.StartAsync();

        ShouldBeJson(await platform.EventOfAsync(platform.Acts.PressChatAsync(Platform.Binh)), $$"""
            {"oa_id":"4000000000000000001","user_id":"7000000000000000002","user_id_by_app":"8000000000000000002","event_name":"user_click_chatnow",{{Stamps}}}
            """);
        var info = await platform.EventOfAsync(platform.Acts.SubmitInfoAsync(Platform.Binh));
        ((string?)info["info"]!["phone"]).ShouldBe("84900000000");
        var revoked = await platform.EventOfAsync(platform.Acts.RevokePermissionAsync());
        ((string?)revoked["event_name"]).ShouldBe("permission_revoked");
    }

    [Fact]
    public async Task What_the_OA_writes_by_hand_is_told_with_the_administrator()
    {
        await using var platform = await Platform.StartAsync();

        var inGroup = await platform.EventOfAsync(platform.Acts.SayAsOaAsync(Platform.Group, "Nội quy nhóm", Platform.Admin));
        var inPrivate = await platform.EventOfAsync(platform.Acts.AnswerPrivatelyAsOaAsync(Platform.An, "Chào anh", Platform.Admin));

        ((string?)inGroup["event_name"]).ShouldBe("oa_send_group_text");
        ShouldBeJson(inGroup["sender"]!, """{"id":"4000000000000000001","admin_id":"7000000000000000009"}""");
        inGroup.ContainsKey("user_id_by_app").ShouldBeFalse();
        ((string?)inPrivate["event_name"]).ShouldBe("oa_send_text");
        ((string?)inPrivate["recipient"]!["id"]).ShouldBe(Platform.An);
    }

    [Fact]
    public async Task Two_like_events_of_one_moment_never_share_a_timestamp()
    {
        await using var platform = await Platform.StartAsync();

        foreach (var _ in Enumerable.Range(0, 3))
        {
            await platform.Acts.LinkJoinAsync(Platform.Group, Platform.Chi);
            await platform.Acts.LeaveAsync(Platform.Group, Platform.Chi);
        }

        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.All.Select(received => received.Text).Distinct().Count().ShouldBe(6);
    }

    private static void ShouldBeJson(JsonNode actual, string expected) =>
        JsonNode.DeepEquals(actual, JsonNode.Parse(expected)).ShouldBeTrue($"was {actual.ToJsonString()}{Environment.NewLine}not {expected}");
}
