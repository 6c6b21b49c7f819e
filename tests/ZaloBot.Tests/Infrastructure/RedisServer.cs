using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;
using Xunit;

namespace ZaloBot.Tests.Infrastructure;

/// <summary>A real Redis of its own for a test: append-only, on a free port, its files in a temporary folder.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private const string Snapshot = "dump.rdb";

    private static readonly string[] Names = ["valkey-server", "redis-server"];

    private readonly string _directory = Directory.CreateTempSubdirectory("zalobot-redis-").FullName;
    private readonly string _password;
    private Process _process;

    private RedisServer(int port, string password)
    {
        Port = port;
        _password = password;
        _process = Start();
    }

    public int Port { get; }

    public string ConnectionString => _password.Length > 0 ? $"127.0.0.1:{Port},password={_password}" : $"127.0.0.1:{Port}";

    /// <summary>Where its files are.</summary>
    public string Folder => _directory;

    /// <summary>Starts one; the test is skipped, with the reason, on a machine that has none.</summary>
    /// <param name="password">What it asks for; nothing when empty.</param>
    public static async Task<RedisServer> StartAsync(string password = "")
    {
        Assert.SkipWhen(Path is null, "No redis-server on this machine (Debian: apt-get install redis-server).");
        var server = new RedisServer(FreePort(), password);
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

    /// <summary>Lets it answer everything that asks and refuse everything that writes.</summary>
    public async Task RefuseWritesAsync(NoRoom because)
    {
        if (because == NoRoom.InMemory)
        {
            await ExecuteAsync("CONFIG", "SET", "maxmemory", "1");
            return;
        }

        // Where its snapshot should go stands something else, so that no snapshot succeeds: after a failed one it takes nothing more.
        Directory.CreateDirectory(System.IO.Path.Combine(_directory, Snapshot));
        await ExecuteAsync("CONFIG", "SET", "save", "3600 1");
        await ExecuteAsync("BGSAVE");
        await PersistenceShowsAsync("rdb_last_bgsave_status:err");
    }

    /// <summary>There is room again.</summary>
    public async Task TakeWritesAsync()
    {
        await ExecuteAsync("CONFIG", "SET", "maxmemory", "0");
        if (Directory.Exists(System.IO.Path.Combine(_directory, Snapshot)))
        {
            Directory.Delete(System.IO.Path.Combine(_directory, Snapshot));
            await ExecuteAsync("SAVE");
            await ExecuteAsync("CONFIG", "SET", "save", "");
        }
    }

    /// <summary>Waits until it says so of its files.</summary>
    public async Task PersistenceShowsAsync(params string[] lines)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await PersistenceAsync() is var info && !lines.All(line => info.Contains($"{line}\r\n", StringComparison.Ordinal)))
        {
            // It tells nobody, so it is asked again and again.
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }

    /// <summary>Kills the child that rewrites its log: what it has written so far counts for nothing.</summary>
    public async Task EndRewritingAsync()
    {
        foreach (var child in (await File.ReadAllTextAsync($"/proc/{_process.Id}/task/{_process.Id}/children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            using var rewriting = Process.GetProcessById(int.Parse(child, CultureInfo.InvariantCulture));
            rewriting.Kill();
        }

        await PersistenceShowsAsync("aof_rewrite_in_progress:0");
    }

    /// <summary>Has it do something as its administrator, over a connection of its own: the bot's may not.</summary>
    public async Task<RedisResult> ExecuteAsync(string command, params object[] arguments)
    {
        var options = ConfigurationOptions.Parse(ConnectionString);
        options.AllowAdmin = true;
        await using var connection = await ConnectionMultiplexer.ConnectAsync(options);
        return await connection.GetDatabase().ExecuteAsync(command, arguments);
    }

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

    private async Task<string> PersistenceAsync() => (await ExecuteAsync("INFO", "persistence")).ToString();

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
        ArgumentList = { "--port", $"{Port}", "--bind", "127.0.0.1", "--dir", _directory, "--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--maxmemory-policy", "noeviction", "--requirepass", _password },
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

/// <summary>What a Redis may lack.</summary>
public enum NoRoom
{
    /// <summary>More is used than it may use (<c>OOM</c>).</summary>
    InMemory,

    /// <summary>It could not write its snapshot (<c>MISCONF</c>).</summary>
    OnDisk,
}
