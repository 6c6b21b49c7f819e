using System.Globalization;
using StackExchange.Redis;
using ZaloBot.Leaders;
using ZaloBot.Moderation;
using ZaloBot.Settings;
using ZaloBot.Storage;

namespace ZaloBot.Connection;

/// <summary>
/// Raises an alarm when the platform has sent nothing for too long: it unsubscribes a webhook that answered badly, without a
/// word (fact sheet 2.3), and a bot that hears nothing looks just like an office where nobody writes. Only hours in which the
/// office works count as silent.
/// </summary>
public sealed partial class SilenceWatch(Store store, SettingsSource settings, AdministratorNotices notices, TimeProvider time, ILogger<SilenceWatch> logger) : BackgroundWork
{
    private const string Cause = "webhook:silence";

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <summary>Further back nothing is counted: by then the alarm has been raised, or nobody works.</summary>
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(31);

    /// <summary>How much of a span the office works, in steps of a quarter of an hour.</summary>
    public static TimeSpan WorkedBetween(DateTimeOffset from, DateTimeOffset to, OfficeHours hours)
    {
        var worked = TimeSpan.Zero;
        for (var at = from > to - Furthest ? from : to - Furthest; at + Step <= to; at += Step)
        {
            worked += hours.Contains(at) ? Step : TimeSpan.Zero;
        }

        return worked;
    }

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync();
            }
            catch (Exception failure) when (failure is RedisException or TimeoutException)
            {
                LogLater(failure.GetType().Name);
            }

            await Task.Delay(Step, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks once: raises the notice, or settles it.</summary>
    public async Task LookAsync()
    {
        var now = time.GetUtcNow();

        // A bot that has never heard anything counts from its first look.
        var first = await store.Database.StringSetAsync(store.Keys.LastEvent, now.ToUnixTimeMilliseconds(), when: When.NotExists);
        var limit = settings.Current.Alerts.AfterSilence;
        if (first || limit == TimeSpan.Zero || settings.Current.Zalo.OaSecretKey.Length == 0)
        {
            return;
        }

        var last = DateTimeOffset.FromUnixTimeMilliseconds((long)await store.Database.StringGetAsync(store.Keys.LastEvent));
        if (WorkedBetween(last, now, new OfficeHours(settings.Current.Organisation)) >= limit)
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.Current.Organisation.TimeZone);
            await notices.RaiseAsync(Cause, "silence", TimeZoneInfo.ConvertTime(last, zone).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture));
        }
        else
        {
            await notices.SettleAsync(Cause);
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "Whether events still come could not be looked at: {Cause}.")]
    private partial void LogLater(string cause);
}
