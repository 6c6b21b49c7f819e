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
[Collection(nameof(TheOnlyBot))]
public sealed partial class MetricsTests
{
    private static readonly string[] Sources = ["deploy/prometheus/alerts.yml", "deploy/grafana/zalobot.json", "docs/operation.md"];

    [Fact]
    public async Task Every_figure_named_in_alarms_dashboard_and_documentation_exists()
    {
        var told = NamesIn(await TellAsync());
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
        NamesIn(await TellAsync()).Where(name => !page.Contains(BaseOf(name), StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_label_and_value_that_an_alarm_asks_for_is_told()
    {
        var alarms = await File.ReadAllTextAsync(Repository.File("deploy/prometheus/alerts.yml"));
        var asked = Series().Matches(alarms).SelectMany(match => Selected(match)).Where(series => series.Label.Length > 0).ToList();
        asked.Count.ShouldBeGreaterThan(3);
        var told = await TellAsync();
        asked.Where(series => !series.IsIn(told)).ShouldBeEmpty();
    }

    // A series that first appears with its final value has never increased: the alarm would stay silent at the very first refusal.
    [Fact]
    public async Task Whatever_an_alarm_expects_to_increase_is_told_at_zero_from_the_start()
    {
        var alarms = await File.ReadAllTextAsync(Repository.File("deploy/prometheus/alerts.yml"));
        var asked = Increases().Matches(alarms).SelectMany(match => Selected(Series().Match(match.Value))).ToList();
        asked.Count.ShouldBeGreaterThan(5);
        await using var bot = await Bot.StartAsync();
        var told = await ReadAsync(bot);
        asked.Where(series => !series.IsIn(told, value: "0")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Silence_is_an_alarm_although_no_series_exists()
    {
        var alarms = await File.ReadAllTextAsync(Repository.File("deploy/prometheus/alerts.yml"));
        alarms.ShouldContain("or vector(0)) == 0");
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
    private static async Task<string> TellAsync()
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
        return await ReadAsync(bot);
    }

    private static async Task<string> ReadAsync(Bot bot)
    {
        bot.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await bot.Get<AdministratorsKey>().RenewAsync());
        return await bot.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
    }

    private static HashSet<string> NamesIn(string text) => Names().Matches(text).Select(match => match.Value).ToHashSet();

    // A selector that asks for one of several values asks for each of them.
    private static IEnumerable<AskedSeries> Selected(Match series) =>
        series.Groups["label"].Success
            ? series.Groups["values"].Value.Split('|').Select(value => new AskedSeries(series.Groups["name"].Value, series.Groups["label"].Value, value))
            : [new AskedSeries(series.Groups["name"].Value, "", "")];

    private static string BaseOf(string name) => Suffix().Replace(name, "");

    [GeneratedRegex("zalobot_[a-z_]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Names();

    [GeneratedRegex("""(?<name>zalobot_[a-z_]+)(\{(?<label>[a-z_]+)=~?"(?<values>[^"]+)"\})?""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Series();

    [GeneratedRegex("""(?<=increase\()zalobot_[^\[]+""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Increases();

    [GeneratedRegex("_(bucket|count|sum)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Suffix();

    private sealed record AskedSeries(string Name, string Label, string Value)
    {
        public bool IsIn(string told, string? value = null) => told.Split('\n').Any(line =>
            (line.StartsWith(Name + "{", StringComparison.Ordinal) || line.StartsWith(Name + " ", StringComparison.Ordinal))
            && (Label.Length == 0 || line.Contains($"{Label}=\"{Value}\"", StringComparison.Ordinal))
            && (value is null || line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0] == value));
    }
}

/// <summary>Tests that no other bot may run beside: figures are collected by the meter's name over the whole process, so another's would be added.</summary>
[CollectionDefinition(nameof(TheOnlyBot), DisableParallelization = true)]
public sealed class TheOnlyBot;
