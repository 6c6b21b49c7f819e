using System.Text.Json;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Events;
using ZaloBot.Zalo.Tests.Infrastructure;

namespace ZaloBot.Zalo.Tests.Api;

/// <summary>What goes over the wire, and what is made of the answers of fact sheet 5.</summary>
public sealed class ZaloClientTests : IDisposable
{
    private const string GroupId = "ab12cd34ef56ab78cd90";
    private const string Ok = """{"error":0,"message":"Success"}""";

    private readonly Bench _bench = new();

    private StubPlatform Platform => _bench.Platform;

    private ZaloClient Client => _bench.Client;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Writes_in_a_group()
    {
        Platform.On("/v3.0/oa/group/message", """{ "data": { "message_id": "0a0b0c0d0e0f10111214", "group_id": "ab12cd34ef56ab78cd90" }, "error": 0, "message": "Success" }""");

        var sent = await Client.SendGroupTextAsync(GroupId, "Nhắc [@7000000000000000001]: \"xin\" <b>");

        sent.Value.ShouldBe(new SentMessage { MessageId = "0a0b0c0d0e0f10111214", GroupId = GroupId });
        Same(Platform.Last.Body, """{"recipient":{"group_id":"ab12cd34ef56ab78cd90"},"message":{"text":"Nhắc [@7000000000000000001]: \"xin\" <b>"}}""");
        Platform.Last.Method.ShouldBe(HttpMethod.Post);
        Platform.Last.Address.ToString().ShouldBe("https://openapi.zalo.me/v3.0/oa/group/message");
        Platform.Last.Headers["Content-Type"].ShouldStartWith("application/json");
        Platform.Last.Headers["access_token"].ShouldBe("access-1");
        Platform.Last.Headers.Keys.ShouldNotContain("Authorization");
        Platform.Last.Headers.Keys.ShouldNotContain("appsecret_proof");
    }

    [Theory]
    [InlineData("""{"data":{"msg_id":"m1"},"error":0}""")]
    [InlineData("""{"data":{"message_id":"m1"},"error":"0"}""")]
    [InlineData("""{"data":{"message_id":"m1"}}""")]
    [InlineData("""{"data":{"message_id":"m1","msg_id":"m2"},"error":null}""")]
    public async Task Finds_the_id_of_a_sent_message_however_it_is_named(string answer)
    {
        Platform.On("/v3.0/oa/group/message", answer);

        (await Client.SendGroupTextAsync(GroupId, "a")).Value!.MessageId.ShouldBe("m1");
    }

    [Fact]
    public async Task Posts_pictures_and_documents_in_a_group()
    {
        Platform.On("/v3.0/oa/group/message", """{"data":{"message_id":"m1"},"error":0}""");

        await Client.SendGroupImageAsync(GroupId, new Upload("att-1"), "Chú thích");
        Same(Platform.Last.Body, """{"recipient":{"group_id":"ab12cd34ef56ab78cd90"},"message":{"text":"Chú thích","attachment":{"type":"template","payload":{"template_type":"media","elements":[{"media_type":"image","attachment_id":"att-1"}]}}}}""");

        await Client.SendGroupFileAsync(GroupId, new Upload("token-1"));
        Same(Platform.Last.Body, """{"recipient":{"group_id":"ab12cd34ef56ab78cd90"},"message":{"attachment":{"type":"file","payload":{"token":"token-1"}}}}""");
    }

