using ZaloBot.Membership.Consents;
using ZaloBot.Moderation;
using ZaloBot.Privacy;
using ZaloBot.Settings;
using ZaloBot.Webhooks;

namespace ZaloBot.Storage;

/// <summary>Drops once an hour what has been kept long enough and does not expire in the store by itself.</summary>
public sealed partial class Housekeeping(
    CaseBook cases, ConsentBook consents, Quarantine quarantine, Retention rest, SettingsSource settings, TimeProvider time, ILogger<Housekeeping> logger) : BackgroundWork
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var retention = settings.Current.Retention;
                await cases.TrimAsync(time.GetUtcNow(), retention.Cases);
                await consents.TrimAsync(time.GetUtcNow(), retention.Cases);
                await quarantine.TrimAsync(time.GetUtcNow(), retention.Quarantine);
                await rest.EnforceAsync();
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogLater(failure.GetType().Name);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "Nothing was tidied up: {Cause}.")]
    private partial void LogLater(string cause);
}
