using System.Globalization;
using System.Text;

namespace ZaloBot.Mutation;

/// <summary>The table, in Markdown, a row a folder, and below it what survived.</summary>
internal sealed class MutationReport(Result[] results, TimeSpan took)
{
    /// <summary>How many of a hundred mutants were noticed.</summary>
    public double Score { get; } = ScoreOf(results);

    public override string ToString()
    {
        var text = new StringBuilder("| files | tested | killed | time-outs | survived | score | seconds |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var folder in results.GroupBy(result => result.Mutant.Folder).OrderBy(folder => folder.Key, StringComparer.Ordinal))
        {
            Row(text, folder.Key.Length == 0 ? "beside the folders" : $"`{folder.Key}`", [.. folder]);
        }

        Row(text, "all", results);
        text.Append(CultureInfo.InvariantCulture, $"\n{DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} at once, {took.TotalMinutes:F0} min in all.\n");
        foreach (var result in results.Where(result => result.Fate != Fate.Killed))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {result.Fate}: {result.Mutant}");
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, Result[] results) => text.Append(
        CultureInfo.InvariantCulture,
        $"| {name} | {results.Length} | {Count(results, Fate.Killed)} | {Count(results, Fate.TimedOut)} | {Count(results, Fate.Survived)} | **{ScoreOf(results):F1} %** | {results.Sum(result => result.Took.TotalSeconds):F0} |\n");

    private static double ScoreOf(Result[] results) => 100.0 * results.Count(result => result.Fate != Fate.Survived) / results.Length;

    private static int Count(Result[] results, Fate fate) => results.Count(result => result.Fate == fate);
}
