using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Shouldly;
using Xunit;
using ZaloBot.Access;
using ZaloBot.Settings;
using ZaloBot.Telemetry;
using ZaloBot.Tests.Cli;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Tests.Membership;
using ZaloBot.Tests.Settings;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Tests.Security;

/// <summary>
/// Whatever happens, no secret and no word of a member reaches a log, at any level, or an answer to somebody who may not see it.
/// Each row is something that happens; what must not leak is the same for all.
/// </summary>
public sealed class LeakTests : IDisposable
{
    private const string Send = "/v3.0/oa/group/message";
    private const string GroupWords = "chuyen rieng cua gia dinh toi mau tim hoa sim";
    private const string PrivateWords = "noi nho voi quan tri ve luong thang muoi";
    private const string UnusableWords = "tin khong dung duoc van la cua toi";

    private static readonly string[] Words = [GroupWords, "mau tim hoa sim", PrivateWords, UnusableWords, "mỹ phẩm", The.Member, The.OtherMember, "8000000000000000004", "Kim Văn Thí Điểm"];

    private static readonly string[] Secrets = ["oaSecretForTests000", "thePreviousOaSecret", "appSecretForTests", "theJudgeApiKey"];

    private static readonly Dictionary<string, Func<Bot, Task>> All = new()
    {
        ["members write"] = bot => bot.Zalo.Acts.SayAsync(The.Group, The.Member, GroupWords),
        ["a rule is broken"] = bot => bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement),
        ["somebody writes in private"] = bot => bot.Zalo.Acts.WritePrivatelyAsync(The.Member, PrivateWords),
        ["people join and leave"] = async bot => { await bot.Zalo.Acts.AddMemberAsync(The.Group, The.Stranger); await bot.SettledAsync(); await bot.Zalo.Acts.LeaveAsync(The.Group, The.Stranger); },
        ["somebody asks to join"] = bot => bot.Zalo.Acts.RequestToJoinAsync(The.Group, The.Stranger),
        ["a leader refuses a request and says why"] = async bot =>
        {
            await bot.Zalo.Acts.RequestToJoinAsync(The.Group, The.Stranger);
            await bot.SettledAsync();
            var number = bot.NumberToldTo(The.Leader);
            await bot.SayAsync(The.Leader, $"từ chối {number}: {PrivateWords}");
            bot.ToldTo(The.Leader)[^1].ShouldContain(number);
        },
        ["a leader judges a finding and says why"] = async bot =>
        {
            await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
            await bot.SettledAsync();
            var number = (await bot.CasesAsync())[0].Case;
            await bot.SayAsync(The.Leader, $"sai {number}: {PrivateWords}");
            bot.ToldTo(The.Leader)[^1].ShouldContain(number);
        },
        ["spoilt settings are read again"] = bot =>
        {
            var settings = (WatchedSettings)bot.Settings;
            foreach (var spoilt in new[]
            {
                $$"""{ "Zalo": { "OaSecretKey": "oaSecretForTests000", "AppSecretKey": ["appSecretForTests"], "CallsPerMinute": "{{GroupWords}}" }, "Judge": { "ApiKey": "theJudgeApiKey", "{{PrivateWords}}": 1 } }""",
                $$"""{ "Zalo": { "OaSecretKey": "oaSecretForTests000", {{GroupWords}} "theJudgeApiKey" """,
            })
            {
                File.WriteAllText(settings.File, spoilt);
                settings.Reload().Snapshot.ShouldBeNull();
            }

            return Task.CompletedTask;
        },
        ["an event is unusable"] = bot => PostAsync(bot, $$$"""{"event_name":"user_send_group_text","app_id":"1234567890123456789","sender":{"id":"{{{The.Member}}}"},"message":{"text":"{{{UnusableWords}}}"},"timestamp":"1790000000123"}"""),
        ["an event is unknown"] = bot => PostAsync(bot, $$$"""{"event_name":"user_sang_a_song","app_id":"1234567890123456789","user_id":"{{{The.Member}}}","song":{"text":"{{{UnusableWords}}}"},"timestamp":"1790000000123"}"""),
        ["a signature is wrong"] = bot => bot.PostAsync(Some.GroupText(The.Group, The.Member, GroupWords), "mac=" + new string('0', 64)),
        ["a body is no JSON"] = bot => bot.PostAsync(Encoding.UTF8.GetBytes($"{{{GroupWords}"), "mac=1"),
        ["the platform refuses"] = async bot => { bot.Zalo.Faults.Error(-216, Send, times: 2); await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement); },
        ["the platform fails"] = async bot => { bot.Zalo.Faults.ServerError(Send, times: 3); await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement); },
        ["the platform answers nonsense"] = async bot => { bot.Zalo.Faults.NotJson(Send, times: 1); await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement); },
        ["a token is renewed"] = async bot => { bot.Zalo.Tokens.ExpireAccess(); await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement); },
        ["a person withdraws"] = bot => bot.Zalo.Acts.WithdrawAsync(The.Member),
        ["somebody guesses the key"] = bot => GetAsync(bot, "/api/v1/findings", "zb_wrongwrongwrong" + GroupWords.Replace(' ', '-')),
        ["a consent comes back that nobody began"] = bot => GetAsync(bot, $"/oauth/zalo/callback?code=theOAuthCode&state={Uri.EscapeDataString(GroupWords)}", null),
        ["an address is wrong"] = bot => GetAsync(bot, $"/{Uri.EscapeDataString(GroupWords)}?text={Uri.EscapeDataString(PrivateWords)}", null),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("zalobot-log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Happenings => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Happenings))]
    public async Task Nothing_leaks_into_the_log(string what)
    {
        // Its clock stands still: settings are read again when a row says so.
        WatchedSettings? settings = null;
        await using var bot = await Bot.StartAsync(
            same => same with
            {
                Log = new LogOptions { Level = LogLevelName.Debug, Form = LogForm.Text, Directory = Path.Combine(_folder, "log") },
                Zalo = same.Zalo with { PreviousOaSecretKey = "thePreviousOaSecret" },
                Judge = new JudgeOptions { ApiKey = "theJudgeApiKey" },
            },
            source: first => settings = new WatchedSettings(new SettingsReading(Path.Combine(_folder, "appsettings.json"), first, []), new Dictionary<string, string>(), new FakeTimeProvider()));
        using var watched = settings;
        var key = await bot.Get<AdministratorsKey>().RenewAsync();
        await GetAsync(bot, "/api/v1/findings", key);
        await All[what](bot);
        await bot.SettledAsync();

        var tokens = bot.Settings.Current.Zalo;
        var now = (await bot.Get<ITokenStore>().LoadAsync(CancellationToken.None))!.Current!;
        var log = await ReadAsync(Path.Combine(_folder, "log"));
        log.ShouldContain("\"@mt\"", customMessage: "something is logged");
        foreach (var leak in Words.Concat(Secrets).Concat([key, tokens.AccessToken, tokens.RefreshToken, now.AccessToken, now.RefreshToken!, "theOAuthCode"]))
        {
            log.Contains(leak, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"{what}: '{leak}' stands in the log:\n{Around(log, leak)}");
        }
    }

    [Theory]
    [InlineData("/api/v1/findings", true)]
    [InlineData("/api/v1/outbox", true)]
    [InlineData("/healthz/ready", false)]
    [InlineData("/", true)]
    [InlineData("/nowhere/%2e%2e/etc", false)]
    [InlineData("/oauth/zalo/callback?code=theOAuthCode&state=x", true)]
    public async Task Error_pages_say_nothing_of_what_lies_behind(string path, bool withKey)
    {
        await using var bot = await Bot.StartAsync(on: StoreKind.Redis);
        var key = await bot.Get<AdministratorsKey>().RenewAsync();
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        await bot.Redis.KillAsync();

        using var request = Request(path, withKey ? key : null);
        using var answer = await bot.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBeOneOf(200, 302, 400, 401, 404, 500, 503);
        foreach (var leak in Words.Concat(Secrets).Concat(["zalobot:{", "StackExchange", "127.0.0.1", "   at ", "Exception", key, "theOAuthCode"]))
        {
            text.ShouldNotContain(leak, Case.Insensitive, $"{path} answered {(int)answer.StatusCode}");
        }

        await bot.Redis.RestartAsync();
    }

    [Fact]
    public async Task The_password_of_the_store_stands_in_no_log_in_no_answer_and_on_no_screen()
    {
        const string Password = "theRedisPassword";
        await using var bot = await Bot.StartAsync(
            same => same with { Log = new LogOptions { Level = LogLevelName.Debug, Form = LogForm.Text, Directory = _folder } }, StoreKind.Redis, password: Password);
        var key = await bot.Get<AdministratorsKey>().RenewAsync();
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldHaveSingleItem("the password opens the store");
        await bot.Redis.KillAsync();
        var told = new StringBuilder();
        foreach (var path in new[] { "/healthz/ready", "/api/v1/findings", "/" })
        {
            using var request = Request(path, key);
            using var answer = await bot.Http.SendAsync(request);
            told.Append(await answer.Content.ReadAsStringAsync());
        }

        await bot.PostAsync(Some.GroupText(The.Group, The.Member, The.Work), "mac=1");
        await bot.Redis.RestartAsync();
        using var folder = new SettingsFolder();
        foreach (var place in new[] { "127.0.0.1:1,connectTimeout=200,password=" + Password, $"127.0.0.1:{bot.Redis.Port},password=not{Password}", $"127.0.0.1:1,password={Password},abortConnect=perhaps" })
        {
            folder.Change($$"""{ "Redis": { "ConnectionString": "{{place}}" } }""");
            var outcome = await Command.RunAsync("check", "--settings", folder.File);
            outcome.Exit.ShouldBe(1, place);
            told.Append(outcome.Output).Append(outcome.Error);
        }

        var log = await ReadAsync(_folder);
        log.ShouldContain("\"@mt\"", customMessage: "something is logged");
        log.Contains(Password, StringComparison.OrdinalIgnoreCase).ShouldBeFalse(Around(log, Password));
        told.ToString().ShouldNotContain(Password);
    }

    [Fact]
    public void An_exception_is_logged_without_what_it_says_and_a_value_on_one_line()
    {
        var seen = new List<LogEvent>();
        using (var logger = new LoggerConfiguration().WriteTo.Sink(new DiscreetSink(new Collector(seen))).CreateLogger())
        {
            logger.Error(new InvalidOperationException(GroupWords, new KeyNotFoundException(PrivateWords)), "Event {Name} failed", "user\r\n2026 ERROR forged line");
            logger.Error(new IOException("No space left on device"), "Disk");
            logger.Error(new IOException("wrapped", new FormatException(PrivateWords)), "Wrapped");
        }

        var first = $"{seen[0].RenderMessage(null)} {seen[0].Exception}";
        first.ShouldNotContain(GroupWords);
        first.ShouldNotContain(PrivateWords);
        first.ShouldContain("InvalidOperationException");
        first.ShouldContain("KeyNotFoundException");
        seen[0].RenderMessage(null).ShouldNotContain('\n');
        seen[1].Exception!.ToString().ShouldContain("No space left");
        seen[2].Exception!.ToString().ShouldNotContain(PrivateWords);
    }

    private static async Task<string> ReadAsync(string folder)
    {
        var all = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            all.Append(await reader.ReadToEndAsync());
        }

        return all.ToString();
    }

    private static Task<HttpResponseMessage> PostAsync(Bot bot, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        return bot.PostAsync(body, Some.SignatureOf(body));
    }

    private static async Task GetAsync(Bot bot, string path, string? key)
    {
        using var request = Request(path, key);
        using var answer = await bot.Http.SendAsync(request);
        await answer.Content.ReadAsStringAsync();
    }

    private static HttpRequestMessage Request(string path, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return request;
    }

    private static string Around(string log, string leak)
    {
        var at = log.IndexOf(leak, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? "" : log[Math.Max(0, at - 300)..Math.Min(log.Length, at + leak.Length + 100)];
    }

    private sealed class Collector(List<LogEvent> seen) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => seen.Add(logEvent);
    }
}
