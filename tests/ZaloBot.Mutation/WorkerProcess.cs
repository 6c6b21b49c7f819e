using System.Diagnostics;

namespace ZaloBot.Mutation;

/// <summary>A <see cref="Worker"/>, killed when a mutant takes too long and started again when it is gone.</summary>
internal sealed class WorkerProcess(MutatedBuild build) : IDisposable
{
    // Each leaves the code and the tables of a mutant behind.
    private const int QuestionsPerProcess = 50;

    // Of waiting, not of work: a mutant that waits for what never comes.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private Process? _process;
    private int _asked;

    /// <summary>Runs tests on a mutant.</summary>
    /// <param name="mutant">Its number.</param>
    /// <param name="tests">The namespace of the tests.</param>
    /// <param name="limit">Of processor time, which a busy machine does not lengthen.</param>
    /// <returns>What the worker answered; null when it ran out of time.</returns>
    public async Task<string?> AskAsync(int mutant, string tests, TimeSpan limit)
    {
        // What a mutant left running may have ended it since.
        if (_asked == QuestionsPerProcess || _process is { HasExited: true })
        {
            Dispose();
        }

        _asked++;
        var isFresh = _process is null;
        var process = _process ??= Start();
        var clock = Stopwatch.StartNew();
        var worked = ProcessorTime(process);
        await process.StandardInput.WriteLineAsync($"{mutant} {tests}");
        var answer = process.StandardOutput.ReadLineAsync();
        while (await Task.WhenAny(answer, Task.Delay(100)) != answer)
        {
            if (ProcessorTime(process) - worked > limit || clock.Elapsed > limit + LongestWait)
            {
                Dispose();
                return null;
            }
        }

        if (await answer is { } line)
        {
            return line;
        }

        // It died: of this mutant, if it has met no other.
        Dispose();
        return isFresh ? $"{Worker.Failed} with the whole process" : await AskAsync(mutant, tests, limit);
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
        _asked = 0;
    }

    private static TimeSpan ProcessorTime(Process process)
    {
        process.Refresh();
        try
        {
            return process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            // It has just ended; its answer, or none, is on its way.
            return TimeSpan.Zero;
        }
    }

    private Process Start()
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Worker.Verb, build.Assembly, build.Tests])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A mutant that asks for ever more memory fails before the machine does.
            Environment = { ["DOTNET_GCHeapHardLimit"] = "0x60000000" },
        })!;
        // What a dying process says, read so that it can die.
        process.BeginErrorReadLine();
        return process;
    }
}
