using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZaloBot.Emulator.Tests;

/// <summary>Fact sheet 1.1 and 5.2: groups, assets, members, requests, deputies.</summary>
public sealed class GroupCallTests
{
    private const string Base = "/v3.0/oa/group/";

    [Fact]
    public async Task Info_tells_group_asset_and_settings()
    {
        await using var platform = await Platform.StartAsync(world: world => world.Settings(new GroupSettings { JoinAppr = true }));

        var data = (await platform.GetAsync(Base + "getgroup?group_id=" + Platform.Group))["data"]!;

        ((string?)data["group_info"]!["name"]).ShouldBe("Cư dân toà B");
        ((string?)data["group_info"]!["status"]).ShouldBe("enabled");
        data["group_info"]!["max_member"]!.GetValueKind().ShouldBe(JsonValueKind.String);
        ((string?)data["asset_info"]!["asset_type"]).ShouldBe("gmf100");
        data["group_setting"]!.ToJsonString().ShouldBe("""{"lock_send_msg":false,"join_appr":true,"enable_msg_history":true,"enable_link_join":true}""");
    }

    [Fact]
    public async Task Members_are_paged_and_the_OA_is_one_of_them_under_another_key()
    {
        await using var platform = await Platform.StartAsync();

        var first = (await platform.GetAsync(Base + $"listmember?group_id={Platform.Group}&offset=0&count=3"))["data"]!;
        var second = (await platform.GetAsync(Base + $"listmember?group_id={Platform.Group}&offset=3&count=3"))["data"]!;

        ((int)first["total"]!).ShouldBe(4);
        ((int)first["member_count"]!).ShouldBe(3);
        ((string?)first["members"]![0]!["oa_id"]).ShouldBe(Platform.Oa);
        first["members"]![0]!.AsObject().ContainsKey("user_id").ShouldBeFalse();
        ((string?)second["members"]!.AsArray().Single()!["name"]).ShouldBe("Trần Bình");
        second["members"]![0]!.AsObject().Select(field => field.Key).ShouldBe(["user_id", "name", "avatar"]);
    }

    [Fact]
    public async Task Lists_give_five_rows_unless_told_and_refuse_more_than_the_limit()
    {
        await using var platform = await Platform.StartAsync(world: world =>
            world.Group(Platform.Other, "Đông người", [.. Enumerable.Range(100, 60).Select(i => "70000000000000" + i.ToString("d5"))]));

        (await platform.GetAsync(Base + "listmember?group_id=" + Platform.Other))["data"]!["members"]!.AsArray().Count.ShouldBe(5);
        (await platform.GetAsync(Base + $"listmember?group_id={Platform.Other}&count=50"))["data"]!["members"]!.AsArray().Count.ShouldBe(50);
        (await platform.ErrorOfAsync(Base + $"listmember?group_id={Platform.Other}&count=51")).ShouldBe(-210);
        (await platform.ErrorOfAsync(Base + $"listmember?group_id={Platform.Other}&count=x")).ShouldBe(-201);
    }

    [Fact]
    public async Task The_waiting_are_listed_without_picture_inviter_or_time()
    {
        await using var platform = await Platform.StartAsync();
        await platform.Acts.RequestToJoinAsync(Platform.Group, Platform.Chi);

        var rows = (await platform.GetAsync(Base + "listpendinginvite?group_id=" + Platform.Group))["data"]!["members"]!.AsArray();

        rows.Single()!.ToJsonString().ShouldBe("""{"user_id":"7000000000000000003","name":"L\u00EA Chi"}""");
    }

    [Theory]
    [InlineData("acceptpendinginvite", "user_join_group", true)]
    [InlineData("rejectpendinginvite", "reject_request_join_group", false)]
    public async Task Requests_are_answered(string call, string lastEvent, bool isMember)
    {
        await using var platform = await Platform.StartAsync();
        await platform.Acts.RequestToJoinAsync(Platform.Group, Platform.Chi);

        (await platform.ErrorOfAsync(Base + call, Ids(Platform.Chi))).ShouldBe(0);

        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.Last.Name.ShouldBe(lastEvent);
        platform.World.Group(Platform.Group).Members.Contains(Platform.Chi).ShouldBe(isMember);
        (await platform.ErrorOfAsync(Base + call, Ids(Platform.Chi))).ShouldBe(-201);
    }

    [Fact]
    public async Task Removing_several_is_one_event_unless_switched()
    {
        await using var platform = await Platform.StartAsync(world: world => world.Group(Platform.Other, "Nhóm", Platform.An, Platform.Binh, Platform.Chi));

        (await platform.ErrorOfAsync(Base + "removemembers", Ids([Platform.An, Platform.Binh], Platform.Other))).ShouldBe(0);
        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.Names.ShouldBe(["user_out_group"]);
        platform.Inbox.Last.Json["users"]!.AsArray().Count.ShouldBe(2);

        platform.Emulator.Quirks.OneLeaveEventEach = true;
        await platform.Acts.AddMemberAsync(Platform.Other, Platform.An);
        (await platform.ErrorOfAsync(Base + "removemembers", Ids([Platform.An, Platform.Chi], Platform.Other))).ShouldBe(0);
        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.Names.Count(name => name == "user_out_group").ShouldBe(3);
    }

