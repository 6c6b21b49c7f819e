using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using ZaloBot.Access;
using ZaloBot.Leaders;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Tests.Connection;

/// <summary>An administrator gives consent, by our link and by the console's, and when the key ring was lost.</summary>
public sealed partial class ConsentPageTests
{
    [Fact]
    public async Task Consent_by_our_own_link_brings_new_tokens()
    {
        await using var bot = await Bot.StartAsync();
        using var http = await SignedInAsync(bot);
        var before = await AccessTokenAsync(bot);
        using var finished = await http.GetAsync(await GrantAsync(bot, http));
        finished.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await AccessTokenAsync(bot)).ShouldNotBe(before);
    }

    [Fact]
    public async Task Consent_after_the_key_ring_was_lost_is_kept_and_sending_goes_on()
    {
        await using var bot = await Bot.StartAsync();
        await bot.RestartAsync(() =>
        {
            Directory.Delete(Path.Combine(bot.DataDirectory, "keys"), recursive: true);
            return Task.CompletedTask;
        });
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldBeEmpty();
        (await bot.Get<AdministratorNotices>().RecentAsync()).Keys.ShouldContain("token:unreadable");

        using var http = await SignedInAsync(bot);
        using var finished = await http.GetAsync(await GrantAsync(bot, http));
        finished.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await bot.PassTimeAsync(TimeSpan.FromMinutes(5));
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_was_refused_for_the_set_up_is_said_as_soon_as_consent_is_given()
    {
        await using var bot = await Bot.StartAsync(same => same with { Warnings = same.Warnings with { GroupCooldown = TimeSpan.Zero } });
        bot.Zalo.Faults.Error(-321, "/v3.0/oa/group/message");
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, The.OtherAdvertisement);
        await bot.SettledAsync();
        bot.Zalo.Faults.Clear();
        await bot.PassTimeAsync(TimeSpan.FromMinutes(1));
        bot.Zalo.Calls.To("/v3.0/oa/group/message").Count.ShouldBe(1, "the second waits for the end of the pause");
        bot.SaidIn(The.Group).ShouldBeEmpty();

        using var http = await SignedInAsync(bot);
        using var finished = await http.GetAsync(await GrantAsync(bot, http));
        await bot.SettledAsync();
        bot.SaidIn(The.Group).Count.ShouldBe(2);
    }

    [Fact]
    public async Task When_the_account_takes_its_permission_away_the_administrator_is_told()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.RevokePermissionAsync();
        await bot.SettledAsync();
        bot.ToldTo(The.Administrator).ShouldHaveSingleItem().ShouldContain("thu hồi quyền");
    }

    [Fact]
    public async Task A_code_that_comes_back_without_our_state_is_confirmed_by_a_person_and_taken()
    {
        await using var bot = await Bot.StartAsync();
        using var http = await SignedInAsync(bot);
        var before = await AccessTokenAsync(bot);
        var callback = await GrantAsync(bot, http, "/oauth/zalo/start?pkce=false");
        using var page = await http.GetAsync(new Uri(StateInAddress().Replace(callback.PathAndQuery, ""), UriKind.Relative));
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = await page.Content.ReadAsStringAsync();
        (await AccessTokenAsync(bot)).ShouldBe(before, "a link alone connects nothing");

        using var form = new FormUrlEncodedContent(Hidden().Matches(html).ToDictionary(field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value)));
        using var entered = await http.PostAsync(new Uri("/oauth/zalo/code", UriKind.Relative), form);
        entered.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await AccessTokenAsync(bot)).ShouldNotBe(before);
    }

    [Fact]
    public async Task A_code_the_platform_refuses_is_told_on_the_page()
    {
        await using var bot = await Bot.StartAsync();
        using var http = await SignedInAsync(bot);
        var html = await http.GetStringAsync(new Uri("/oauth/zalo/code", UriKind.Relative));
        var fields = Hidden().Matches(html).ToDictionary(field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value));
        fields["code"] = "khong-co-ma-nay";
        using var form = new FormUrlEncodedContent(fields);
        using var entered = await http.PostAsync(new Uri("/oauth/zalo/code", UriKind.Relative), form);
        entered.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await entered.Content.ReadAsStringAsync()).ShouldContain("Chưa kết nối được");
    }

    private static async Task<HttpClient> SignedInAsync(Bot bot)
    {
        var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(bot.Zalo.WebhookUrl!, "/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await bot.Get<AdministratorsKey>().RenewAsync());
        return http;
    }

    private static async Task<Uri> GrantAsync(Bot bot, HttpClient http, string start = "/oauth/zalo/start")
    {
        bot.Zalo.CallbackUrl = new Uri(http.BaseAddress!, "/oauth/zalo/callback");
        using var started = await http.GetAsync(new Uri(start, UriKind.Relative));
        started.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return bot.Zalo.Grant(started.Headers.Location!);
    }

    private static async Task<string> AccessTokenAsync(Bot bot) => (await bot.Get<ITokenStore>().LoadAsync(CancellationToken.None))!.Current!.AccessToken;

    [GeneratedRegex("""<input[^>]*name="(?<name>[^"]+)"[^>]*value="(?<value>[^"]*)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex("[&?]state=[^&]*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StateInAddress();
}
