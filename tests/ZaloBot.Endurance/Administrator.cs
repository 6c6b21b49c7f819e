using System.Net.Http.Json;
using System.Text.Json;
using ZaloBot.Connection;
using ZaloBot.Emulator;
using ZaloBot.Telemetry;

namespace ZaloBot.Endurance;

/// <summary>
/// Who connects the OA anew when the bot asks for it. A process killed between the platform's answer and the store takes the new
/// pair with it, and the old refresh token is spent; no bot can mend that, so the run goes on as an office would.
/// </summary>
internal sealed class Administrator(IReadOnlyList<AppProcess> apps, ZaloEmulator zalo)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    // The processes take their settings over when they next look at the file.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    /// <summary>How often consent was given anew.</summary>
    public int Consents { get; private set; }

    public async Task AttendAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var isAsked = await IsAskedAsync();
            if (isAsked)
            {
                Consents++;
                var pair = zalo.Tokens.Issue();
                await Task.WhenAll(apps.Select(app => app.ConnectAsync(pair)));
            }

            await Task.Delay(isAsked ? Patience : BetweenLooks, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> IsAskedAsync()
    {
        foreach (var app in apps)
        {
            try
            {
                using var answer = await Http.GetAsync(new Uri(app.Webhook, "/healthz/ready"));
                var report = await answer.Content.ReadFromJsonAsync<HealthReport>();
                return report?.Problems?.Any(problem => problem.Contains(ConsentEndpoints.StartPath, StringComparison.Ordinal)) ?? false;
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or JsonException)
            {
                // Killed just now, or with trouble of its own; another one knows.
            }
        }

        return false;
    }
}
