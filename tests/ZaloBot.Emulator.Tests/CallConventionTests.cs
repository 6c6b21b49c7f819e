using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ZaloBot.Emulator.Tests;

/// <summary>Fact sheet 1.2 to 1.4, 5.0, 7 and 8: what holds for every call.</summary>
public sealed class CallConventionTests
{
    private const string Groups = "/v3.0/oa/group/getgroupsofoa";

    [Fact]
    public async Task Success_and_failure_both_come_with_status_200()
    {
        await using var platform = await Platform.StartAsync();

        var good = await platform.GetAsync(Groups);
        var bad = await platform.GetAsync("/v3.0/oa/group/getgroup?group_id=0000");

        ((int)good["error"]!).ShouldBe(0);
        ((string?)good["message"]).ShouldBe("Success");
        ((int)bad["error"]!).ShouldBe(-403);
        bad.ContainsKey("data").ShouldBeFalse();
    }

    [Theory]
    [InlineData("access_token", true)]
    [InlineData("Access_token", false)]
    [InlineData("Access-Token", false)]
    [InlineData("Authorization", false)]
    public async Task The_token_goes_into_the_header_of_exactly_this_name(string header, bool accepted)
    {
        await using var platform = await Platform.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, Groups);
        var token = platform.Tokens.AccessToken;
        request.Headers.TryAddWithoutValidation(header, header == "Authorization" ? "Bearer " + token : token);

        using var answer = await platform.Http.SendAsync(request);

