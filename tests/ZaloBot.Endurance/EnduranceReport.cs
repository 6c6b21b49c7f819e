using System.Globalization;
using System.Text;

namespace ZaloBot.Endurance;

/// <summary>What one scenario came to.</summary>
internal sealed record ScenarioResult(
    Scenario Scenario,
    Truth Truth,
    int Deliveries,
    int Echoes,
    IReadOnlyDictionary<string, int> Faults,
    int Consents,
    IReadOnlyDictionary<string, int> Answers,
    int Witnessed,
    IReadOnlyList<Difference> Differences,
    TimeSpan Offered,
    TimeSpan Lasted,
    bool IsClean);

/// <summary>The table, in Markdown, a column a scenario.</summary>
internal static class EnduranceReport
{
    public static string Of(IReadOnlyList<ScenarioResult> results, EnduranceOptions options)
    {
        var text = new StringBuilder();
        Line(text, "", results, result => result.Scenario.Name);
        text.Append('|').Append(string.Concat(Enumerable.Repeat(" --- |", results.Count + 1))).Append('\n');
        Line(text, "app processes", results, result => Number(result.Scenario.Processes));
        Line(text, "store", results, result => result.Scenario.OnRedis ? $"Redis, fsync {result.Scenario.Fsync}" : "embedded");
        Line(text, "distinct events", results, result => Number(result.Truth.Events.Count));
        Line(text, "deliveries acknowledged", results, result => Number(result.Deliveries));
        Line(text, "echoes of the bot's words besides", results, result => Number(result.Echoes));
        Line(text, "warnings due", results, result => Number(result.Truth.InGroup.Count));
        Line(text, "alerts due", results, result => Number(result.Truth.Alerts.Values.Sum()));
        Line(text, "events taken in", results, result => Seconds(result.Offered));
        Line(text, "whole run", results, result => Seconds(result.Lasted));
        foreach (var fault in Names(results, result => result.Faults.Keys))
        {
            Line(text, fault, results, result => Number(result.Faults.GetValueOrDefault(fault)));
        }

        Line(text, "consent given anew", results, result => Number(result.Consents));
        foreach (var answer in Names(results, result => result.Answers.Keys))
        {
            Line(text, $"answered: {answer}", results, result => Number(result.Answers.GetValueOrDefault(answer)));
        }

        Line(text, "decisions witnessed", results, result => Number(result.Witnessed));
        foreach (var what in results.SelectMany(result => result.Differences).Select(difference => difference.What).Distinct(StringComparer.Ordinal))
        {
            Line(text, $"**{what}**", results, result => Number(result.Differences.FirstOrDefault(difference => difference.What == what)?.Count ?? 0));
        }

        text.Append(CultureInfo.InvariantCulture, $"\nSeed {options.Seed}, {options.Rate} events/s offered, {Environment.ProcessorCount} cores, {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm} UTC. ");
        text.Append(results.All(result => result.IsClean) ? "No difference." : "DIFFERENCES:");
        foreach (var difference in results.SelectMany(result => result.Differences.Where(difference => difference.Count > 0).Select(difference => (result.Scenario.Name, difference))))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {difference.Name}: {difference.difference.What}: {string.Join(", ", difference.difference.Examples.Take(5))}");
        }

        return text.ToString();
    }

    private static List<string> Names(IReadOnlyList<ScenarioResult> results, Func<ScenarioResult, IEnumerable<string>> of) =>
        [.. results.SelectMany(of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static void Line(StringBuilder text, string name, IReadOnlyList<ScenarioResult> results, Func<ScenarioResult, string> cell) =>
        text.Append("| ").Append(name).Append(" | ").AppendJoin(" | ", results.Select(cell)).Append(" |\n");

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:F0} s");
}
