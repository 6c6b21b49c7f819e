using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZaloBot.Emulator;

namespace ZaloBot.Endurance;

/// <summary>The bot as a process of its own, started by its command line, killed and started again.</summary>
internal sealed class AppProcess(string folder, JsonObject settings) : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(1) };

    private readonly string _settings = Path.Combine(folder, "appsettings.json");
    private readonly int _port = Ports.Free();
    private readonly SemaphoreSlim _writing = new(1);
    private Process? _process;
    private StreamWriter? _log;

    public Uri Webhook => new($"http://127.0.0.1:{_port}/webhook/zalo");

    public string Witness => Path.Combine(folder, "decided.txt");

    public string DataDirectory => Path.Combine(folder, "data");

    public bool IsAlive => _process is { HasExited: false };

    /// <summary>Writes the settings, whole at once; the running process takes them over.</summary>
    public Task WriteSettingsAsync(string purpose = "", bool broken = false) => WriteAsync(() => settings["Groups"]![0]!["Purpose"] = purpose, broken);

    /// <summary>Writes a new pair of tokens into the settings, as an administrator does who has one from the console.</summary>
    public Task ConnectAsync(TokenPair pair) => WriteAsync(() => (settings["Zalo"]!["AccessToken"], settings["Zalo"]!["RefreshToken"]) = (pair.AccessToken, pair.RefreshToken));

    /// <summary>Starts the process and waits until it answers. One that ends at once, as with settings that are spoilt just then, is started again, as an orchestrator would.</summary>
    public async Task StartAsync()
    {
        var patience = Stopwatch.StartNew();
        Launch();
        while (!await AnswersAsync())
        {
            if (patience.Elapsed > TimeSpan.FromMinutes(2))
            {
                throw new InvalidOperationException($"The bot did not start; see {folder}/log.jsonl.");
            }

            await Task.Delay(50);
            if (!IsAlive)
            {
                // With its last words in the log.
                await _process!.WaitForExitAsync();
                Launch();
            }
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (IsAlive)
        {
            _process!.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _process = null;
    }

    /// <summary>SIGTERM, and wait.</summary>
    public async Task StopAsync()
    {
        if (IsAlive)
        {
            await Signals.TerminateAsync(_process!);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _log?.Dispose();
        _writing.Dispose();
    }

    private async Task WriteAsync(Action change, bool broken = false)
    {
        await _writing.WaitAsync();
        try
        {
            change();
            var text = settings.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
            await File.WriteAllTextAsync(_settings + ".new", broken ? text[..(text.Length / 2)] : text);
            File.Move(_settings + ".new", _settings, overwrite: true);
        }
        finally
        {
            _writing.Release();
        }
    }

    private void Launch()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(ZaloBotBuilder).Assembly.Location, "run", "--settings", _settings },
            UseShellExecute = false,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{_port}", ["DOTNET_ENVIRONMENT"] = "Production", [Storage.FaultPoint.WitnessVariable] = Witness },
        };
        _process?.Dispose();
        _process = Process.Start(start)!;
        var log = _log ??= new StreamWriter(Path.Combine(folder, "log.jsonl"), append: true) { AutoFlush = true };
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (log)
            {
                log.WriteLine(line.Data);
            }
        };
        _process.BeginErrorReadLine();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Webhook, "/healthz/live"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
