using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace ZaloBot.Tests.Infrastructure;

/// <summary>A real Redis of its own for a test: append-only, on a free port, its files in a temporary folder.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly string[] Names = ["valkey-server", "redis-server"];

    private readonly string _directory = Directory.CreateTempSubdirectory("zalobot-redis-").FullName;
    private Process _process;

    private RedisServer(int port)
    {
        Port = port;
        _process = Start();
    }

    public int Port { get; }

    public string ConnectionString => $"127.0.0.1:{Port}";

    /// <summary>Starts one; the test is skipped, with the reason, on a machine that has none.</summary>
    public static async Task<RedisServer> StartAsync()
    {
        Assert.SkipWhen(Path is null, "No redis-server on this machine (Debian: apt-get install redis-server).");
        var server = new RedisServer(FreePort());
        await server.AnswersAsync();
        return server;
    }

    /// <summary>Kills it as a power cut would, without a word, and the child that may be rewriting its log: that would go on writing.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Lets it hang (SIGSTOP): it keeps its connections and answers nothing.</summary>
    public Task HangAsync() => SignalAsync("STOP");

    /// <summary>Lets it go on.</summary>
    public Task GoOnAsync() => SignalAsync("CONT");

    /// <summary>Starts it again on the same port and files.</summary>
    public async Task RestartAsync()
    {
        _process.Dispose();
        _process = Start();
        await AnswersAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    private async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"])!;
        await kill.WaitForExitAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Process Start() => Process.Start(new ProcessStartInfo(Path!)
    {
        ArgumentList = { "--port", $"{Port}", "--bind", "127.0.0.1", "--dir", _directory, "--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--maxmemory-policy", "noeviction" },
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    // The server says on its standard output when it accepts connections: no polling, no guessing.
    private async Task AnswersAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException("redis-server ended before it accepted connections.");
    }
}
