using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZaloBot.Emulator;
using ZaloBot.Storage;

namespace ZaloBot.Tests.Infrastructure;

/// <summary>The bot as a process of its own, started by its command line, which can be killed and started again.</summary>
internal sealed class BotAsProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly string _settings;
    private readonly string _folder;
    private readonly int _port = FreePort();
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<(string Text, TaskCompletionSource Said)> _waiting = new();
    private Process? _process;

    public BotAsProcess(ZaloEmulator zalo, string folder, string redis = "", Action<JsonObject>? change = null)
    {
        _folder = folder;
        _settings = Path.Combine(folder, "appsettings.json");
        var tokens = zalo.Tokens.Issue();
        var address = zalo.Address.ToString().TrimEnd('/');
        var settings = new JsonObject
        {
            ["Zalo"] = new JsonObject
            {
                ["AppId"] = "1234567890123456789", ["OaId"] = "4000000000000000001", ["AppSecretKey"] = "appSecretForTests", ["OaSecretKey"] = "oaSecretForTests000",
                ["AccessToken"] = tokens.AccessToken, ["RefreshToken"] = tokens.RefreshToken, ["OpenApiUrl"] = address, ["OAuthUrl"] = address, ["CallsPerMinute"] = 2000,
            },
            ["Redis"] = new JsonObject { ["ConnectionString"] = redis, ["DataDirectory"] = "data" },
            ["Organisation"] = new JsonObject
            {
                ["Name"] = "Đoàn Khối mẫu", ["Secretary"] = The.Leader, ["Administrators"] = new JsonArray(The.Administrator),
            },
            ["Groups"] = new JsonArray(new JsonObject { ["Id"] = The.Group, ["Name"] = "Đoàn Khối mẫu", ["Mode"] = "Remind", ["Leaders"] = new JsonArray(The.Leader) }),
            ["Warnings"] = new JsonObject
            {
                ["OnlyInWorkingHours"] = false,
                ["Ladder"] = new JsonArray(new JsonObject { ["Breach"] = 1, ["Action"] = "Remind", ["TellLeader"] = true }),
            },
            ["Alerts"] = new JsonObject { ["OnlyInWorkingHours"] = false },

            // The process goes by the real clock, and no test by what weekday it is.
            ["Membership"] = new JsonObject { ["DriftReportOn"] = new JsonArray() },
        };
        change?.Invoke(settings);
        File.WriteAllText(_settings, settings.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        WebhookUrl = new Uri($"http://127.0.0.1:{_port}/webhook/zalo");
    }

    public Uri WebhookUrl { get; }

    /// <summary>What the process finds in its environment besides.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public StoreOptions Store(string redis = "") => new("4000000000000000001", redis, Path.Combine(_folder, "data"));

    /// <summary>What an administrator does after a new consent, when the callback cannot be reached: writes the pair into the settings.</summary>
    public void GiveTokens(string access, string refresh)
    {
        var settings = JsonNode.Parse(File.ReadAllText(_settings))!;
        settings["Zalo"]!["AccessToken"] = access;
        settings["Zalo"]!["RefreshToken"] = refresh;
        File.WriteAllText(_settings, settings.ToJsonString());
    }

    /// <summary>Starts the process and waits until it listens.</summary>
    /// <param name="dieAt">The fault point at which it is to die, see <see cref="FaultPoint"/>.</param>
    public async Task StartAsync(string? dieAt = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(ZaloBotBuilder).Assembly.Location, "run", "--settings", _settings },
            UseShellExecute = false,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{_port}", ["DOTNET_ENVIRONMENT"] = "Production" },
        };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        if (dieAt is not null)
        {
            start.Environment[FaultPoint.Variable] = dieAt;
        }

        _process = Process.Start(start)!;
        var listening = SaidAsync("Now listening on");
        _process.ErrorDataReceived += (_, line) =>
        {
            if (System.Environment.GetEnvironmentVariable("ZALOBOT_TEST_LOG") is { Length: > 0 })
            {
                Console.Error.WriteLine(line.Data);
            }

            Hear(line.Data ?? "");
        };
        _process.BeginErrorReadLine();
        await Task.WhenAny(listening, _process.WaitForExitAsync()).WaitAsync(Patience);
        if (dieAt is null && !listening.IsCompleted)
        {
            throw new InvalidOperationException($"The bot did not start:\n{string.Join('\n', _lines)}");
        }
    }

    /// <summary>Completes when the log says this from now on.</summary>
    public Task SaidAsync(string text)
    {
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue((text, said));
        return said.Task.WaitAsync(Patience);
    }

    private void Hear(string line)
    {
        _lines.Enqueue(line);
        foreach (var (text, said) in _waiting.Where(wait => line.Contains(wait.Text, StringComparison.Ordinal)))
        {
            said.TrySetResult();
        }
    }

    /// <summary>Waits until it has died by itself.</summary>
    public Task DiedAsync() => _process!.WaitForExitAsync().WaitAsync(Patience);

    public bool IsAlive => _process is { HasExited: false };

    public async Task KillAsync()
    {
        if (IsAlive)
        {
            _process!.Kill();
            await _process.WaitForExitAsync();
        }
    }

    /// <summary>Tells it to stop, as a service manager does, and waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", _process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        _process = null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
