using System.Text;

using Microsoft.Extensions.Time.Testing;

using ZaloBot.Cli;

namespace ZaloBot.Tests.Cli;

/// <summary>Runs a command as the process would, with its streams caught.</summary>
internal static class Command
{
    public static Task<CommandOutcome> RunAsync(params string[] args) => RunAsync([], args);

    public static async Task<CommandOutcome> RunAsync(byte[] input, string[] args, Dictionary<string, string>? environment = null)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        using var io = new CommandIo(
            new MemoryStream(input), output, error, environment ?? [], new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero)));
        var exit = await ZaloBot.Cli.CommandLine.RunAsync(args, io);
        return new(exit, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}

/// <summary>What a command left behind.</summary>
internal sealed record CommandOutcome(int Exit, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
