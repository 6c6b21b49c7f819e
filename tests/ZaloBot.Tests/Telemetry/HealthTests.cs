using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;
using ZaloBot.Leaders;
using ZaloBot.Settings;
using ZaloBot.Telemetry;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Tests.Settings;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Tests.Telemetry;

/// <summary>Live, ready, degraded: each with its reason.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task All_well_is_ready()
    {
        await using var bot = await Bot.StartAsync();
        await bot.SettledAsync();
        var (status, report) = await LookAsync(bot);
        status.ShouldBe(HttpStatusCode.OK);
        report.Problems.ShouldBeEmpty();
        report.Status.ShouldBe("ready");
    }

    private static readonly Dictionary<string, (Func<Bot, Task> Happens, string Reason)> All = new()
    {
        ["the token is dead"] = (async bot => { bot.Zalo.Tokens.RevokeAll(); await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement); await bot.SettledAsync(); }, "/oauth/zalo/start"),
        ["the platform asked for a pause"] = (bot => { bot.Get<IPaceLedger>().Close(The.Morning.AddMinutes(5), The.Morning); return Task.CompletedTask; }, "pause"),
        ["alerts wait"] = (async bot => { await bot.Store.Database.SetAddAsync(bot.Store.Keys.WaitingLeaders, The.Leader); await bot.Store.Database.ListLeftPushAsync(bot.Store.Keys.LeaderInbox(The.Leader), Alert()); }, "1 alerts wait for 1 people"),
        ["an administrator is needed"] = (bot => bot.Get<AdministratorNotices>().RaiseAsync("group:full", "platform-error", "-"), "Needs an administrator: group:full"),
    };

    private static byte[] Alert() =>
        JsonSerializer.SerializeToUtf8Bytes(new LeaderAlert("một", "K7FQ3X", "tin báo", The.Morning, The.Morning.AddDays(1), About: null), JsonSerializerOptions.Web);

    public static TheoryData<string> Degradations => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Degradations))]
    public async Task What_a_restart_would_not_help_is_degraded_and_still_ready(string what)
    {
        await using var bot = await Bot.StartAsync();
        var (happens, reason) = All[what];
        await happens(bot);
        var (status, report) = await LookAsync(bot);
        status.ShouldBe(HttpStatusCode.OK, what);
        report.Status.ShouldBe("degraded");
        report.Problems.ShouldContain(problem => problem.Contains(reason, StringComparison.Ordinal), what);
    }

    [Fact]
    public async Task Settings_that_were_spoilt_while_it_runs_are_told_of_until_they_are_mended()
    {
        using var folder = new SettingsFolder();
        WatchedSettings? settings = null;
        await using var bot = await Bot.StartAsync(source: first => settings = new WatchedSettings(new SettingsReading(folder.File, first, []), folder.Environment, folder.Clock));
        using var watched = settings!;
        folder.Write("{ spoilt");
        watched.Reload().Snapshot.ShouldBeNull();
        var (status, report) = await LookAsync(bot);
        status.ShouldBe(HttpStatusCode.OK);
        report.Problems.ShouldContain("The settings file was changed and refused; the last good settings are in force.");

        folder.Change("{}");
        watched.Reload(force: true).Snapshot.ShouldNotBeNull();
        (await LookAsync(bot)).Report.Problems.ShouldNotContain(problem => problem.Contains("settings", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_store_it_is_ready_as_long_as_the_spool_can_keep_events()
    {
        await using var bot = await Bot.StartAsync(on: StoreKind.Redis);
        await bot.Redis.KillAsync();
        var (status, report) = await LookAsync(bot);
        status.ShouldBe(HttpStatusCode.OK);
        report.Problems.ShouldContain(problem => problem.Contains("spool", StringComparison.Ordinal));
        (await bot.Http.GetAsync(new Uri("/healthz/live", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await bot.Redis.RestartAsync();
    }

    [Theory]
    [InlineData(NoRoom.InMemory, "OOM")]
    [InlineData(NoRoom.OnDisk, "MISCONF")]
    public async Task A_store_that_answers_and_refuses_writes_is_told_of(NoRoom because, string kind)
    {
        await using var bot = await Bot.StartAsync(on: StoreKind.Redis);
        (await LookAsync(bot)).Report.Problems.ShouldBeEmpty();
        await bot.Redis.RefuseWritesAsync(because);
        var (status, report) = await LookAsync(bot);
        status.ShouldBe(HttpStatusCode.OK, "the spool keeps what comes");
        report.Status.ShouldBe("degraded");
        report.Problems.ShouldContain($"The store refuses writes ({kind}); events go to the spool.");

        await bot.Redis.TakeWritesAsync();
        (await LookAsync(bot)).Report.Problems.ShouldBeEmpty();
        (await bot.Store.Database.KeyExistsAsync(bot.Store.Keys.WriteProbe)).ShouldBeFalse("to be asked leaves no trace");
    }

    private static async Task<(HttpStatusCode Status, HealthReport Report)> LookAsync(Bot bot)
    {
        using var answer = await bot.Http.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<HealthReport>())!);
    }
}
