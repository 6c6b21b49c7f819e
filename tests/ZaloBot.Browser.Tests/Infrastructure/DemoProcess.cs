using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace ZaloBot.Browser.Tests;

/// <summary><c>ZaloBot demo</c> as a visitor starts it, in a process of its own.</summary>
public sealed partial class DemoProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    private DemoProcess(Process process, Uri chatPage, string output) => (_process, ChatPage, Output) = (process, chatPage, output);

    /// <summary>The address it printed for the chat page.</summary>
    public Uri ChatPage { get; }

    /// <summary>What it printed until then: the table of the day.</summary>
    public string Output { get; }

    public static async Task<DemoProcess> StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ZaloBot.dll"), "demo"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        var process = Process.Start(start)!;
        var complaints = new StringBuilder();
        process.ErrorDataReceived += (_, line) => complaints.AppendLine(line.Data);
        process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(Patience);
        var output = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            output.AppendLine(line);

            // The chat page is the first address it prints, under the table.
            if (Address().Match(line) is { Success: true } found)
            {
                return new DemoProcess(process, new Uri(found.Value), output.ToString());
            }
        }

        throw new InvalidOperationException($"The demo ended without an address.{Environment.NewLine}{output}{complaints}");
    }

    /// <summary>As Ctrl+C does it, so that the demo tidies up behind itself.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var interrupt = Process.Start("kill", ["-INT", _process.Id.ToString()]))
        {
            await interrupt.WaitForExitAsync();
        }

        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+/", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