        var error = (int)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"]!;
        error.ShouldBe(accepted ? 0 : -216);
    }

    [Fact]
    public async Task Unknown_and_expired_tokens_have_their_own_errors()
    {
        await using var platform = await Platform.StartAsync();
        var good = platform.Tokens;

        platform.Tokens = new TokenPair("at_made_up", "");
        (await platform.ErrorOfAsync(Groups)).ShouldBe(-216);

        platform.Tokens = good;
        platform.Clock.Advance(TimeSpan.FromHours(25) - TimeSpan.FromSeconds(1));
        (await platform.ErrorOfAsync(Groups)).ShouldBe(0);
        platform.Clock.Advance(TimeSpan.FromSeconds(1));
        (await platform.ErrorOfAsync(Groups)).ShouldBe(-220);
    }

    [Theory]
    [InlineData("GET", "/v3.0/oa/getoa")]
    [InlineData("GET", "/v2.0/oa/group/getgroups")]
    [InlineData("POST", "/v3.0/oa/message")]
    [InlineData("GET", "/v3.0/oa/group/message")]
    [InlineData("GET", "/")]
    public async Task Paths_that_do_not_exist_are_404_and_no_JSON(string method, string path)
    {
        await using var platform = await Platform.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await platform.Http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
    }

    [Theory]
    [InlineData(Permissions.Groups, Groups, -223)]
    [InlineData(Permissions.Oa, "/v2.0/oa/getoa", -223)]
    [InlineData(Permissions.Users, """/v3.0/oa/user/detail?data={"user_id":"7000000000000000001"}""", -223)]
    public async Task A_missing_permission_is_refused(Permissions missing, string path, int error)
    {
        await using var platform = await Platform.StartAsync(world: world => world.Oa(oa => oa with { Permissions = Permissions.All & ~missing }));

        (await platform.ErrorOfAsync(path)).ShouldBe(error);
    }

    [Fact]
    public async Task Writing_to_a_group_needs_both_permissions()
    {
        await using var platform = await Platform.StartAsync(world: world => world.Oa(oa => oa with { Permissions = Permissions.Groups }));

        var error = await platform.ErrorOfAsync("/v3.0/oa/group/message", """{"recipient":{"group_id":"ab12cd34ef56ab78cd90"},"message":{"text":"Chào"}}""");

        error.ShouldBe(-223);
    }

    [Fact]
    public async Task Disabled_and_unverified_OAs_are_refused()
    {
        await using var platform = await Platform.StartAsync();

        platform.World.Oa = platform.World.Oa with { IsVerified = false };
        (await platform.ErrorOfAsync(Groups)).ShouldBe(-221);
        platform.World.Oa = platform.World.Oa with { IsDisabled = true };
        (await platform.ErrorOfAsync(Groups)).ShouldBe(-204);
    }

    [Fact]
    public async Task The_proof_is_checked_when_switched_on()
    {
        await using var platform = await Platform.StartAsync(options => options with { AppSecretKey = "appSecretForTests" });
        platform.Emulator.Quirks.NeedsAppSecretProof = true;
        (await platform.ErrorOfAsync(Groups)).ShouldBe(-242);

        using var request = new HttpRequestMessage(HttpMethod.Get, Groups);
        var proof = System.Security.Cryptography.HMACSHA256.HashData("appSecretForTests"u8, Encoding.UTF8.GetBytes(platform.Tokens.AccessToken));
        request.Headers.Add("appsecret_proof", Convert.ToHexStringLower(proof));
        ((int)(await platform.SendAsync(request))["error"]!).ShouldBe(0);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"group_id":""}""")]
    [InlineData("""{"group_id":123}""")]
    public async Task Unreadable_bodies_and_missing_fields_are_invalid(string body)
    {
        await using var platform = await Platform.StartAsync();

        (await platform.ErrorOfAsync("/v3.0/oa/group/delete", body)).ShouldBe(-201);
    }

    [Fact]
    public async Task The_OAs_limit_is_counted_by_the_minute()
    {
        await using var platform = await Platform.StartAsync(options => options with { OaCallsPerMinute = 3 });

        for (var i = 0; i < 3; i++)
        {
            (await platform.ErrorOfAsync(Groups)).ShouldBe(0);
        }

        var over = await platform.GetAsync(Groups);
        ((int)over["error"]!).ShouldBe(-32);
        ((string)over["message"]!).ShouldContain("Official Account");
        platform.Clock.Advance(TimeSpan.FromMinutes(1));
        (await platform.ErrorOfAsync(Groups)).ShouldBe(0);
    }

    [Fact]
    public async Task The_apps_limit_has_another_message_and_excess_calls_do_nothing()
    {
        await using var platform = await Platform.StartAsync(options => options with { AppCallsPerMinute = 1 });
        await platform.ErrorOfAsync(Groups);

        var over = await platform.PostAsync("/v3.0/oa/group/message", """{"recipient":{"group_id":"ab12cd34ef56ab78cd90"},"message":{"text":"Chào"}}""");

        ((int)over["error"]!).ShouldBe(-32);
        ((string)over["message"]!).ShouldContain("App");
        platform.World.Messages.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, "4000", "3998")]
    [InlineData(true, "100", "98")]
    public async Task All_answers_carry_the_rate_headers(bool ofOa, string limit, string remain)
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Quirks.RateHeadersOfOa = ofOa;
        await platform.GetAsync(Groups);
        using var request = new HttpRequestMessage(HttpMethod.Get, Groups);
        request.Headers.TryAddWithoutValidation("access_token", platform.Tokens.AccessToken);

        using var answer = await platform.Http.SendAsync(request);

        Header(answer.Headers, "X-RateLimit-Limit").ShouldBe(limit);
        Header(answer.Headers, "X-RateLimit-Remain").ShouldBe(remain);
    }

    [Fact]
    public async Task Numbers_wobble_between_number_and_string()
    {
        await using var platform = await Platform.StartAsync();

        var kinds = new HashSet<System.Text.Json.JsonValueKind>();
        for (var i = 0; i < 4; i++)
        {
            kinds.Add((await platform.GetAsync(Groups))["data"]!["groups"]![0]!["total_member"]!.GetValueKind());
        }

        kinds.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Calls_are_written_down_with_their_outcome()
    {
        await using var platform = await Platform.StartAsync();

        await platform.PostAsync("/v3.0/oa/group/delete", """{"group_id":"0000"}""");

        var call = await platform.Emulator.Calls.WaitForCallAsync("group/delete");
        call.Method.ShouldBe("POST");
        call.At.ShouldBe(Platform.Start);
        call.Status.ShouldBe(200);
        call.Error.ShouldBe(-403);
        ((string?)call.Json!["group_id"]).ShouldBe("0000");
        platform.Emulator.Calls.To("roup/delete").ShouldBeEmpty();
    }

    private static string Header(HttpResponseHeaders headers, string name) => headers.GetValues(name).Single();
}
