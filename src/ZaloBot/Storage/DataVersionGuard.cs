using StackExchange.Redis;
using ZaloBot.Settings;

namespace ZaloBot.Storage;

/// <summary>
/// Has the data brought up to this program's version before anything works on it. While the store is away the bot starts all
/// the same, to spool events, and the guard waits for it.
/// </summary>
public sealed partial class DataVersionGuard(Store store, SettingsSource settings, IHostApplicationLifetime lifetime, ILogger<DataVersionGuard> logger) : BackgroundService
{
    private bool _isDone;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await EnsureAsync();
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            LogWaits(failure.GetType().Name);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!_isDone && !stoppingToken.IsCancellationRequested)
        {
            // Whether the store is back is a matter of the real clock, not of the program's.
            await Task.Delay(Nudge.SlowPoll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await EnsureAsync();
            }
            catch (StoreException failure)
            {
                LogRefused(failure.Message);
                lifetime.StopApplication();
                return;
            }
            catch (Exception failure) when (failure is RedisException or TimeoutException)
            {
                // Still away.
            }
        }
    }

    private async Task EnsureAsync()
    {
        var found = await DataVersion.EnsureAsync(store, settings.Current);
        _isDone = true;
        if (found < DataVersion.Current)
        {
            LogMigrated(found, DataVersion.Current);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The data in the store was brought from version {From} to {To}.")]
    private partial void LogMigrated(int from, int to);

    [LoggerMessage(2, LogLevel.Warning, "The version of the data cannot be read yet: the store does not answer ({Cause}).")]
    private partial void LogWaits(string cause);

    [LoggerMessage(3, LogLevel.Critical, "{Problem}")]
    private partial void LogRefused(string problem);
}
