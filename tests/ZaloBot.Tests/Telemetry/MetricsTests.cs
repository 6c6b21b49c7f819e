using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using ZaloBot.Access;
using ZaloBot.Telemetry;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Telemetry;

/// <summary>What the alarms, the dashboard and the documentation name is what the bot tells.</summary>
public sealed partial class MetricsTests
{
    private static readonly string[] Sources = ["deploy/prometheus/alerts.yml", "deploy/grafana/zalobot.json", "docs/operation.md"];

    [Fact]
    public async Task Every_figure_named_in_alarms_dashboard_and_documentation_exists()
    {
        var told = await TellAsync();
        foreach (var source in Sources)
        {
            var named = Names().Matches(await File.ReadAllTextAsync(Repository.File(source))).Select(match => match.Value).ToHashSet();
            named.Count.ShouldBeGreaterThan(5, source);
            named.Where(name => !told.Contains(name)).ShouldBeEmpty($"{source} names figures that the bot does not tell");
        }
    }

    [Fact]
    public async Task Every_figure_is_documented()
    {
        var page = await File.ReadAllTextAsync(Repository.File("docs/operation.md"));
        (await TellAsync()).Where(name => !page.Contains(BaseOf(name), StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_dashboard_is_whole()
    {
        var dashboard = JsonNode.Parse(await File.ReadAllTextAsync(Repository.File("deploy/grafana/zalobot.json")))!;
        var panels = dashboard["panels"]!.AsArray();
        panels.Count.ShouldBeGreaterThan(7);
        panels.Select(panel => (int)panel!["id"]!).ShouldBeUnique();
        panels.ShouldAllBe(panel => panel!["targets"]!.AsArray().Count > 0 && panel["title"] != null);
    }

    // Everything happens once, so that every counter has been counted.
    private static async Task<HashSet<string>> TellAsync()
    {
        await using var bot = await Bot.StartAsync();
        bot.Zalo.Faults.DuplicateDeliveries = true;
        bot.Zalo.Faults.Error(-248, "/v3.0/oa/group/message", times: 1);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.Zalo.Acts.AddMemberAsync(The.Group, The.Stranger);
        var unusable = """{"app_id":"1234567890123456789","timestamp":"1790000000123"}"""u8.ToArray();
        await bot.PostAsync(unusable, Some.SignatureOf(unusable));
        await bot.SettledAsync();
        bot.Get<BotMetrics>().EventSpooled();
        await bot.Get<StateGauges>().SampleAsync(TestContext.Current.CancellationToken);
        bot.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await bot.Get<AdministratorsKey>().RenewAsync());
        return Names().Matches(await bot.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Select(match => match.Value).ToHashSet();
    }

    private static string BaseOf(string name) => Suffix().Replace(name, "");

    [GeneratedRegex("zalobot_[a-z_]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Names();

    [GeneratedRegex("_(bucket|count|sum)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Suffix();
}