    [Fact]
    public async Task Writes_to_one_person_and_reads_the_quota()
    {
        Platform.On("/v3.0/oa/message/cs", """{ "data": { "message_id": "m2", "user_id": "7000000000000000001", "quota": { "quota_type": "reply", "remain": "7", "total": 8 } }, "error": 0, "message": "Success" }""");

        var sent = await Client.SendPrivateTextAsync("7000000000000000001", "Chào", quotedMessageId: "q1");

        sent.Value.ShouldBe(new SentMessage { MessageId = "m2", UserId = "7000000000000000001", Quota = new SendQuota { QuotaType = "reply", Remain = 7, Total = 8 } });
        Same(Platform.Last.Body, """{"recipient":{"user_id":"7000000000000000001"},"message":{"text":"Chào","quote_message_id":"q1"}}""");

        await Client.SendPrivateTextAsync("7000000000000000001", "Chào");
        Platform.Last.Body.ShouldNotContain("quote_message_id");
        await Client.SendPrivateImageAsync("7000000000000000001", new Upload("att-1"));
        Same(Platform.Last.Body, """{"recipient":{"user_id":"7000000000000000001"},"message":{"attachment":{"type":"template","payload":{"template_type":"media","elements":[{"media_type":"image","attachment_id":"att-1"}]}}}}""");
        await Client.SendPrivateFileAsync("7000000000000000001", new Upload("token-1"));
        Same(Platform.Last.Body, """{"recipient":{"user_id":"7000000000000000001"},"message":{"attachment":{"type":"file","payload":{"token":"token-1"}}}}""");
    }

    [Fact]
    public async Task Reads_a_group_whatever_the_types()
    {
        Platform.On("/v3.0/oa/group/getgroup", """
            { "data": {
                "group_info":   { "group_id": "ab12cd34ef56ab78cd90", "group_link": "https://zalo.me/g/abcdef123", "name": "Cư dân toà B",
                                  "group_description": "", "avatar": "http://s120.ava.example.zdn.vn/default", "status": "enabled",
                                  "total_member": "2", "max_member": "100", "auto_delete_date": "24/11/2027" },
                "asset_info":   { "asset_type": "gmf100", "asset_id": "a55e700000000000a001", "valid_through": "10/10/2027", "auto_renew": "true" },
                "group_setting":{ "lock_send_msg": false, "join_appr": "true", "enable_msg_history": 1, "enable_link_join": "0" } },
              "error": 0, "message": "Success" }
            """);

        var group = await Client.GetGroupAsync(GroupId);

        Platform.Last.Query.ShouldBe("?group_id=ab12cd34ef56ab78cd90");
        Platform.Last.Method.ShouldBe(HttpMethod.Get);
        Rendering.Of(group.Value!).ShouldBe("""
            Group
              Asset:
                AssetId: "a55e700000000000a001"
                AssetType: "gmf100"
                AutoRenew: True
                ValidThrough: 10/10/2027
              Info:
                AutoDeleteDate: 11/24/2027
                Avatar: "http://s120.ava.example.zdn.vn/default"
                GroupId: "ab12cd34ef56ab78cd90"
                GroupLink: "https://zalo.me/g/abcdef123"
                IsEnabled: True
                MaxMember: 100
                Name: "Cư dân toà B"
                Status: "enabled"
                TotalMember: 2
              Settings:
                EnableMsgHistory: True
                JoinAppr: True
            """);
        group.Value!.Settings!.LockSendMsg.ShouldBe(false);
        group.Value.Settings.EnableLinkJoin.ShouldBe(false);
    }

    [Fact]
    public async Task Bears_a_group_with_odd_fields()
    {
        Platform.On("/v3.0/oa/group/getgroup", """{"data":{"group_info":{"group_id":7,"name":["?"],"total_member":"nhiều","max_member":1e99,"auto_delete_date":"soon","status":"disabled"},"group_setting":{"join_appr":"maybe"}},"error":0}""");

        var group = (await Client.GetGroupAsync(GroupId)).Value!;

        group.Info.ShouldBe(new GroupInfo { GroupId = "7", Status = "disabled" });
        group.Info.IsEnabled.ShouldBeFalse();
        group.Settings!.JoinAppr.ShouldBeNull();
        group.Asset.ShouldBeNull();
    }

