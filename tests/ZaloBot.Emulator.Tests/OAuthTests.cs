using System.Net;
using System.Text.Json.Nodes;
using System.Web;

namespace ZaloBot.Emulator.Tests;

/// <summary>Fact sheet 5.1: permission page, codes, tokens.</summary>
public sealed class OAuthTests
{
    private const string Verifier = "abcABC0123456789abcABC0123456789abcABC01234";
    private const string Challenge = "8SmoMWp9e8ZMx3yzB8rlLy2G3qVaNQz0uQ9Ni_v54IY";
    private const string Callback = "https://bot.example.vn/oauth/zalo/callback";
    private const string Link = "/v4/oa/permission?app_id=1234567890123456789&redirect_uri=https%3A%2F%2Fbot.example.vn%2Foauth%2Fzalo%2Fcallback&code_challenge=" + Challenge + "&state=abc";

    [Fact]
    public async Task A_code_with_its_verifier_gives_a_pair_once()
    {
        await using var platform = await StartAsync();
        var code = Code(platform);

        var first = await TokenAsync(platform, ("code", code), ("grant_type", "authorization_code"), ("code_verifier", Verifier));
        var again = await TokenAsync(platform, ("code", code), ("grant_type", "authorization_code"), ("code_verifier", Verifier));

        first["access_token"]!.GetValueKind().ShouldBe(System.Text.Json.JsonValueKind.String);
        ((string?)first["expires_in"]).ShouldBe("90000");
        again.ContainsKey("access_token").ShouldBeFalse();
        platform.Tokens = new TokenPair((string)first["access_token"]!, (string)first["refresh_token"]!);
        (await platform.ErrorOfAsync("/v3.0/oa/group/getgroupsofoa")).ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abcABC0123456789abcABC0123456789abcABC01235")]
    public async Task A_wrong_verifier_gives_nothing(string verifier)
    {
        await using var platform = await StartAsync();

        var answer = await TokenAsync(platform, ("code", Code(platform)), ("grant_type", "authorization_code"), ("code_verifier", verifier));

        answer.ContainsKey("access_token").ShouldBeFalse();
    }

    [Fact]
    public async Task A_code_lives_ten_minutes()
    {
        await using var platform = await StartAsync();
        var code = Code(platform);
        platform.Clock.Advance(TimeSpan.FromMinutes(10));

        var answer = await TokenAsync(platform, ("code", code), ("grant_type", "authorization_code"), ("code_verifier", Verifier));

        ((string?)answer["error_name"]).ShouldBe("Authorized code expired");
    }

    [Fact]
    public async Task A_link_without_challenge_needs_no_verifier()
    {
        await using var platform = await StartAsync();
        var link = new Uri(platform.Emulator.Address, Link.Replace("&code_challenge=" + Challenge, ""));
        var code = HttpUtility.ParseQueryString(platform.Emulator.Grant(link).Query)["code"]!;

        (await TokenAsync(platform, ("code", code), ("grant_type", "authorization_code"))).ContainsKey("access_token").ShouldBeTrue();
    }

    [Fact]
    public async Task A_refresh_token_works_once_and_ends_the_old_access_token()
    {
        await using var platform = await StartAsync();
        var old = platform.Tokens;

        var next = await TokenAsync(platform, ("refresh_token", old.RefreshToken), ("grant_type", "refresh_token"));
        var spent = await TokenAsync(platform, ("refresh_token", old.RefreshToken), ("grant_type", "refresh_token"));

        ((string?)next["refresh_token"]).ShouldNotBe(old.RefreshToken);
        spent.ContainsKey("access_token").ShouldBeFalse();
        (await platform.ErrorOfAsync("/v3.0/oa/group/getgroupsofoa")).ShouldBe(-220);
    }

    [Fact]
    public async Task By_switch_the_old_access_token_lives_on()
    {
        await using var platform = await StartAsync();
        platform.Emulator.Quirks.RenewalKillsAccessToken = false;

        await TokenAsync(platform, ("refresh_token", platform.Tokens.RefreshToken), ("grant_type", "refresh_token"));

        (await platform.ErrorOfAsync("/v3.0/oa/group/getgroupsofoa")).ShouldBe(0);
    }

    [Fact]
    public async Task A_refresh_token_lives_three_months()
    {
        await using var platform = await StartAsync();
        platform.Clock.Advance(Platform.Start.AddMonths(3) - Platform.Start);

        var answer = await TokenAsync(platform, ("refresh_token", platform.Tokens.RefreshToken), ("grant_type", "refresh_token"));

        answer.ContainsKey("access_token").ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refusals_come_with_status_200_and_perhaps_without_a_number(bool without)
    {
        await using var platform = await StartAsync();
        platform.Emulator.Quirks.OAuthErrorsWithoutCode = without;

        var answer = await TokenAsync(platform, ("refresh_token", "made up"), ("grant_type", "refresh_token"));

        answer.ContainsKey("error").ShouldBe(!without);
        answer.Select(field => field.Key).ShouldContain("error_name");
        answer.Select(field => field.Key).ShouldContain("ref_doc");
    }

    [Fact]
    public async Task The_secret_belongs_into_its_header_and_parameters_into_the_form()
    {
        await using var platform = await StartAsync();
        var fields = Form(("refresh_token", platform.Tokens.RefreshToken), ("grant_type", "refresh_token"), ("secret_key", "appSecretForTests"));
        using var withoutHeader = await platform.Http.PostAsync("/v4/oa/access_token", fields);
        using var inQuery = new HttpRequestMessage(HttpMethod.Post, "/v4/oa/access_token?grant_type=refresh_token&app_id=1234567890123456789&refresh_token=" + platform.Tokens.RefreshToken);
        inQuery.Headers.Add("secret_key", "appSecretForTests");
        using var asQuery = await platform.Http.SendAsync(inQuery);

        (await withoutHeader.Content.ReadAsStringAsync()).ShouldNotContain("access_token\"");
        (await asQuery.Content.ReadAsStringAsync()).ShouldNotContain("access_token\"");
        platform.Emulator.Tokens.Issued.ShouldBe(1);
    }

    [Theory]
    [InlineData("app_id=1234567890123456789", "app_id=1", "-14002")]
    [InlineData("bot.example.vn", "elsewhere.example.vn", "-14003")]
    public async Task The_permission_page_refuses_other_apps_and_callbacks(string was, string becomes, string error)
    {
        await using var platform = await StartAsync();
        var link = new Uri(platform.Emulator.Address, Link.Replace(was, becomes));

        Should.Throw<InvalidOperationException>(() => platform.Emulator.Grant(link)).Message.ShouldContain(error);
        (await platform.Http.GetStringAsync(link)).ShouldContain(error);
    }

    [Fact]
    public async Task Agreeing_on_the_page_leads_back_to_the_app()
    {
        await using var platform = await StartAsync();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = platform.Emulator.Address };
        (await http.GetStringAsync(Link)).ShouldContain("Cho phép");

        using var answer = await http.PostAsync(Link, null);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var back = HttpUtility.ParseQueryString(answer.Headers.Location!.Query);
        answer.Headers.Location.AbsoluteUri.ShouldStartWith(Callback);
        back["oa_id"].ShouldBe(Platform.Oa);
        back["state"].ShouldBe("abc");
        back["code"].ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Events_begin_with_the_first_token()
    {
        await using var platform = await Platform.StartAsync(options => options with { CallbackUrl = new Uri(Callback), Granted = false });

        await TokenAsync(platform, ("code", Code(platform)), ("grant_type", "authorization_code"), ("code_verifier", Verifier));
        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Chào");
        await platform.Emulator.DeliveriesIdleAsync();

        platform.Inbox.All.Count.ShouldBe(1);
    }

    private static Task<Platform> StartAsync() => Platform.StartAsync(options => options with { CallbackUrl = new Uri(Callback) });

    private static string Code(Platform platform) =>
        HttpUtility.ParseQueryString(platform.Emulator.Grant(new Uri(platform.Emulator.Address, Link)).Query)["code"]!;

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Append(("app_id", "1234567890123456789")).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));

    private static async Task<JsonObject> TokenAsync(Platform platform, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v4/oa/access_token") { Content = Form(fields) };
        request.Headers.Add("secret_key", "appSecretForTests");
        using var answer = await platform.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
    }
}
