using StackExchange.Redis;

namespace ZaloBot.Storage;

/// <summary>Work that one process at a time does, under a lease that is renewed while the work goes on.</summary>
public abstract partial class LeasedService(Store store, RedisKey leaseKey, ILogger logger) : BackgroundWork
{
    /// <summary>Works until cancelled: the process stops, or the lease was lost.</summary>
    protected abstract Task WorkAsync(Lease lease, CancellationToken held);

    protected sealed override async Task RunAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await Lease.TryTakeAsync(store.Database, leaseKey) is { } lease)
                {
                    await WorkUnderAsync(lease, stoppingToken);
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

    private async Task WorkUnderAsync(Lease lease, CancellationToken stoppingToken)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var renewal = RenewAsync(lease, held);
        try
        {
            await WorkAsync(lease, held.Token);
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

    /// <summary>Waits for a nudge, the moment something falls due by the program's clock, or the slow poll by the real one.</summary>
    protected static async Task WaitAsync(Task nudge, DateTimeOffset? nextDue, TimeProvider time, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> reasons = [nudge, Task.Delay(Nudge.SlowPoll, done.Token)];
        if (nextDue is { } due)
        {
            var rest = due - time.GetUtcNow();
            reasons.Add(rest > TimeSpan.Zero ? Task.Delay(rest < TimeSpan.FromDays(1) ? rest : TimeSpan.FromDays(1), time, done.Token) : Task.CompletedTask);
        }

        await Task.WhenAny(reasons);
        await done.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    [LoggerMessage(1, LogLevel.Warning, "Work waits: the store does not answer ({Cause}).")]
    private partial void LogStoreAway(string cause);

    [LoggerMessage(2, LogLevel.Error, "Work stopped and starts again in a moment.")]
    private partial void LogFailed(Exception failure);
}