    [Fact]
    public async Task Changes_a_group_with_all_it_was()
    {
        Platform.On("/v3.0/oa/group/updateinfo", """{"data":{"group_info":{"group_id":"ab12cd34ef56ab78cd90"}},"error":0}""");
        var current = new Group
        {
            Info = new GroupInfo { GroupId = GroupId, Name = "Tên", GroupDescription = "Mô tả", Avatar = "http://x" },
            Settings = new GroupSettings { LockSendMsg = false, JoinAppr = true, EnableMsgHistory = true, EnableLinkJoin = false },
        };

        await Client.UpdateGroupAsync(GroupId, GroupUpdate.From(current) with { LockSendMsg = true });

        Same(Platform.Last.Body, """{"group_id":"ab12cd34ef56ab78cd90","group_name":"Tên","group_avatar":"http://x","group_description":"Mô tả","lock_send_msg":true,"join_appr":true,"enable_msg_history":true,"enable_link_join":false}""");

        await Client.UpdateGroupAsync(GroupId, new GroupUpdate { JoinAppr = false, GroupAvatar = "https://a" });
        Same(Platform.Last.Body, """{"group_id":"ab12cd34ef56ab78cd90","group_avatar":"https://a","join_appr":false}""");
    }

    [Fact]
    public async Task Creates_rebinds_and_dissolves_a_group()
    {
        Platform.On("/v3.0/oa/group/creategroupwithoa", """{"data":{"name":"Tên","group_id":"g1","total_member":2,"status":"enabled"},"error":0}""")
            .On("/v3.0/oa/group/updateasset", """{"data":{"group_info":{"group_id":"g1"}},"error":0}""")
            .On("/v3.0/oa/group/delete", Ok);

        (await Client.CreateGroupAsync(new NewGroup { GroupName = "Tên", AssetId = "as1", MemberUserIds = ["7000000000000000001"] })).Value!.GroupId.ShouldBe("g1");
        Same(Platform.Last.Body, """{"group_name":"Tên","asset_id":"as1","member_user_ids":["7000000000000000001"]}""");
        (await Client.UpdateGroupAssetAsync("g1", "as2")).Value!.Info.GroupId.ShouldBe("g1");
        Same(Platform.Last.Body, """{"group_id":"g1","asset_id":"as2"}""");
        (await Client.DissolveGroupAsync("g1")).IsOk.ShouldBeTrue();
        Same(Platform.Last.Body, """{"group_id":"g1"}""");
    }

    public static TheoryData<string, Func<ZaloClient, Task<ZaloResult<Done>>>> ActsOnPeople() => new()
    {
        { "/v3.0/oa/group/removemembers", client => client.RemoveMembersAsync(GroupId, ["7000000000000000002", "7000000000000000003"]) },
        { "/v3.0/oa/group/invite", client => client.InviteAsync(GroupId, ["7000000000000000002", "7000000000000000003"]) },
        { "/v3.0/oa/group/acceptpendinginvite", client => client.AcceptPendingAsync(GroupId, ["7000000000000000002", "7000000000000000003"]) },
        { "/v3.0/oa/group/rejectpendinginvite", client => client.RejectPendingAsync(GroupId, ["7000000000000000002", "7000000000000000003"]) },
        { "/v3.0/oa/group/addadmins", client => client.AddDeputiesAsync(GroupId, ["7000000000000000002", "7000000000000000003"]) },
        { "/v3.0/oa/group/removeadmins", client => client.RemoveDeputiesAsync(GroupId, ["7000000000000000002", "7000000000000000003"]) },
    };

    [Theory]
    [MemberData(nameof(ActsOnPeople), DisableDiscoveryEnumeration = true)]
    public async Task Acts_on_people_of_a_group(string path, Func<ZaloClient, Task<ZaloResult<Done>>> act)
    {
        Platform.On(path, Ok, """{"error":-403,"message":"x"}""");

        (await act(Client)).Value.ShouldBe(Done.It);
        Same(Platform.Last.Body, """{"group_id":"ab12cd34ef56ab78cd90","member_user_ids":["7000000000000000002","7000000000000000003"]}""");
        Platform.Last.Method.ShouldBe(HttpMethod.Post);
        (await act(Client)).Error!.Meaning.ShouldBe(ErrorMeaning.GroupNotOwned);
    }

