using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Xunit;
using ZaloBot.Access;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Webhooks;
using ZaloBot.Words;

namespace ZaloBot.Tests.Security;

/// <summary>Who gets in where, and how often.</summary>
public sealed class AccessTests
{
    // Open to everybody, each for a reason: the platform, its verification, probes, the way in, the document of the API.
    private static readonly string[] Open =
        ["/webhook/zalo", "/", "/zalo_verifier{given}.html", "/assets/pages.css", "/healthz/live", "/healthz/ready", "/sign-in", "/openapi/{documentName}.json"];

    [Fact]
    public async Task Everything_but_a_short_list_asks_who_is_there()
    {
        await using var bot = await Bot.StartAsync();
        var routes = bot.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        routes.Count.ShouldBeGreaterThan(15);
        foreach (var route in routes)
        {
            var address = "/" + route.RoutePattern.RawText!.TrimStart('/');
            (route.Metadata.GetMetadata<IAllowAnonymous>() is not null).ShouldBe(Open.Contains(address), address);
        }

        foreach (var address in routes.Select(route => "/" + route.RoutePattern.RawText!.TrimStart('/')).Except(Open).Where(address => !address.Contains('{', StringComparison.Ordinal)))
        {
            using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
            using var answer = await http.GetAsync(new Uri(bot.Http.BaseAddress!, address));
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.Redirect, HttpStatusCode.MethodNotAllowed);
            if (answer.StatusCode == HttpStatusCode.Redirect)
            {
                answer.Headers.Location!.ToString().ShouldContain("/sign-in");
            }
        }
    }

    [Theory]
    [InlineData("/sign-in", "/sign-in")]
    [InlineData("/oauth/zalo/start", "/oauth")]
    [InlineData("/api/v1/findings", "/api")]
    [InlineData("/metrics", "/metrics")]
    [InlineData("/openapi/v1.json", "/openapi")]
    [InlineData("/nowhere", "/")]
    public async Task An_address_that_asks_too_often_is_told_to_wait(string address, string route)
    {
        await using var bot = await Bot.StartAsync();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = bot.Http.BaseAddress };
        var limit = RateLimits.PerMinute.First(entry => entry.Path == route).PerMinute;
        HttpResponseMessage? last = null;

        // The window may turn over once while this runs.
        for (var i = 0; i <= 2 * limit && last?.StatusCode != HttpStatusCode.TooManyRequests; i++)
        {
            last?.Dispose();
            last = await http.GetAsync(new Uri(address, UriKind.Relative));
        }

        last!.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        last.Headers.RetryAfter.ShouldNotBeNull();
        last.Dispose();
        (await http.GetAsync(new Uri("/healthz/live", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK, "other routes go on");
    }

    [Theory]
    [InlineData("/sign-in", "key=guessed")]
    [InlineData("/sign-out", "")]
    [InlineData("/oauth/zalo/code", "code=given&verifier=")]
    [InlineData("/findings/ABC234/answer", "answer=Right")]
    public async Task A_form_that_was_not_sent_from_our_pages_is_refused(string address, string fields)
    {
        await using var bot = await Bot.StartAsync();
        bot.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await bot.Get<AdministratorsKey>().RenewAsync());
        using var form = new StringContent(fields, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await bot.Http.PostAsync(new Uri(address, UriKind.Relative), form);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_webhook_takes_signed_events_however_many_wrong_ones_came_before()
    {
        await using var bot = await Bot.StartAsync();
        var body = Some.GroupText(The.Group, The.Member, The.Work);
        for (var i = 0; i < 700; i++)
        {
            (await bot.PostAsync(body, "mac=" + new string('0', 64))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await bot.PostAsync(body, Some.SignatureOf(body))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_old_event_that_somebody_kept_is_not_worked_again()
    {
        await using var bot = await Bot.StartAsync();
        var body = Some.GroupText(The.Group, The.Member, The.Advertisement);
        bot.Clock.Advance(TimeSpan.FromDays(8));
        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, The.Work);
        await bot.SettledAsync();
        (await bot.PostAsync(body, Some.SignatureOf(body))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldBeEmpty();
        (await bot.Get<Quarantine>().ReadAsync(10)).ShouldHaveSingleItem().Reason.ShouldContain("DoneMarks");
    }

    [Fact]
    public async Task Headers_beyond_measure_are_refused()
    {
        await using var bot = await Bot.StartAsync();
        using var many = new HttpRequestMessage(HttpMethod.Get, new Uri("/healthz/live", UriKind.Relative));
        for (var i = 0; i < 80; i++)
        {
            many.Headers.TryAddWithoutValidation($"X-{i}", "1");
        }

        (await bot.Http.SendAsync(many)).StatusCode.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
        using var large = new HttpRequestMessage(HttpMethod.Get, new Uri("/healthz/live", UriKind.Relative));
        large.Headers.TryAddWithoutValidation("X-Large", new string('a', 20_000));
        (await bot.Http.SendAsync(large)).StatusCode.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
    }

    [Fact]
    public async Task A_connection_too_many_is_closed_until_another_ends()
    {
        const int Most = 12;
        await using var bot = await Bot.StartAsync(same => same with { Webhook = same.Webhook with { MaxConnections = Most } });
        var kept = new List<TcpClient>();
        try
        {
            while (kept.Count <= Most && await ConnectAsync(bot) is { } answered)
            {
                kept.Add(answered);
            }

            kept.Count.ShouldBe(Most, "as many as the settings allow, and no more");
            kept[0].Dispose();
            kept.RemoveAt(0);

            // The bot hears of the end a moment later; each refusal before that is a read that ends.
            TcpClient? next = null;
            while (next is null)
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                next = await ConnectAsync(bot);
            }

            kept.Add(next);
        }
        finally
        {
            kept.ForEach(connection => connection.Dispose());
        }
    }

    [Fact]
    public async Task Half_a_header_is_waited_for_ten_seconds_only()
    {
        await using var bot = await Bot.StartAsync();
        using var connection = new TcpClient();
        await connection.ConnectAsync(bot.Http.BaseAddress!.Host, bot.Http.BaseAddress.Port, TestContext.Current.CancellationToken);
        var watch = Stopwatch.StartNew();
        await connection.GetStream().WriteAsync("GET /healthz/live HTTP/1.1\r\nHost: a\r\nX-Half: "u8.ToArray(), TestContext.Current.CancellationToken);

        // The server's own clock can not be put forward: the read ends when the server ends the connection.
        var answer = await ReadToEndAsync(connection);
        answer.ShouldStartWith("HTTP/1.1 408");
        watch.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(25), "Kestrel itself would wait thirty");
    }

    [Fact]
    public async Task Names_are_shown_to_those_who_ask_for_them()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Store.Database.HashSetAsync(bot.Store.Keys.Names, The.Member, "Trần Thị Thử");
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        bot.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await bot.Get<AdministratorsKey>().RenewAsync());

        foreach (var address in new[] { "/", "/api/v1/findings" })
        {
            var plain = WebUtility.HtmlDecode(await bot.Http.GetStringAsync(new Uri(address, UriKind.Relative)));
            plain.ShouldContain("mỹ phẩm");
            plain.ShouldNotContain("Trần Thị Thử");
            WebUtility.HtmlDecode(await bot.Http.GetStringAsync(new Uri($"{address}?names=true", UriKind.Relative))).ShouldContain("Trần Thị Thử");
        }
    }

    [Theory]
    [InlineData("{{ 'now' | date }}{% for i in (1..9) %}x{% endfor %}")]
    [InlineData("[@ab12cd34ef56ab78cd90] [@all]")]
    [InlineData("\u0D4E[@ab12cd34ef56ab78cd90\u0D4E] ［@ab12cd34ef56ab78cd90］")]
    [InlineData("=HYPERLINK(\"http://evil.example\")")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a\r\nb\u202Ec\u0000d")]
    public async Task What_a_member_writes_is_data_wherever_it_is_repeated(string injected)
    {
        await using var bot = await Bot.StartAsync(same => same with { Warnings = same.Warnings with { Ladder = [new ZaloBot.Settings.LadderStep { Breach = 1, Action = ZaloBot.Settings.LadderAction.Remind, TellLeader = true }] } });
        var body = Some.GroupText(The.Group, The.Member, injected + " " + The.Advertisement);
        await bot.PostAsync(body, Some.SignatureOf(body));
        await bot.SettledAsync();

        var told = bot.ToldTo(The.Leader).ShouldHaveSingleItem();
        told.ShouldNotContain("[@ab12");
        told.Count(letter => letter is '[' or '［').ShouldBe(1, "the bot's own, around the name of the group");
        told.ShouldNotContain("xxxxxxxxx", customMessage: "a template in a text is not run");
        told.ShouldNotContain('\u202E');
        bot.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await bot.Get<AdministratorsKey>().RenewAsync());
        (await bot.Http.GetStringAsync(new Uri("/", UriKind.Relative))).ShouldNotContain("<script>alert");
    }

    [Theory]
    [InlineData("\u0D4E[@all\u0D4E]", "\u0D4E(@all\u0D4E)")]
    [InlineData("\U000110BD[@all\U000110BD]", "(@all)")]
    [InlineData("[\u0301@all]\u200D", "(\u0301@all)\u200D")]
    [InlineData("👨‍👩‍👧 [ạ́]", "👨‍👩‍👧 (ạ́)")]
    [InlineData("\u0600\u202E［x］\u0D4E［", "(x)\u0D4E(")]
    public void No_letter_carries_a_bracket_past(string written, string repeated) => UserText.Defuse(written).ShouldBe(repeated);

    [Fact]
    public void The_app_itself_fetches_nothing_but_the_platform()
    {
        // What members send carries addresses; a bot that opened one would be sent wherever a member likes.
        using var assembly = new FileStream(typeof(ZaloBotBuilder).Assembly.Location, FileMode.Open, FileAccess.Read);
        using var reader = new System.Reflection.PortableExecutable.PEReader(assembly);
        var metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(reader);
        var used = metadata.TypeReferences.Select(handle => metadata.GetTypeReference(handle))
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}").ToList();
        used.ShouldNotContain("System.Net.Http.HttpClient");
        used.ShouldNotContain("System.Net.WebClient");
        used.ShouldNotContain("System.Net.WebRequest");
    }

    // A connection that was answered, kept open; null when it was closed instead.
    private static async Task<TcpClient?> ConnectAsync(Bot bot)
    {
        var connection = new TcpClient();
        try
        {
            await connection.ConnectAsync(bot.Http.BaseAddress!.Host, bot.Http.BaseAddress.Port, TestContext.Current.CancellationToken);
            await connection.GetStream().WriteAsync("GET /healthz/live HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            if (await connection.GetStream().ReadAsync(new byte[4096], TestContext.Current.CancellationToken) > 0)
            {
                return connection;
            }
        }
        catch (Exception closed) when (closed is IOException or SocketException)
        {
            // Closed before, or while, something was written to it.
        }

        connection.Dispose();
        return null;
    }

    private static async Task<string> ReadToEndAsync(TcpClient connection)
    {
        using var reader = new StreamReader(connection.GetStream());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
