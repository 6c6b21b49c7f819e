using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Outbox;

/// <summary>
/// Sends what is in the outbox, one item after another. One process at a time holds the sender's lease, so that order and
/// pace hold for the whole OA.
/// </summary>
public sealed partial class Sender(Store store, OutboxStore outbox, Delivery delivery, Nudge nudge, Pulse pulse, TimeProvider time, ILogger<Sender> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await Lease.TryTakeAsync(store.Database, store.Keys.SenderLease) is { } lease)
                {
                    await SendUnderAsync(lease, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is RedisException or TimeoutException)
            {
                LogStoreAway(failure.GetType().Name);
            }
            catch (Exception failure)
            {
                LogFailed(failure);
            }

            // Leases run by the store's clock, so this pause is by the real one.
            await Task.Delay(Lease.RenewalInterval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendUnderAsync(Lease lease, CancellationToken stoppingToken)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var renewal = RenewAsync(lease, held);
        try
        {
            while (!held.IsCancellationRequested)
            {
                var next = nudge.Next(Nudge.Outbox);
                var (item, nextDue) = await outbox.NextAsync(time.GetUtcNow());
                if (item is not null)
                {
                    if (!await delivery.AdvanceAsync(item, lease, held.Token))
                    {
                        return;
                    }

                    pulse.Beat();
                }
                else
                {
                    pulse.Beat();
                    await WaitAsync(next, nextDue, held.Token);
                }
            }
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
        }
        finally
        {
            await held.CancelAsync();
            await renewal;
            await lease.ReleaseAsync();
        }
    }

    // Items fall due by the program's clock; a lost nudge is made good by the slow poll, by the real one.
    private async Task WaitAsync(Task next, DateTimeOffset? nextDue, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> reasons = [next, Task.Delay(Nudge.SlowPoll, done.Token)];
        if (nextDue is { } due)
        {
            var rest = due - time.GetUtcNow();
            reasons.Add(rest > TimeSpan.Zero ? Task.Delay(rest < TimeSpan.FromDays(1) ? rest : TimeSpan.FromDays(1), time, done.Token) : Task.CompletedTask);
        }

        await Task.WhenAny(reasons);
        await done.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async Task RenewAsync(Lease lease, CancellationTokenSource held)
    {
        using var timer = new PeriodicTimer(Lease.RenewalInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(held.Token))
            {
                if (!await lease.RenewAsync())
                {
                    await held.CancelAsync();
                }
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or RedisException or TimeoutException)
        {
            await held.CancelAsync();
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Sending waits: the store does not answer ({Cause}).")]
    private partial void LogStoreAway(string cause);

    [LoggerMessage(2, LogLevel.Error, "Sending stopped and starts again in a moment.")]
    private partial void LogFailed(Exception failure);
}