    [Fact]
    public async Task Ids_that_cannot_be_acted_on_are_passed_over_in_silence()
    {
        await using var platform = await Platform.StartAsync(world: world => world.Deputies(Platform.An));

        (await platform.ErrorOfAsync(Base + "removemembers", Ids([Platform.An, Platform.Binh, Platform.Outsider]))).ShouldBe(0);

        platform.World.Group(Platform.Group).Members.ShouldBe([Platform.Admin, Platform.An]);
        (await platform.ErrorOfAsync(Base + "removemembers", Ids(Platform.An))).ShouldBe(-201);
        (await platform.ErrorOfAsync(Base + "removemembers", Ids(Platform.Admin))).ShouldBe(-201);
        platform.Emulator.Quirks.MayRemoveDeputies = true;
        platform.Emulator.Quirks.SilentPartialFailure = false;
        (await platform.ErrorOfAsync(Base + "removemembers", Ids([Platform.An, Platform.Outsider]))).ShouldBe(-201);
        (await platform.ErrorOfAsync(Base + "removemembers", Ids(Platform.An))).ShouldBe(0);
    }

    [Fact]
    public async Task A_call_carries_a_limited_number_of_ids_and_they_are_strings()
    {
        await using var platform = await Platform.StartAsync();

        (await platform.ErrorOfAsync(Base + "removemembers", Ids([.. Enumerable.Range(0, 51).Select(i => "7" + i)]))).ShouldBe(-210);
        (await platform.ErrorOfAsync(Base + "removemembers", $$"""{"group_id":"{{Platform.Group}}","member_user_ids":[7000000000000000001]}""")).ShouldBe(-201);
    }

    [Fact]
    public async Task Only_followers_and_the_recently_active_can_be_invited()
    {
        await using var platform = await Platform.StartAsync(world: world => world
            .Person(new Person { Id = "7000000000000000010", Name = "Từ Chối", IsFollower = true, BlocksInvitations = true })
            .Person(new Person { Id = "7000000000000000011", Name = "Vừa Viết", LastInteraction = Platform.Start.AddDays(-6) }));

        (await platform.ErrorOfAsync(Base + "invite", Ids(Platform.Chi))).ShouldBe(-213);
        (await platform.ErrorOfAsync(Base + "invite", Ids("7000000000000000010"))).ShouldBe(-217);
        (await platform.ErrorOfAsync(Base + "invite", Ids("7000000000000000011"))).ShouldBe(0);
        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.Names.ShouldBe(["user_join_group"]);
    }

    [Fact]
    public async Task Deputies_are_made_of_members_and_unmade()
    {
        await using var platform = await Platform.StartAsync();

        (await platform.ErrorOfAsync(Base + "addadmins", Ids(Platform.Chi))).ShouldBe(-201);
        (await platform.ErrorOfAsync(Base + "addadmins", Ids(Platform.Binh))).ShouldBe(0);
        (await platform.ErrorOfAsync(Base + "removeadmins", Ids(Platform.Binh))).ShouldBe(0);

        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.Names.ShouldBe(["add_group_admin", "remove_group_admin"]);
    }

    [Theory]
    [InlineData(true, """{"lock_send_msg":true,"join_appr":false,"enable_msg_history":false,"enable_link_join":false}""")]
    [InlineData(false, """{"lock_send_msg":true,"join_appr":true,"enable_msg_history":true,"enable_link_join":true}""")]
    public async Task Settings_left_out_are_reset_or_kept_by_switch(bool reset, string expected)
    {
        await using var platform = await Platform.StartAsync(world: world => world.Settings(new GroupSettings { JoinAppr = true }));
        platform.Emulator.Quirks.OmittedSettingsReset = reset;

        var answer = await platform.PostAsync(Base + "updateinfo", $$"""{"group_id":"{{Platform.Group}}","lock_send_msg":true}""");

        answer["data"]!["group_setting"]!.ToJsonString().ShouldBe(expected);
        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.Last.Json.Select(field => field.Key).ShouldBe(["event_name", "oa_id", "group_id", "app_id", "timestamp"]);
    }

    [Fact]
    public async Task A_new_group_takes_a_free_asset_and_an_administrator()
    {
        await using var platform = await Platform.StartAsync(world: world => world.Asset(new Asset { Id = "a55e700000000000b001", ProductType = "gmf10" }));
        var used = platform.World.Group(Platform.Group).AssetId;

        (await platform.ErrorOfAsync(Base + "creategroupwithoa", New(used, Platform.Admin))).ShouldBe(-238);
        (await platform.ErrorOfAsync(Base + "creategroupwithoa", New("1234567890123456789", Platform.Admin))).ShouldBe(-238);
        (await platform.ErrorOfAsync(Base + "creategroupwithoa", New("a55e700000000000b001", Platform.An))).ShouldBe(-201);
        var made = (await platform.PostAsync(Base + "creategroupwithoa", New("a55e700000000000b001", Platform.Admin)))["data"]!;

        ((string?)made["name"]).ShouldBe("Hội trại");
        platform.World.Group((string)made["group_id"]!).Members.ShouldBe([Platform.Admin]);
        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.Names.ShouldBe(["create_group"]);
    }

