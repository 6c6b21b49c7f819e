using System.Net;
using System.Text;
using Shouldly;
using Xunit;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Webhooks;

namespace ZaloBot.Tests.Webhooks;

/// <summary>What each kind of request to the webhook is answered, and what becomes of it.</summary>
public sealed class WebhookTests
{
    public static TheoryData<string, byte[], HttpStatusCode> Refused => new()
    {
        { "no JSON", "hello"u8.ToArray(), HttpStatusCode.BadRequest },
        { "nothing at all", [], HttpStatusCode.BadRequest },
        { "half a JSON", """{"event_name":"user_send_group_text","timestamp":"1790000000123" """u8.ToArray(), HttpStatusCode.BadRequest },
        { "no timestamp", """{"event_name":"user_send_group_text"}"""u8.ToArray(), HttpStatusCode.BadRequest },
        { "a timestamp only deep inside", """{"message":{"timestamp":"1790000000123"}}"""u8.ToArray(), HttpStatusCode.BadRequest },
        { "two timestamps", """{"timestamp":"1","timestamp":"2"}"""u8.ToArray(), HttpStatusCode.BadRequest },
        { "bytes that are no UTF-8", [.. "{\"timestamp\":\"1\",\"a\":\""u8, 0xff, 0xfe, .. "\"}"u8], HttpStatusCode.BadRequest },
        { "too large", Encoding.UTF8.GetBytes($$"""{"timestamp":"1790000000123","a":"{{new string('a', 2_000_000)}}"}"""), HttpStatusCode.RequestEntityTooLarge },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_cannot_be_verified_is_refused(string what, byte[] body, HttpStatusCode status)
    {
        await using var bot = await Bot.StartAsync();
        var answer = await bot.PostAsync(body, Some.SignatureOf(body));
        answer.StatusCode.ShouldBe(status, what);
        (await bot.Get<Inbox>().LengthAsync()).ShouldBe(0);
    }

    public static TheoryData<string, string?, HttpStatusCode> Signatures => new()
    {
        { "with mac=", "mac={0}", HttpStatusCode.OK },
        { "bare", "{0}", HttpStatusCode.OK },
        { "missing", null, HttpStatusCode.Unauthorized },
        { "empty", "", HttpStatusCode.Unauthorized },
        { "of another body", "mac=d26da080cad1dde8f68f4ffee71b8ffdda019ecc10b0ba739dcae65691d4fa7e", HttpStatusCode.Unauthorized },
        { "no digest", "mac=xyz", HttpStatusCode.Unauthorized },
        { "of another scheme", "sha256={0}", HttpStatusCode.Unauthorized },
    };

    [Theory]
    [MemberData(nameof(Signatures))]
    public async Task The_signature_decides(string what, string? header, HttpStatusCode status)
    {
        await using var bot = await Bot.StartAsync();
        var body = Some.GroupText(The.Group, The.Member, The.Work);
        var answer = await bot.PostAsync(body, header is null ? null : string.Format(System.Globalization.CultureInfo.InvariantCulture, header, Some.SignatureOf(body)));
        answer.StatusCode.ShouldBe(status, what);
    }

    [Theory]
    [InlineData("application/json;charset=UTF-8")]
    [InlineData("text/plain;charset=UTF-8")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/octet-stream")]
    [InlineData(null)]
    public async Task What_the_body_is_called_does_not_matter(string? contentType)
    {
        await using var bot = await Bot.StartAsync();
        var body = Some.GroupText(The.Group, The.Member, The.Advertisement);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(WebhookEndpoint.Path, UriKind.Relative)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = contentType is null ? null : System.Net.Http.Headers.MediaTypeHeaderValue.Parse(contentType);
        request.Headers.Add("X-ZEvent-Signature", Some.SignatureOf(body));
        using var answer = await bot.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task A_probe_that_does_not_post_is_answered_200_while_the_set_up_window_is_open(string method)
    {
        await using var bot = await Bot.StartAsync();
        (await ProbeAsync()).ShouldBe(HttpStatusCode.MethodNotAllowed);
        await bot.Get<SetupWindow>().OpenAsync(TimeSpan.FromMinutes(10));
        (await ProbeAsync()).ShouldBe(HttpStatusCode.OK);

        async Task<HttpStatusCode> ProbeAsync()
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(WebhookEndpoint.Path, UriKind.Relative));
            using var answer = await bot.Http.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task What_another_Official_Account_of_the_app_tells_is_set_apart()
    {
        await using var bot = await Bot.StartAsync();
        var body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Some.GroupText(The.Group, The.Member, The.Advertisement)).Replace("4000000000000000001", "4000000000000000002", StringComparison.Ordinal));
        (await bot.PostAsync(body, Some.SignatureOf(body))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldBeEmpty();
        (await bot.Get<Quarantine>().ReadAsync(10)).ShouldHaveSingleItem().Reason.ShouldContain("another Official Account");
    }

    [Fact]
    public async Task A_swindle_padded_so_that_an_excerpt_ends_in_half_a_character_is_warned_of()
    {
        await using var bot = await Bot.StartAsync();
        const string Swindle = "Chúc mừng bạn trúng thưởng xe máy, bấm https://qua-tang-vip.example.top nhập mã OTP và số tài khoản để nhận quà ngay";
        var text = Swindle + new string(' ', 639 - Swindle.Length) + "😀 nhanh tay";
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, text);
        await bot.SettledAsync();
        (await bot.Get<Quarantine>().ReadAsync(10)).ShouldBeEmpty();
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        bot.ToldTo(The.Leader).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_refusal_says_what_to_do_and_repeats_nothing_of_the_request()
    {
        await using var bot = await Bot.StartAsync();
        var answer = await bot.PostAsync(Some.GroupText(The.Group, The.Member, "bí mật của em"), "mac=" + new string('0', 64));
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain("OaSecretKey");
        text.ShouldNotContain("bí mật");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task An_event_signed_with_the_previous_key_still_counts()
    {
        await using var bot = await Bot.StartAsync(same => same with { Zalo = same.Zalo with { OaSecretKey = "aNewKey", PreviousOaSecretKey = "oaSecretForTests000" } });
        var body = Some.GroupText(The.Group, The.Member, The.Advertisement);
        (await bot.PostAsync(body, Some.SignatureOf(body))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
    }

    public static TheoryData<string, byte[]> Unusable => new()
    {
        { "of another app", Encoding.UTF8.GetBytes($$"""{"event_name":"user_send_group_text","app_id":"999","sender":{"id":"7"},"recipient":{"id":"{{The.Group}}"},"message":{"text":"a","msg_id":"m"},"timestamp":"1790000000123"}""") },
        { "a group message without sender", Encoding.UTF8.GetBytes($$"""{"event_name":"user_send_group_text","app_id":"1234567890123456789","recipient":{"id":"{{The.Group}}"},"message":{"text":"a","msg_id":"m"},"timestamp":"1790000000123"}""") },
        { "without a name", """{"app_id":"1234567890123456789","timestamp":"1790000000123"}"""u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task What_is_signed_and_unusable_is_answered_200_and_put_in_quarantine(string what, byte[] body)
    {
        await using var bot = await Bot.StartAsync();
        (await bot.PostAsync(body, Some.SignatureOf(body))).StatusCode.ShouldBe(HttpStatusCode.OK, what);
        await bot.SettledAsync();
        var kept = (await bot.Get<Quarantine>().ReadAsync(10)).ShouldHaveSingleItem(what);
        kept.Body.ShouldBe(body);
        kept.Reason.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task Without_a_secret_nothing_is_taken_and_the_bot_says_it_is_not_ready()
    {
        await using var bot = await Bot.StartAsync(same => same with { Zalo = same.Zalo with { OaSecretKey = "" } });
        var body = Some.GroupText(The.Group, The.Member, The.Work);
        (await bot.PostAsync(body, Some.SignatureOf(body))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await bot.Http.GetAsync(new Uri("/healthz/ready", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await bot.Http.GetAsync(new Uri("/healthz/live", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task While_the_setup_window_is_open_the_consoles_probe_is_answered_200_and_nothing_is_kept()
    {
        await using var bot = await Bot.StartAsync(same => same with { Zalo = same.Zalo with { OaSecretKey = "" } });
        await bot.Get<SetupWindow>().OpenAsync(TimeSpan.FromMinutes(5));
        (await bot.PostAsync("{}"u8.ToArray(), signature: null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await bot.Get<SetupWindow>().CloseAsync();
        (await bot.PostAsync("{}"u8.ToArray(), signature: null)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bot.Get<Inbox>().LengthAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_store_that_did_not_answer_is_not_asked_again_by_the_next_wrong_signature()
    {
        await using var bot = await Bot.StartAsync(on: StoreKind.Redis);
        await bot.Store.Database.StringSetAsync(bot.Store.Keys.SetupWindow, "open");
        await bot.Redis.HangAsync();
        (await ForgeAsync()).ShouldBe(HttpStatusCode.Unauthorized, "a store that hangs means closed");

        // The clock stands still meanwhile: whoever asked now would learn that the window is open.
        await bot.Redis.GoOnAsync();
        await bot.Store.Database.PingAsync();
        (await ForgeAsync()).ShouldBe(HttpStatusCode.Unauthorized, "remembered");
        bot.Clock.Advance(TimeSpan.FromSeconds(2));
        (await ForgeAsync()).ShouldBe(HttpStatusCode.OK, "asked again");

        async Task<HttpStatusCode> ForgeAsync()
        {
            using var answer = await bot.PostAsync(Some.GroupText(The.Group, The.Member, The.Work), "mac=" + new string('0', 64));
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Many_wrong_signatures_are_told_to_the_administrator_once()
    {
        await using var bot = await Bot.StartAsync(same => same with { Webhook = same.Webhook with { WrongSignaturesPerHour = 3 } });
        var body = Some.GroupText(The.Group, The.Member, The.Work);
        for (var i = 0; i < 7; i++)
        {
            await bot.PostAsync(body, "mac=" + new string('0', 64));
        }

        await bot.Zalo.WaitForMessageAsync(message => message.UserId == The.Administrator && message.IsFromOa);
        await bot.SettledAsync();
        bot.ToldTo(The.Administrator).ShouldHaveSingleItem().ShouldContain("chữ ký sai");
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Redis)]
    public async Task An_event_that_arrives_twice_is_acted_on_once(StoreKind on)
    {
        await using var bot = await Bot.StartAsync(on: on);
        bot.Zalo.Faults.DuplicateDeliveries = true;
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldHaveSingleItem();

        await bot.RestartAsync();
        var delivered = bot.Zalo.Deliveries.Attempts.All[0];
        await bot.PostAsync(Encoding.UTF8.GetBytes(delivered.Body), Some.SignatureOf(Encoding.UTF8.GetBytes(delivered.Body)));
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldHaveSingleItem("also after a restart");
    }

    [Fact]
    public async Task While_redis_is_away_events_go_to_the_spool_and_are_worked_when_it_is_back()
    {
        await using var bot = await Bot.StartAsync(on: StoreKind.Redis);
        await bot.Redis.KillAsync();
        var body = Some.GroupText(The.Group, The.Member, The.Advertisement);
        (await bot.PostAsync(body, Some.SignatureOf(body))).StatusCode.ShouldBe(HttpStatusCode.OK);
        bot.Get<Spool>().IsEmpty.ShouldBeFalse();

        await bot.Redis.RestartAsync();
        await bot.Zalo.WaitForMessageAsync(message => message.GroupId == The.Group && message.IsFromOa, TimeSpan.FromMinutes(2));
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task No_text_of_a_message_and_no_secret_reaches_the_log()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.Zalo.Acts.WritePrivatelyAsync(The.Member, "chuyện riêng của tôi");
        await bot.SettledAsync();
        var log = string.Join('\n', bot.Log.All);
        log.ShouldNotBeEmpty();
        foreach (var secret in new[] { "mỹ phẩm", "chuyện riêng của tôi", "oaSecretForTests000", "appSecretForTests", bot.Settings.Current.Zalo.AccessToken, bot.Settings.Current.Zalo.RefreshToken })
        {
            log.ShouldNotContain(secret);
        }
    }
}
