using System.Collections.Concurrent;
using System.Diagnostics;

namespace ZaloBot.Mutation;

/// <summary>What became of a mutant.</summary>
internal enum Fate
{
    /// <summary>A test failed, or the process died.</summary>
    Killed,

    /// <summary>The tests took far longer than without it.</summary>
    TimedOut,

    /// <summary>No test noticed.</summary>
    Survived,
}

/// <summary>What became of a mutant, and in what time.</summary>
internal sealed record Result(Mutant Mutant, Fate Fate, TimeSpan Took);

/// <summary>
/// Runs the tests on each mutant: those of its folder, which are in the namespace of the same name, and if it survives them those of the judgement as a whole.
/// Several mutants at once, as many as there are processors.
/// </summary>
internal static class TestRun
{
    private const string Whole = "Judgement";

    // A mutated loop may do more than it did, and still end.
    private const int TimesTheUsual = 5;
    private static readonly TimeSpan AndAtLeast = TimeSpan.FromSeconds(3);

    public static async Task<Result[]> RunAsync(MutatedBuild build, Mutant[] mutants)
    {
        var limits = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        using (var worker = new WorkerProcess(build))
        {
            foreach (var tests in mutants.SelectMany(TestsOf).Distinct(StringComparer.Ordinal))
            {
                limits[tests] = await LimitAsync(worker, tests);
            }
        }

        var results = new ConcurrentBag<Result>();
        var queue = new ConcurrentQueue<Mutant>(mutants);
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(async _ =>
        {
            using var worker = new WorkerProcess(build);
            while (queue.TryDequeue(out var mutant))
            {
                var clock = Stopwatch.StartNew();
                var fate = await FateAsync(worker, mutant, limits);
                results.Add(new(mutant, fate, clock.Elapsed));
                await Console.Error.WriteAsync(fate == Fate.Killed ? "." : $"\n{fate}: {mutant}\n");
            }
        }));
        await Console.Error.WriteLineAsync();
        return [.. results.OrderBy(result => result.Mutant.Id)];
    }

    private static string[] TestsOf(Mutant mutant) => mutant.Folder.Length == 0 ? [Whole] : [mutant.Folder, Whole];

    private static async Task<Fate> FateAsync(WorkerProcess worker, Mutant mutant, Dictionary<string, TimeSpan> limits)
    {
        foreach (var tests in TestsOf(mutant))
        {
            var answer = await worker.AskAsync(mutant.Id, NamespaceOf(tests), limits[tests]);
            if (answer != Worker.Passed)
            {
                return answer is null ? Fate.TimedOut : Fate.Killed;
            }
        }

        return Fate.Survived;
    }

    private static async Task<TimeSpan> LimitAsync(WorkerProcess worker, string tests)
    {
        var clock = Stopwatch.StartNew();
        var answer = await worker.AskAsync(Worker.None, NamespaceOf(tests), TimeSpan.FromMinutes(2));
        return answer == Worker.Passed
            ? clock.Elapsed * TimesTheUsual + AndAtLeast
            : throw new InvalidOperationException($"Without a mutant the tests of {tests} came to: {answer ?? "no end"}.");
    }

    private static string NamespaceOf(string tests) => $"{MutatedBuild.Project}.Tests.{tests.Replace('/', '.')}";
}