    [Fact]
    public async Task Reads_the_history_of_a_group()
    {
        Platform.On("/v3.0/oa/group/conversation", """
            { "data": [
                { "src": 1, "time": 1790000011000, "type": "photo", "thumb": "https://t", "url": "https://o", "description": "mô tả",
                  "message_id": "m2", "from_id": "7000000000000000001", "from_display_name": "Trần B", "from_avatar": "https://u", "group_id": "ab12cd34ef56ab78cd90" },
                { "src": "0", "time": "1790000010500", "type": "text", "message": "Nội quy", "message_id": "m1", "from_id": "4000000000000000001", "group_id": "ab12cd34ef56ab78cd90" },
                { "src": 1, "time": 1790000010000, "type": "links", "msg_id": "m0", "links": ["https://a", {"url":"https://b"}, {"href":"https://c"}, 5, {"x":1}], "location": {} },
                { "src": 1, "time": "?", "type": "text", "message_id": "without-time" },
                { "src": 1, "time": 1790000010000, "type": "text" } ],
              "error": 0, "message": "Success" }
            """);

        var rows = (await Client.ReadGroupHistoryAsync(GroupId, offset: 20, count: 50)).Value!;

        Platform.Last.Query.ShouldBe("?group_id=ab12cd34ef56ab78cd90&offset=20&count=10");
        string.Join('\n', rows.Select(Rendering.Of)).ShouldBe("""
            HistoryMessage
              FromDisplayName: "Trần B"
              FromId: "7000000000000000001"
              GroupId: "ab12cd34ef56ab78cd90"
              Kind: Image
              MessageId: "m2"
              SentAt: 2026-09-21T14:13:31.0000000+00:00
              Text: "mô tả"
              Thumbnail: "https://t"
              Type: "photo"
              Url: "https://o"
            HistoryMessage
              FromId: "4000000000000000001"
              GroupId: "ab12cd34ef56ab78cd90"
              IsFromOa: True
              Kind: Text
              MessageId: "m1"
              SentAt: 2026-09-21T14:13:30.5000000+00:00
              Text: "Nội quy"
              Type: "text"
            HistoryMessage
              Kind: Link
              Links: https://a
              Links: https://b
              Links: https://c
              MessageId: "m0"
              SentAt: 2026-09-21T14:13:30.0000000+00:00
              Type: "links"
            """);
    }

    [Theory]
    [InlineData("""{"data":{"data":[{"src":1,"time":1790000010000,"message_id":"m1","type":"GIF"}]},"error":0}""", 1)]
    [InlineData("""{"data":[],"error":0}""", 0)]
    public async Task Reads_a_history_wherever_its_rows_are(string answer, int rows)
    {
        Platform.On("/v3.0/oa/group/conversation", answer);

        (await Client.ReadGroupHistoryAsync(GroupId)).Value!.Count.ShouldBe(rows);
    }

    [Theory]
    [InlineData("voice", MessageKind.Audio)]
    [InlineData("GIF", MessageKind.Gif)]
    [InlineData("link", MessageKind.Link)]
    [InlineData("sticker", MessageKind.Sticker)]
    [InlineData("location", MessageKind.Location)]
    [InlineData("hologram", MessageKind.Other)]
    public async Task Knows_the_kinds_of_the_history(string type, MessageKind kind)
    {
        Platform.On("/v3.0/oa/group/listrecentchat", $$"""{"data":[{"src":1,"time":1790000010000,"message_id":"m1","type":"{{type}}"},{"src":1,"time":1790000010000,"message_id":"m2"}],"error":0}""");

        var rows = (await Client.ReadRecentChatsAsync()).Value!;

        Platform.Last.Query.ShouldBe("?offset=0&count=10");
        rows[0].Kind.ShouldBe(kind);
        rows[1].Kind.ShouldBe(MessageKind.Other);
    }

