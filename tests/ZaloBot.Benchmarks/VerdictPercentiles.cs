using System.Diagnostics;
using System.Globalization;
using ZaloBot.Rules;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Evaluation;

namespace ZaloBot.Benchmarks;

/// <summary>
/// How long single verdicts take, over the labelled development messages as they are, contexts included: mean, median and percentiles. An average over a
/// few messages, as a benchmark harness gives it, hides the long ones.
/// </summary>
internal static class VerdictPercentiles
{
    public const string Verb = "verdicts";

    private const int Phrases = 2_000;
    private const int Rounds = 5;

    // Until the runtime has compiled for speed what is called often.
    private const int RoundsBefore = 5;

    public static int Run(string folder)
    {
        var messages = Directory.GetFiles(folder, "messages-dev*.jsonl").Order(StringComparer.Ordinal).SelectMany(Read).ToArray();
        string[] phrases = [.. Enumerable.Range(0, Phrases).Select(number => $"cụm từ thử nghiệm số {number} của đơn vị")];
        var judge = new MessageJudge(RuleSet.Default with { Advertising = new RuleSettings { Phrases = phrases } }, MessageClassifier.Default);
        var ticks = new long[messages.Length];
        long allocated = 0;
        for (var round = 1 - RoundsBefore; round <= Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < messages.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                judge.Judge(messages[i]);
                var taken = Stopwatch.GetTimestamp() - start;

                // The best of a few rounds: what else the machine did in between is not the verdict's.
                ticks[i] = round <= 1 ? taken : Math.Min(ticks[i], taken);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Array.Sort(ticks);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{messages.Length} messages, {Phrases} phrases: mean {ticks.Average() * Microsecond:0.0} µs, median {At(0.5):0.0} µs, p95 {At(0.95):0.0} µs, p99 {At(0.99):0.0} µs, {allocated / messages.Length} bytes each"));
        return 0;

        double At(double share) => ticks[(int)(share * (ticks.Length - 1))] * Microsecond;
    }

    private static double Microsecond => 1e6 / Stopwatch.Frequency;

    private static List<ChatMessage> Read(string file)
    {
        using var reader = new StreamReader(file);
        var threads = new ThreadReader();
        return [.. LabelledFile.Read(reader).Select(line => threads.Next(line.Message!))];
    }
}
