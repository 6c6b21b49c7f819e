using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZaloBot.Benchmarks.Way;

/// <summary>A process of the measurement that is killed when it is done with.</summary>
internal sealed class Machine : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private readonly Process _process;

    private Machine(Process process) => _process = process;

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts a verb of this very program.</summary>
    public static Machine StartSelf(params string[] arguments) => Start("dotnet", [typeof(Machine).Assembly.Location, .. arguments], []);

    /// <summary>Starts the bot.</summary>
    public static Machine StartBot(string settings, int port) => Start(
        "dotnet", [typeof(ZaloBotBuilder).Assembly.Location, "run", "--settings", settings], [("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"), ("DOTNET_ENVIRONMENT", "Production")]);

    /// <summary>Starts a Redis.</summary>
    public static async Task<Machine> StartRedisAsync(int port, string directory, string fsync)
    {
        var program = File.Exists("/usr/bin/valkey-server") ? "valkey-server" : "redis-server";
        var redis = Start(program, ["--port", $"{port}", "--bind", "127.0.0.1", "--dir", directory, "--appendonly", "yes", "--appendfsync", fsync, "--save", "", "--maxmemory-policy", "noeviction"], []);
        for (var attempt = 0; attempt < 200; attempt++)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, port);
                return redis;
            }
            catch (SocketException)
            {
                await Task.Delay(20);
            }
        }

        throw new InvalidOperationException("redis-server did not start.");
    }

    /// <summary>Waits until an address answers 200.</summary>
    public static async Task AnswersAsync(Uri address)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            try
            {
                using var answer = await Http.GetAsync(address);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception failure) when ((failure is HttpRequestException or OperationCanceledException) && watch.Elapsed < TimeSpan.FromMinutes(1))
            {
            }

            await Task.Delay(10);
        }
    }

    /// <summary>Runs a load and gives its result.</summary>
    public static async Task<LoadResult> LoadAsync(int port, string path, int seconds, int rate, int prepared, int connections = 64, string sentFile = "-", string? run = null)
    {
        string[] arguments = [typeof(Machine).Assembly.Location, LoadClient.Verb, $"{port}", path, $"{connections}", $"{seconds}", $"{rate}", $"{prepared}", run ?? WayEvents.NewRun(), sentFile];
        using var load = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var text = await load.StandardOutput.ReadToEndAsync();
        await load.WaitForExitAsync();
        return JsonSerializer.Deserialize<LoadResult>(text)!;
    }

    /// <summary>Megabytes from <c>/proc</c>: <c>VmRSS</c> now, <c>VmHWM</c> at most.</summary>
    public double Megabytes(string what)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(what, StringComparison.Ordinal));
        return double.Parse(line.AsSpan(what.Length + 1).Trim().ToString().Split(' ')[0], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>Processor time used so far. Other than requests a second, it hardly depends on what else the machine does.</summary>
    public TimeSpan Processor()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <summary>SIGSTOP: it takes no processor time until <see cref="ContinueAsync"/>.</summary>
    public void Stop() => Signal("-STOP");

    /// <summary>SIGCONT, and a moment for what fell due meanwhile.</summary>
    public Task ContinueAsync()
    {
        Signal("-CONT");
        return Task.Delay(1_000);
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        return _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process.Id}"]);
        kill.WaitForExit();
    }

    private static Machine Start(string program, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        return new Machine(process);
    }
}

/// <summary>The settings of a measured bot.</summary>
internal static class WaySettings
{
    public static string Write(string folder, string redis, string? platform = null, (string Access, string Refresh)? tokens = null, int mostWaiting = 10_000_000)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "appsettings.json");
        File.WriteAllText(file, new JsonObject
        {
            ["Zalo"] = new JsonObject
            {
                ["AppId"] = WayEvents.AppId, ["OaId"] = WayEvents.OaId, ["AppSecretKey"] = "appSecretForTests", ["OaSecretKey"] = WayEvents.Secret,
                ["AccessToken"] = tokens?.Access ?? "", ["RefreshToken"] = tokens?.Refresh ?? "",
                ["OpenApiUrl"] = platform ?? "http://127.0.0.1:9", ["OAuthUrl"] = platform ?? "http://127.0.0.1:9", ["CallsPerMinute"] = 4000,
            },
            ["Redis"] = new JsonObject { ["ConnectionString"] = redis, ["DataDirectory"] = "data" },
            ["Webhook"] = new JsonObject { ["MaxWaiting"] = mostWaiting },
            ["Organisation"] = new JsonObject { ["Name"] = "Đoàn Khối mẫu" },
            ["Groups"] = new JsonArray([.. Enumerable.Range(0, WayEvents.Groups).Select(group => new JsonObject { ["Id"] = WayEvents.GroupId(group), ["Name"] = $"Nhóm đo {group}", ["Mode"] = "Remind" })]),
            ["Rules"] = new JsonObject { ["Advertising"] = new JsonObject { ["Phrases"] = new JsonArray(WayEvents.Phrase) } },

            // With a platform every breach is answered at once; without one they are judged and noted, and the day's limit ends the saying.
            ["Warnings"] = platform is null
                ? new JsonObject { ["OnlyInWorkingHours"] = false, ["MaxPerGroupPerDay"] = 1 }
                : new JsonObject { ["OnlyInWorkingHours"] = false, ["GroupCooldown"] = "00:00:00", ["MaxPerGroupPerDay"] = 1000, ["Ladder"] = new JsonArray(new JsonObject { ["Breach"] = 1, ["Action"] = "Remind" }) },
        }.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        return file;
    }
}