    [Theory]
    [InlineData("""{"error":0,"message":"Success"}""")]
    [InlineData("""{"error":0,"data":null}""")]
    [InlineData("""{"error":0,"data":{}}""")]
    public async Task The_end_of_a_history_may_be_nothing_at_all(string answer)
    {
        Platform.On("/v3.0/oa/group/conversation", answer);

        (await Client.ReadGroupHistoryAsync(GroupId)).Value!.Rows.ShouldBe(0);
    }

    [Fact]
    public async Task One_row_that_cannot_be_read_counts_and_costs_no_other()
    {
        Platform.On("/v3.0/oa/group/conversation", """
            { "data": [ null, "x", { "message_id": "m0" }, { "message_id": "m1", "time": "1790000011000", "message": "a", "from_id": "o" }, { "message_id": "m2", "time": 1790000011000, "src": "0" } ], "error": 0 }
            """);

        var page = (await Client.ReadGroupHistoryAsync(GroupId)).Value!;

        page.Rows.ShouldBe(5);
        page.Select(row => (row.MessageId, row.IsFromOa, row.FromId)).ShouldBe([("m1", false, "o"), ("m2", true, null)]);
    }

    [Fact]
    public async Task Reads_the_history_with_one_person_by_a_data_parameter()
    {
        Platform.On("/v2.0/oa/conversation", """{"data":[{"src":1,"time":1790000010000,"message_id":"m1","type":"text","message":"đúng","from_id":"7000000000000000001","to_id":"4000000000000000001"}],"error":0}""");

        var rows = (await Client.ReadPrivateHistoryAsync("7000000000000000001", 0, 10)).Value!;

        rows[0].Text.ShouldBe("đúng");
        rows[0].ToId.ShouldBe("4000000000000000001");
        Platform.Last.Query.ShouldBe("""?data={"user_id":"7000000000000000001","offset":0,"count":10}""");
    }

    [Fact]
    public async Task Reads_a_person_and_the_OA()
    {
        Platform.On("/v3.0/oa/user/detail", """{"data":{"user_id":7000000000000000001,"user_id_by_app":"8","display_name":"Trần B","is_sensitive":"false","user_is_follower":true,"user_last_interaction_date":"01/02/2027","avatars":{"120":"x"},"shared_info":{}},"error":0}""")
            .On("/v2.0/oa/getoa", """{"data":{"oaid":4000000000000000001,"name":"OA","is_verified":true,"num_follower":"12","package_name":"Toàn diện","package_valid_through_date":"31/12/2027","linked_ZCA":"ZCA 1"},"error":0}""")
            .On("/v2.0/oa/deletefollowerinfo", Ok);

        var user = (await Client.GetUserAsync("7000000000000000001")).Value!;
        user.ShouldBe(new UserDetail
        {
            UserId = "7000000000000000001",
            UserIdByApp = "8",
            DisplayName = "Trần B",
            IsSensitive = false,
            UserIsFollower = true,
            UserLastInteractionDate = new DateOnly(2027, 2, 1),
        });
        Platform.Last.Query.ShouldBe("""?data={"user_id":"7000000000000000001"}""");

        (await Client.GetOaAsync()).Value.ShouldBe(new OaProfile
        {
            OaId = "4000000000000000001",
            Name = "OA",
            IsVerified = true,
            NumFollower = 12,
            PackageName = "Toàn diện",
            PackageValidThroughDate = new DateOnly(2027, 12, 31),
            LinkedCloudAccount = "ZCA 1",
        });

        (await Client.EraseUserAsync("7000000000000000001")).IsOk.ShouldBeTrue();
        Same(Platform.Last.Body, """{"user_id":"7000000000000000001"}""");
    }

