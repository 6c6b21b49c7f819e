using ZaloBot.Storage;

namespace ZaloBot.Webhooks;

/// <summary>Brings spooled events to the inbox as soon as the store answers again and has room.</summary>
public sealed partial class SpoolDrain(Spool spool, Inbox inbox, ILogger<SpoolDrain> logger) : BackgroundWork
{
    protected override async Task RunAsync(CancellationToken stoppingToken)
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
        if (spool.IsEmpty && !inbox.IsFull)
        {
            return;
        }

        // Also how a full inbox is found to have emptied: while it counts as full, nothing is put there.
        await inbox.LengthAsync();
        var drained = inbox.IsFull ? 0 : await spool.DrainAsync(KeepAsync, cancellationToken);
        if (drained > 0)
        {
            LogDrained(drained);
        }
    }

    private async Task<bool> KeepAsync(IReadOnlyList<SpoolRecord> records)
    {
        if (inbox.IsFull)
        {
            return false;
        }

        await Task.WhenAll(records.Select(record => inbox.KeepAsync(record.Lane, record.Entry)));
        FaultPoint.Reach(FaultPoint.Drained);
        return true;
    }

    [LoggerMessage(1, LogLevel.Information, "The store answers again: {Count} spooled events went to the inbox.")]
    private partial void LogDrained(int count);

    [LoggerMessage(2, LogLevel.Debug, "Spooled events still wait: {Cause}.")]
    private partial void LogNotYet(string cause);
}
