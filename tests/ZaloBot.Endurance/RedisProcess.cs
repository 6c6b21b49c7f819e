using System.Diagnostics;

namespace ZaloBot.Endurance;

/// <summary>A Redis of the run's own, append-only, that can be killed or told to stop, and started again.</summary>
internal sealed class RedisProcess(string directory, string fsync) : IAsyncDisposable
{
    private Process? _process;

    /// <summary>The server's program; null when this machine has none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "valkey-server", "redis-server" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    public int Port { get; } = Ports.Free();

    public string ConnectionString => $"127.0.0.1:{Port}";

    public async Task StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo(Program!)
        {
            ArgumentList = { "--port", $"{Port}", "--bind", "127.0.0.1", "--dir", directory, "--appendonly", "yes", "--appendfsync", fsync, "--save", "", "--maxmemory-policy", "noeviction" },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
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

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>SIGTERM: it writes what it has and goes.</summary>
    public async Task StopAsync()
    {
        await Signals.TerminateAsync(_process!);
        _process!.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }
    }
}
