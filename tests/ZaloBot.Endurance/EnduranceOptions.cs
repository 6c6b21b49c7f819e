using System.Globalization;

namespace ZaloBot.Endurance;

/// <summary>What is run.</summary>
/// <param name="Scenarios">One after the other.</param>
/// <param name="Rate">Events offered a second.</param>
/// <param name="Seed">The same seed makes the same events and the same order; when processes die depends on the machine.</param>
/// <param name="IsShort">For the pipeline: fewer of the faults that cost a minute of waiting each.</param>
/// <param name="Out">Where the table is written besides standard output.</param>
internal sealed record EnduranceOptions(IReadOnlyList<Scenario> Scenarios, int Rate, int Seed, bool IsShort, string? Out)
{
    public static EnduranceOptions Parse(string[] args)
    {
        var isShort = args.Contains("--short");
        var events = Number("--events", isShort ? 36_000 : 200_000);
        var only = Text("--only");
        Scenario[] all =
        [
            new("redis-3", Processes: 3, OnRedis: true, Fsync: "always", Events: events / 2, RateWaves: true),
            new("redis-1", Processes: 1, OnRedis: true, Fsync: "everysec", Events: events / 4, RateWaves: !isShort),
            new("embedded", Processes: 1, OnRedis: false, Fsync: "", Events: events / 4, RateWaves: !isShort),
        ];
        return new([.. all.Where(scenario => only is null || scenario.Name == only)], Number("--rate", 1_000), Number("--seed", 1), isShort, Text("--out"));

        string? Text(string name) => Array.IndexOf(args, name) is >= 0 and var index ? args[index + 1] : null;
        int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
    }
}

/// <summary>One arrangement of processes and store.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Processes">Of the app.</param>
/// <param name="OnRedis">Else the embedded store.</param>
/// <param name="Fsync">
/// Redis' <c>appendfsync</c>. With <c>always</c> Redis is killed too; with <c>everysec</c> it is told to stop and started
/// again, for what it has not written when it is killed is gone, as documented.
/// </param>
/// <param name="Events">Distinct events.</param>
/// <param name="RateWaves">Whether the platform refuses for the rate now and then, which costs a minute each time.</param>
internal sealed record Scenario(string Name, int Processes, bool OnRedis, string Fsync, int Events, bool RateWaves);
