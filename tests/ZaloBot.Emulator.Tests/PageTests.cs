using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ZaloBot.Emulator.Tests;

/// <summary>The page's host: who gets in, what it says, and the control endpoints.</summary>
public sealed class PageTests
{
    [Fact]
    public async Task It_listens_on_loopback_only_and_beside_the_platform()
    {
        await using var platform = await StartAsync();

        platform.Emulator.PageAddress.Host.ShouldBe("127.0.0.1");
        platform.Emulator.PageAddress.Port.ShouldNotBe(platform.Emulator.Address.Port);
        (await platform.Http.GetAsync("/chat/state")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/app.js", "text/javascript")]
    [InlineData("/chat.css", "text/css")]
    [InlineData("/icon.svg", "image/svg+xml")]
    public async Task Its_files_come_with_a_strict_policy(string path, string type)
    {
        await using var platform = await StartAsync();
        using var http = Visitor(platform);

        using var answer = await http.GetAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; script-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain("require-trusted-types-for 'script'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    public async Task Other_host_names_get_nothing(string host, HttpStatusCode expected)
    {
        await using var platform = await StartAsync();
        using var http = Visitor(platform);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/chat/state");
        request.Headers.Host = host;

        (await http.SendAsync(request)).StatusCode.ShouldBe(expected);
    }

    public static TheoryData<string, string, string, HttpStatusCode> Strangers => new()
    {
        { "Origin", "https://evil.example", "application/json", HttpStatusCode.Forbidden },
        { "Origin", "null", "application/json", HttpStatusCode.Forbidden },
        { "Sec-Fetch-Site", "cross-site", "application/json", HttpStatusCode.Forbidden },
        { "Sec-Fetch-Site", "same-site", "application/json", HttpStatusCode.Forbidden },
        { "Sec-Fetch-Site", "same-origin", "text/plain", HttpStatusCode.Forbidden },
        { "Sec-Fetch-Site", "same-origin", "application/x-www-form-urlencoded", HttpStatusCode.Forbidden },
        { "Sec-Fetch-Site", "same-origin", "application/json", HttpStatusCode.NoContent },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Other_pages_change_nothing(string header, string value, string type, HttpStatusCode expected)
    {
        await using var platform = await StartAsync();
        using var http = Visitor(platform);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat/act")
        {
            Content = new StringContent(Say("Chào"), Encoding.UTF8, type),
        };
        request.Headers.Add(header, value);

        (await http.SendAsync(request)).StatusCode.ShouldBe(expected);

        platform.World.Messages.Count.ShouldBe(expected == HttpStatusCode.NoContent ? 1 : 0);
    }

    [Fact]
    public async Task A_refused_act_says_why_in_Vietnamese()
    {
        await using var platform = await StartAsync();
        using var http = Visitor(platform);

        using var answer = await http.PostAsync("/chat/act", Json($$"""{"act":"say","as":"{{Platform.Outsider}}","group":"{{Platform.Group}}","text":"Chào"}"""));

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"problem":"Người này không ở trong nhóm."}""");
    }

    [Theory]
    [InlineData("""{"act":"fly","as":"7000000000000000001"}""", HttpStatusCode.Conflict)]
    [InlineData("""{"act":"say"}""", HttpStatusCode.Conflict)]
    [InlineData("""{"act":"say","as":7}""", HttpStatusCode.Conflict)]
    [InlineData("""{"act":"send","as":"7000000000000000001","group":"ab12cd34ef56ab78cd90","kind":"template"}""", HttpStatusCode.Conflict)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("nonsense", HttpStatusCode.BadRequest)]
    public async Task Nonsense_is_refused(string body, HttpStatusCode expected)
    {
        await using var platform = await StartAsync();
        using var http = Visitor(platform);

        (await http.PostAsync("/chat/act", Json(body))).StatusCode.ShouldBe(expected);
    }

    public static TheoryData<string, string> PageActs => new()
    {
        { """{"act":"say","as":"7000000000000000001","group":"G","text":"Chào"}""", "user_send_group_text" },
        { """{"act":"say","as":"4000000000000000001","group":"G","text":"Chào"}""", "oa_send_group_text" },
        { """{"act":"send","as":"7000000000000000001","group":"G","kind":"business_card"}""", "user_send_group_business_card" },
        { """{"act":"write","as":"7000000000000000001","text":"Chào"}""", "user_send_text" },
        { """{"act":"write","as":"4000000000000000001","user":"7000000000000000001","text":"Chào"}""", "oa_send_text" },
        { """{"act":"sendPrivately","as":"7000000000000000001","kind":"image"}""", "user_send_image" },
        { """{"act":"add","as":"7000000000000000001","group":"G","user":"7000000000000000003"}""", "user_join_group" },
        { """{"act":"joinByLink","as":"7000000000000000003","group":"G","user":"7000000000000000003"}""", "user_join_group" },
        { """{"act":"ask","as":"7000000000000000003","group":"G","user":"7000000000000000003"}""", "user_request_join_group" },
        { """{"act":"leave","as":"7000000000000000001","group":"G"}""", "user_out_group" },
        { """{"act":"remove","as":"7000000000000000009","group":"G","user":"7000000000000000001"}""", "user_out_group" },
        { """{"act":"promote","as":"7000000000000000009","group":"G","user":"7000000000000000001"}""", "add_group_admin" },
        { """{"act":"change","as":"7000000000000000009","group":"G","name":"Tên mới"}""", "update_group_info" },
        { """{"act":"dissolve","as":"7000000000000000009","group":"G"}""", "delete_group" },
        { """{"act":"follow","as":"7000000000000000002"}""", "follow" },
        { """{"act":"unfollow","as":"7000000000000000001"}""", "unfollow" },
        { """{"act":"pressChat","as":"7000000000000000001"}""", "user_click_chatnow" },
        { """{"act":"withdraw","as":"7000000000000000001"}""", "user_withdraw" },
    };

    [Theory]
    [MemberData(nameof(PageActs))]
    public async Task Every_act_of_the_page_sends_its_event(string body, string eventName)
    {
        await using var platform = await StartAsync();
        using var http = Visitor(platform);

        (await http.PostAsync("/chat/act", Json(body.Replace("\"G\"", $"\"{Platform.Group}\"", StringComparison.Ordinal)))).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.Last.Name.ShouldBe(eventName);
    }

    [Fact]
    public async Task Requests_are_answered_and_deputies_unmade_from_the_page()
    {
        await using var platform = await StartAsync();
        using var http = Visitor(platform);
        await platform.Acts.MakeDeputyAsync(Platform.Group, Platform.An);
        await platform.Acts.RequestToJoinAsync(Platform.Group, Platform.Chi);
        await platform.Acts.RequestToJoinAsync(Platform.Group, Platform.Outsider);

        foreach (var body in (string[])
        [
            $$"""{"act":"approve","as":"{{Platform.An}}","group":"{{Platform.Group}}","user":"{{Platform.Chi}}"}""",
            $$"""{"act":"reject","as":"{{Platform.An}}","group":"{{Platform.Group}}","user":"{{Platform.Outsider}}"}""",
            $$"""{"act":"demote","as":"{{Platform.Admin}}","group":"{{Platform.Group}}","user":"{{Platform.An}}"}""",
        ])
        {
            (await http.PostAsync("/chat/act", Json(body))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        var group = platform.World.Group(Platform.Group);
        group.Members.ShouldContain(Platform.Chi);
        group.Pending.ShouldBeEmpty();
        group.Deputies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Faults_are_set_and_read_as_one_document()
    {
        await using var platform = await StartAsync();
        using var http = Visitor(platform);

        using var answer = await http.PutAsync("/control/faults", Json("""
            { "faults": [ { "kind": "ServerError", "path": "group/message", "times": 2, "status": 500 }, { "kind": "SlowAnswer", "delaySeconds": 1.5 } ],
              "duplicateDeliveries": true, "echoDelaySeconds": 30, "quirks": { "bareSignature": true } }
            """));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        platform.Emulator.Faults.Active.ShouldBe([
            new Fault { Kind = FaultKind.ServerError, Path = "group/message", Times = 2, Status = 500 },
            new Fault { Kind = FaultKind.SlowAnswer, Delay = TimeSpan.FromSeconds(1.5) },
        ]);
        platform.Emulator.Faults.DuplicateDeliveries.ShouldBeTrue();
        platform.Emulator.Faults.EchoDelay.ShouldBe(TimeSpan.FromSeconds(30));
        platform.Emulator.Quirks.BareSignature.ShouldBeTrue();
        var read = JsonNode.Parse(await http.GetStringAsync("/control/faults"))!;
        ((string?)read["faults"]![0]!["kind"]).ShouldBe("ServerError");

        await http.PutAsync("/control/faults", Json(read.ToJsonString()));
        platform.Emulator.Faults.Active.Count.ShouldBe(2);
        await http.PutAsync("/control/faults", Json("{}"));
        platform.Emulator.Faults.Active.ShouldBeEmpty();
        platform.Emulator.Faults.DuplicateDeliveries.ShouldBeFalse();
        platform.Emulator.Quirks.BareSignature.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{ "faults": [ { "kind": "Earthquake" } ] }""")]
    [InlineData("""{ "faults": [ {} ] }""")]
    [InlineData("""{ "faults": {} }""")]
    [InlineData("""{ "quirks": { "unheardOf": true } }""")]
    [InlineData("""{ "duplicateDeliveries": "perhaps" }""")]
    public async Task A_document_that_is_not_understood_changes_nothing(string body)
    {
        await using var platform = await StartAsync();
        using var http = Visitor(platform);
        platform.Emulator.Faults.NotJson();

        (await http.PutAsync("/control/faults", Json(body))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        platform.Emulator.Faults.Active.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Connections_can_be_refused_from_the_page_which_stays_alive()
    {
        await using var platform = await StartAsync();
        using var http = Visitor(platform);

        await http.PutAsync("/control/faults", Json("""{ "refuseConnections": true }"""));
        await Should.ThrowAsync<HttpRequestException>(() => platform.GetAsync("/v3.0/oa/group/getgroupsofoa"));
        await http.PutAsync("/control/faults", Json("{}"));

        (await platform.ErrorOfAsync("/v3.0/oa/group/getgroupsofoa")).ShouldBe(0);
        await http.PostAsync("/control/expire-tokens", Json("{}"));
        (await platform.ErrorOfAsync("/v3.0/oa/group/getgroupsofoa")).ShouldBe(-220);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_live_feed_tells_of_lines_deliveries_world_and_faults()
    {
        await using var platform = await StartAsync();
        using var http = Visitor(platform);
        var ends = TestContext.Current.CancellationToken;
        await using var stream = await http.GetStreamAsync("/chat/live", ends);
        using var reader = new StreamReader(stream);
        (await NextAsync(reader, ends)).Event.ShouldBe("ready");

        await platform.Acts.LinkJoinAsync(Platform.Group, Platform.Chi);
        platform.Emulator.Faults.DuplicateDeliveries = true;

        Dictionary<string, JsonNode> seen = new(StringComparer.Ordinal);
        while (seen.Count < 4)
        {
            var (name, data) = await NextAsync(reader, ends);
            seen[name] = data;
        }

        ((string?)seen["line"]["notice"]).ShouldBe("Lê Chi vào nhóm bằng đường dẫn.");
        ((string?)seen["delivery"]["name"]).ShouldBe("user_join_group");
        seen["world"]["groups"]![0]!["members"]!.AsArray().Count.ShouldBe(4);
        ((bool)seen["faults"]["duplicateDeliveries"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task The_state_tells_nothing_secret()
    {
        await using var platform = await StartAsync();
        using var http = Visitor(platform);

        var state = await http.GetStringAsync("/chat/state");

        state.ShouldNotContain(platform.Tokens.AccessToken);
        state.ShouldNotContain("oaSecretForTests000");
        state.ShouldNotContain("appSecretForTests");
    }

    private static Task<Platform> StartAsync() => Platform.StartAsync(options => options with { WithPage = true });

    private static HttpClient Visitor(Platform platform) => new() { BaseAddress = platform.Emulator.PageAddress };

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static string Say(string text) => $$"""{"act":"say","as":"{{Platform.An}}","group":"{{Platform.Group}}","text":"{{text}}"}""";

    private static async Task<(string Event, JsonNode Data)> NextAsync(StreamReader reader, CancellationToken ends)
    {
        var name = await reader.ReadLineAsync(ends);
        var data = await reader.ReadLineAsync(ends);
        await reader.ReadLineAsync(ends);
        return (name!["event: ".Length..], JsonNode.Parse(data!["data: ".Length..])!);
    }
}