    [Fact]
    public async Task Creation_may_be_followed_by_a_join_event()
    {
        await using var platform = await Platform.StartAsync(world: world => world.Asset(new Asset { Id = "a55e700000000000b001" }));
        platform.Emulator.Quirks.CreationAlsoJoins = true;

        await platform.PostAsync(Base + "creategroupwithoa", New("a55e700000000000b001", Platform.Admin));

        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.Names.ShouldBe(["create_group", "user_join_group"]);
    }

    [Fact]
    public async Task Assets_tell_what_they_carry()
    {
        await using var platform = await Platform.StartAsync(world: world => world
            .Asset(new Asset { Id = "a55e700000000000b001", ProductType = "gmf50", ValidThrough = new DateOnly(2027, 10, 10) }));

        var rows = (await platform.PostAsync("/v3.0/oa/quota/group", """{"quota_owner":"OA","product_type":"gmf50"}"""))["data"]!.AsArray();

        ((string?)rows.Single()!["status"]).ShouldBe("available");
        ((string?)rows[0]!["valid_through"]).ShouldBe("10/10/2027");
        (await platform.ErrorOfAsync("/v3.0/oa/quota/group", """{"quota_owner":"me"}""")).ShouldBe(-201);
        ((string?)(await platform.PostAsync("/v3.0/oa/quota/group", """{"quota_owner":"OA"}"""))["data"]![0]!["used_id"]).ShouldBe(Platform.Group);
    }

    [Fact]
    public async Task A_group_whose_asset_ran_out_is_disabled_can_be_renewed_and_is_dissolved_after_45_days()
    {
        await using var platform = await Platform.StartAsync(world: world => world.Asset(new Asset { Id = "a55e700000000000b001" }));
        var group = platform.World.Group(Platform.Group);
        platform.World.Set(platform.World.FindAsset(group.AssetId)! with { ValidThrough = DateOnly.FromDateTime(Platform.Start.Date) });
        platform.Clock.Advance(TimeSpan.FromDays(1));
        platform.Tokens = platform.Emulator.Tokens.Issue();

        (await platform.ErrorOfAsync(Base + "message", $$$"""{"recipient":{"group_id":"{{{Platform.Group}}}"},"message":{"text":"Chào"}}""")).ShouldBe(-237);
        (await platform.ErrorOfAsync(Base + "listmember?group_id=" + Platform.Group)).ShouldBe(-237);
        ((string?)(await platform.GetAsync(Base + "getgroup?group_id=" + Platform.Group))["data"]!["group_info"]!["status"]).ShouldBe("disabled");
        await Should.ThrowAsync<ActRefusedException>(() => platform.Acts.SayAsync(Platform.Group, Platform.An, "Chào"));

        await platform.PostAsync(Base + "updateasset", $$"""{"group_id":"{{Platform.Group}}","asset_id":"a55e700000000000b001"}""");
        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Chào lại");

        platform.World.Set(platform.World.FindAsset("a55e700000000000b001")! with { ValidThrough = DateOnly.FromDateTime(Platform.Start.Date) });
        platform.Clock.Advance(TimeSpan.FromDays(45));
        platform.Tokens = platform.Emulator.Tokens.Issue();
        (await platform.GetAsync(Base + "getgroupsofoa"))["data"]!["groups"]!.AsArray().ShouldBeEmpty();
        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.Last.Name.ShouldBe("delete_group");
    }

    [Fact]
    public async Task A_dissolved_group_is_no_longer_the_OAs()
    {
        await using var platform = await Platform.StartAsync();

        (await platform.ErrorOfAsync(Base + "delete", $$"""{"group_id":"{{Platform.Group}}"}""")).ShouldBe(0);

        (await platform.ErrorOfAsync(Base + "listmember?group_id=" + Platform.Group)).ShouldBe(-403);
        platform.World.Assets.ShouldAllBe(asset => asset.UsedBy.Length == 0);
    }

    [Theory]
    [InlineData(Origin.Abroad, -501)]
    [InlineData(Origin.AbroadWithoutNames, 0)]
    public async Task From_abroad_members_are_refused_or_nameless(Origin origin, int error)
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Quirks.CallsComeFrom = origin;

        var answer = await platform.GetAsync(Base + "listmember?group_id=" + Platform.Group);

        ((int)answer["error"]!).ShouldBe(error);
        (answer["data"]?["members"]?[1] as JsonObject)?.ContainsKey("name").ShouldBeFalse();
    }

    private static string Ids(string user) => Ids([user]);

    private static string Ids(string[] users, string group = Platform.Group) =>
        new JsonObject { ["group_id"] = group, ["member_user_ids"] = new JsonArray([.. users.Select(user => (JsonNode)user)]) }.ToJsonString();

    private static string New(string asset, string member) =>
        $$"""{"group_name":"Hội trại","group_description":"","asset_id":"{{asset}}","member_user_ids":["{{member}}"]}""";
}
