using System.Diagnostics;
using System.Text;

using Shouldly;

using Xunit;

namespace ZaloBot.Tests.Cli;

/// <summary>The program as a shell sees it: real streams, real exit codes, no settings anywhere near.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _folder = Directory.CreateTempSubdirectory("zalobot-process-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Classify_answers_in_utf8_and_says_nothing_else()
    {
        var (exit, output, error) = await RunAsync("{\"id\":\"đ-1\",\"text\":\"Mời họp 14 giờ ngày 3/12\"}\n", "classify");

        exit.ShouldBe(0);
        error.ShouldBeEmpty();
        Utf8.GetString(output).ShouldStartWith("{\"id\":\"đ-1\",\"label\":\"allowed\"");
        output[^1].ShouldBe((byte)'\n');
        output.ShouldNotContain((byte)'\r');
    }

    [Fact]
    public async Task A_bad_line_is_seen_in_the_exit_code()
    {
        var (exit, _, _) = await RunAsync("nonsense\n", "classify");

        exit.ShouldBe(2);
    }

    [Fact]
    public async Task A_run_without_settings_says_what_to_do()
    {
        var (exit, output, error) = await RunAsync("", "run");

        exit.ShouldBe(1);
        output.ShouldBeEmpty();
        error.ShouldContain("appsettings.example.json");
    }

    [Fact]
    public async Task No_command_means_run()
    {
        var (exit, _, error) = await RunAsync("");

        exit.ShouldBe(1);
        error.ShouldContain("appsettings.json");
    }

    private async Task<(int Exit, byte[] Output, string Error)> RunAsync(string input, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ZaloBot.dll"), .. args])
        {
            UseShellExecute = false,
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        return (process.ExitCode, output.ToArray(), await error);
    }
}
