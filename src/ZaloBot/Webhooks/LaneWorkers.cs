using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Webhooks;

/// <summary>
/// Holds this process's share of the lanes and works each in a loop of its own. A lane belongs to one process at a time, by
/// lease; the lanes of a process that died are taken over when its leases run out.
/// </summary>
public sealed partial class LaneWorkers(Store store, Inbox inbox, Nudge nudge, LaneWorkerFactory factory, Pulse pulse, ILogger<LaneWorkers> logger) : BackgroundWork
{
    private readonly Dictionary<int, HeldLane> _held = [];
    private bool _forgotDead;

    /// <summary>How many lanes this process works at the moment.</summary>
    public int HeldLanes => _held.Count;

    // Leases run by the store's clock, so this loop runs by the real one, whatever clock the rest of the program is given.
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await ListenAsync();
        await Task.WhenAll(EveryAsync(Lease.RenewalInterval, HoldAsync, stoppingToken), EveryAsync(Nudge.SlowPoll, LookAsync, stoppingToken));
        await Task.WhenAll(_held.Keys.ToList().Select(GiveUpAsync));
    }

    private async Task EveryAsync(TimeSpan interval, Func<CancellationToken, Task> act, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval);
        try
        {
            do
            {
                try
                {
                    await act(stoppingToken);
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    LogStoreAway(failure.GetType().Name);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // Whatever fails now, the lanes are given back.
        }
    }

    private async Task HoldAsync(CancellationToken stoppingToken)
    {
        await ForgetDeadAsync();
        await RenewAsync();
        await BalanceAsync(stoppingToken);
        pulse.Beat();
    }

    // Events of which a lost nudge did not tell, for all lanes in one go: sixteen that look by themselves, each in its own moment, keep an idle bot busy.
    private async Task LookAsync(CancellationToken stoppingToken)
    {
        var lengths = await inbox.LengthsAsync();
        for (var lane = 0; lane < lengths.Count; lane++)
        {
            if (lengths[lane] > 0)
            {
                nudge.Wake(lane, everywhere: false);
            }
        }
    }

    // Without the nudges of other processes work goes on at the slow poll.
    private async Task ListenAsync()
    {
        try
        {
            await nudge.ListenAsync();
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            LogStoreAway(failure.GetType().Name);
        }
    }

    // Once, as soon as the store answers: what this machine's killed processes held need not wait for its end.
    private async Task ForgetDeadAsync()
    {
        if (_forgotDead)
        {
            return;
        }

        RedisKey[] leases = [.. Enumerable.Range(0, StoreKeys.Lanes).Select(store.Keys.LaneLease), store.Keys.SenderLease];
        await Task.WhenAll(leases.Select(key => Lease.ForgetDeadAsync(store.Database, key)));
        foreach (var worker in await store.Database.SortedSetRangeByRankAsync(store.Keys.Workers))
        {
            if (LeaseHolder.IsDead(worker!))
            {
                await store.Database.SortedSetRemoveAsync(store.Keys.Workers, worker);
            }
        }

        _forgotDead = true;
    }

    private async Task RenewAsync()
    {
        foreach (var (lane, held) in _held.ToList())
        {
            if (held.Loop.IsCompleted || !await held.Lease.RenewAsync())
            {
                LogLost(lane);
                await GiveUpAsync(lane);
            }
        }
    }

    private async Task BalanceAsync(CancellationToken stoppingToken)
    {
        var share = await FairShareAsync();
        foreach (var lane in _held.Keys.Skip(share).ToList())
        {
            await GiveUpAsync(lane);
        }

        for (var lane = 0; lane < StoreKeys.Lanes && _held.Count < share; lane++)
        {
            if (!_held.ContainsKey(lane) && await Lease.TryTakeAsync(store.Database, store.Keys.LaneLease(lane)) is { } lease)
            {
                var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                var worker = factory.Create(lane, lease);
                _held[lane] = new HeldLane(lease, stop, Task.Run(() => worker.RunAsync(stop.Token), CancellationToken.None));
            }
        }
    }

    // Processes that showed themselves lately share the lanes evenly, rounded up.
    private async Task<int> FairShareAsync()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var database = store.Database;
        _ = database.SortedSetRemoveRangeByScoreAsync(store.Keys.Workers, 0, now - Lease.Duration.TotalMilliseconds, flags: CommandFlags.FireAndForget);
        await database.SortedSetAddAsync(store.Keys.Workers, LeaseHolder.Name, now);
        var alive = Math.Max(1, await database.SortedSetLengthAsync(store.Keys.Workers));
        return (int)((StoreKeys.Lanes + alive - 1) / alive);
    }

    private async Task GiveUpAsync(int lane)
    {
        if (!_held.Remove(lane, out var held))
        {
            return;
        }

        await held.Stop.CancelAsync();
        try
        {
            await held.Loop;
            await held.Lease.ReleaseAsync();
        }
        catch (Exception failure)
        {
            // The lease runs out by itself, and the lane is taken again, here or elsewhere.
            LogEnded(lane, failure.GetType().Name);
        }

        held.Stop.Dispose();
    }

    private sealed record HeldLane(Lease Lease, CancellationTokenSource Stop, Task Loop);

    [LoggerMessage(1, LogLevel.Warning, "The store does not answer ({Cause}); lanes are kept or taken again when it does.")]
    private partial void LogStoreAway(string cause);

    [LoggerMessage(3, LogLevel.Information, "The worker of lane {Lane} ended ({Cause}).")]
    private partial void LogEnded(int lane, string cause);

    [LoggerMessage(2, LogLevel.Information, "Lane {Lane} is no longer held by this process.")]
    private partial void LogLost(int lane);
}
