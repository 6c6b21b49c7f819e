using ZaloBot.Storage;

namespace ZaloBot.Webhooks;

/// <summary>Brings spooled events to the inbox as soon as the store answers again.</summary>
public sealed partial class SpoolDrain(Spool spool, Store store, Nudge nudge, ILogger<SpoolDrain> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Nudge.SlowPoll);
        do
        {
            try
            {
                await DrainAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotYet(failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        if (spool.IsEmpty)
        {
            return;
        }

        await store.Database.PingAsync();
        var drained = await spool.DrainAsync(
            async (lane, entry) =>
            {
                await store.Database.ListLeftPushAsync(store.Keys.Inbox(lane), entry);
                nudge.Wake(lane);
            },
            cancellationToken);
        if (drained > 0)
        {
            LogDrained(drained);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The store answers again: {Count} spooled events went to the inbox.")]
    private partial void LogDrained(int count);

    [LoggerMessage(2, LogLevel.Debug, "Spooled events still wait: {Cause}.")]
    private partial void LogNotYet(string cause);
}
