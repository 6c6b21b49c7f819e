using StackExchange.Redis;
using ZaloBot.Leaders;
using ZaloBot.Settings;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Connection;

/// <summary>
/// Looks every few minutes whether the OA is still connected, and passes on what the settings' watcher refused, so that the
/// administrators hear of both before the members notice.
/// </summary>
public sealed partial class ConnectionWatch(TokenKeeper keeper, SettingsSource settings, AdministratorNotices notices, TimeProvider time, ILogger<ConnectionWatch> logger) : BackgroundWork
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        settings.Refused += OnRefused;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await LookAsync(stoppingToken);
                await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            settings.Refused -= OnRefused;
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var health = await keeper.ExamineAsync(cancellationToken);
            if (health.Status is TokenStatus.Missing or TokenStatus.Disconnected or TokenStatus.ConsentNeeded)
            {
                await notices.RaiseAsync($"token:{health.Status}", "consent-needed", ConsentEndpoints.StartAddress(settings) ?? health.Reason.ToString());
            }
        }
        catch (TokensUnreadableException failure)
        {
            LogUnreadable(failure.Message);
            await notices.RaiseAsync("token:unreadable", "consent-needed", ConsentEndpoints.StartAddress(settings) ?? "Redis.KeyDirectory");
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was, a look that failed must not take the bot down with it; the next one is minutes away.
            LogNotKnown(failure.GetType().Name);
        }
    }

    private void OnRefused(IReadOnlyList<SettingsFault> faults) => _ = TellOfRefusalAsync(faults);

    private async Task TellOfRefusalAsync(IReadOnlyList<SettingsFault> faults)
    {
        try
        {
            await notices.RaiseAsync("settings:refused", "settings-refused", faults[0].Path);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            LogNotKnown(failure.GetType().Name);
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "The connection could not be looked at: {Cause}.")]
    private partial void LogNotKnown(string cause);

    [LoggerMessage(2, LogLevel.Error, "{Problem}")]
    private partial void LogUnreadable(string problem);
}
