using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ZaloBot.Benchmarks.Way;

/// <summary>
/// Measures the way of an event: webhook accepted, events drained, breach to warning handed over, start, memory, and that under pressure. Everything in
/// processes of their own. Absolute figures belong to the machine; ratios are taken within a round, between measurements that
/// lie seconds apart.
/// </summary>
internal static class WayBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = Number("--seconds", 8);
        var rounds = Number("--rounds", 5);
        var only = Text("--only");
        var folder = Text("--out") ?? Path.Combine("artifacts", "benchmarks");
        var measures = new Measurements(seconds);
        var figures = new List<Figure>();
        foreach (var (name, measure) in new (string, Func<Task<IReadOnlyList<Figure>>>)[]
        {
            ("accept", () => measures.AcceptAsync(rounds)),
            ("steady", measures.SteadyAsync),
            ("drain", measures.DrainAsync),
            ("send", measures.SendAsync),
            ("start", measures.StartAsync),
            ("pressure", measures.PressureAsync),
        })
        {
            if (only is null || only.Split(',').Contains(name))
            {
                await Console.Error.WriteLineAsync($"{name} ...");
                figures.AddRange(await measure());
            }
        }

        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "way.json"), JsonSerializer.Serialize(figures, Indented));
        var table = Table(figures);
        await File.WriteAllTextAsync(Path.Combine(folder, "way.md"), table);
        Console.WriteLine(table);
        return 0;

        string? Text(string name) => Array.IndexOf(args, name) is >= 0 and var index ? args[index + 1] : null;
        int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Table(List<Figure> figures)
    {
        var text = new StringBuilder("| what | figure | of the empty endpoint | target |\n| --- | --- | --- | --- |\n");
        foreach (var figure in figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {figure.What} | {figure.Value:N1} {figure.Unit} | {ShareOf(figure)} | {figure.Target} |\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n{Environment.ProcessorCount} cores, .NET {Environment.Version}, {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm} UTC.\n").ToString();
    }

    private static string ShareOf(Figure figure) => figure switch
    {
        { Ratio: { } ratio, Range: var (least, most) } => string.Create(CultureInfo.InvariantCulture, $"{ratio:P0} ({least:P0} to {most:P0})"),
        { Ratio: { } ratio } => ratio.ToString("P0", CultureInfo.InvariantCulture),
        _ => "",
    };
}

/// <summary>One measured figure.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Value">The figure; of several rounds the median.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Ratio">Against the empty endpoint of the same round; of several rounds the median.</param>
/// <param name="Target">What the design asks.</param>
/// <param name="Range">The least and the greatest ratio of any round.</param>
internal sealed record Figure(string What, double Value, string Unit, double? Ratio = null, string Target = "", Spread? Range = null);

/// <summary>Of the ratios of several rounds.</summary>
internal sealed record Spread(double Least, double Most);