    [Fact]
    public async Task Reads_quotas()
    {
        Platform.On("/v3.0/oa/quota/group", """{"data":[{"product_type":"gmf100","quota_type":"sub_quota","asset_id":"as1","valid_through":"10/10/2027","auto_renew":false,"status":"used","used_id":"g1"}],"error":0}""")
            .On("/v3.0/oa/quota/message", """{"data":[{"asset_id":"as2","product_type":"cs","total":"500","remain":499}],"error":0}""", """{"data":{"last_interaction":"1790000030000","cs_reply":{"remain":8,"total":"8"},"promotion":{}},"error":0}""");

        (await Client.GetQuotaAsync()).Value.ShouldBe([new QuotaAsset { AssetId = "as1", ProductType = "gmf100", QuotaType = "sub_quota", ValidThrough = new DateOnly(2027, 10, 10), AutoRenew = false, Status = "used", UsedId = "g1" }]);
        Same(Platform.Last.Body, """{"quota_owner":"OA"}""");
        (await Client.GetMessageQuotaAsync()).Value.ShouldBe([new QuotaAsset { AssetId = "as2", ProductType = "cs", Total = 500, Remain = 499 }]);
        (await Client.GetUserQuotaAsync("7000000000000000001")).Value.ShouldBe(new UserQuota
        {
            LastInteraction = DateTimeOffset.FromUnixTimeMilliseconds(1790000030000),
            Reply = new ReplyQuota { Remain = 8, Total = 8 },
        });
        Same(Platform.Last.Body, """{"user_id":"7000000000000000001"}""");
    }

    [Fact]
    public async Task Uploads_as_multipart()
    {
        Platform.On("/v2.0/oa/upload/image", """{"data":{"attachment_id":"att-1"},"error":0}""")
            .On("/v2.0/oa/upload/gif", """{"data":{"attachment_id":"att-2"},"error":0}""")
            .On("/v2.0/oa/upload/file", """{"data":{"token":"tok-1"},"error":0}""", """{"data":{},"error":0}""");

        (await Client.UploadImageAsync([1, 2, 3], "anh.png")).Value.ShouldBe(new Upload("att-1"));
        Platform.Last.Headers["Content-Type"].ShouldStartWith("multipart/form-data; boundary=");
        Platform.Last.Body.ShouldContain("name=file");
        Platform.Last.Body.ShouldContain("filename=anh.png");
        Platform.Last.Body.ShouldContain("Content-Type: image/png");
        Platform.Last.Body.ShouldContain("\u0001\u0002\u0003");
        (await Client.UploadGifAsync([1], "anh.gif")).Value.ShouldBe(new Upload("att-2"));
        Platform.Last.Body.ShouldContain("Content-Type: image/gif");
        (await Client.UploadFileAsync([1], "bao-cao.pdf")).Value.ShouldBe(new Upload("tok-1"));
        Platform.Last.Body.ShouldContain("Content-Type: application/pdf");
        (await Client.UploadFileAsync([1], "bao-cao.pdf")).Error!.Meaning.ShouldBe(ErrorMeaning.NoAnswer);
    }

    [Fact]
    public async Task Goes_to_the_address_of_the_settings()
    {
        using var bench = new Bench(options => options.OpenApiUrl = new Uri("http://127.0.0.1:5001"));
        bench.Platform.On("/v2.0/oa/getoa", """{"data":{"oaid":"1"},"error":0}""");

        await bench.Client.GetOaAsync();

        bench.Platform.Last.Address.ToString().ShouldBe("http://127.0.0.1:5001/v2.0/oa/getoa");
    }

    [Fact]
    public async Task Proves_the_app_secret_when_asked_to()
    {
        using var bench = new Bench(options =>
        {
            options.SendsAppSecretProof = true;
            options.AccessToken = "accessTokenForTests";
        });
        bench.Platform.On("/v2.0/oa/getoa", """{"data":{"oaid":"1"},"error":0}""");

        await bench.Client.GetOaAsync();

        bench.Platform.Last.Headers["appsecret_proof"].ShouldBe("66510443326c90c947c1e1acc89105a95fdb89364c7ebf13564a73791c52ea9e");
    }

    private static void Same(string actual, string expected)
    {
        using var one = JsonDocument.Parse(actual);
        using var other = JsonDocument.Parse(expected);
        JsonElement.DeepEquals(one.RootElement, other.RootElement).ShouldBeTrue(actual);
    }
}
