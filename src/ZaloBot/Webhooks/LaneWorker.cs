using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Webhooks;

/// <summary>
/// Works one lane: reads events, has them handled, and commits what that changes together with the fact that they are done.
/// </summary>
public sealed partial class LaneWorker(int lane, Lease lease, Store store, Inbox inbox, Nudge nudge, EventProcessor processor, Pulse pulse, ILogger<LaneWorker> logger)
{
    /// <summary>Enough to share the round trips of a burst, few enough that a lost lease repeats little.</summary>
    private const int BatchSize = 32;

    /// <summary>After so many failures by itself an event goes to quarantine: it must not hold up those behind it for ever.</summary>
    private const int Patience = 3;

    private int _failures;
    private long? _turn;

    // What the last commit found behind what it finished; null when that is not known.
    private IReadOnlyList<byte[]>? _ahead;

    /// <summary>Runs until cancelled or until the lease is lost.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var serving = nudge.Serve(lane);
        var next = nudge.Next(lane);
        while (!cancellationToken.IsCancellationRequested)
        {
            // What lies ahead was looked at after this nudge was taken; a later one would not tell of what came in between.
            if (_ahead is null)
            {
                next = nudge.Next(lane);
            }

            try
            {
                if (!await WorkAsync())
                {
                    await next.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
            catch (LeaseLostException)
            {
                // Who holds the lane now was not told what came here meanwhile.
                serving.Dispose();
                nudge.Wake(lane);
                return;
            }
            catch (TimeoutException)
            {
                // A store that did not answer in time: look again.
            }
            catch (RedisException failure)
            {
                LogStoreAway(lane, failure.GetType().Name);

                // By the real clock, like the store's.
                await Task.Delay(Nudge.SlowPoll, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> WorkAsync()
    {
        _turn ??= await inbox.TurnAsync(lane);
        var batch = _ahead ?? await inbox.ReadAsync(lane, BatchSize);
        _ahead = null;
        if (batch.Count == 0)
        {
            return false;
        }

        FaultPoint.Reach(FaultPoint.Taken);
        if (_failures == 0 && await TryAsync(batch, lastChance: false))
        {
            pulse.Beat();
            return true;
        }

        // Something in the batch fails: one at a time, then.
        foreach (var entry in batch)
        {
            if (_turn is null || !await TryAsync([entry], lastChance: _failures >= Patience))
            {
                break;
            }

            _failures = 0;
        }

        pulse.Beat();
        return true;
    }

    private async Task<bool> TryAsync(IReadOnlyList<byte[]> batch, bool lastChance)
    {
        var changes = new Changes();
        _ahead = null;
        try
        {
            await processor.ProcessAsync(batch, changes, lastChance);
        }
        catch (Exception failure) when (failure is not (RedisException or TimeoutException or OperationCanceledException))
        {
            _failures++;
            LogFailed(lane, _failures, failure);
            return false;
        }

        FaultPoint.Reach(FaultPoint.Judged);

        // Unknown until the commit is answered: an exception here leaves it to be read anew.
        var turn = _turn!.Value;
        _turn = null;
        changes.Require(lease.IsHeld);
        var behind = inbox.Finish(changes, lane, batch.Count, turn, BatchSize);
        if (await changes.CommitAsync(store.CommitsOf(lane)))
        {
            FaultPoint.Reach(FaultPoint.Committed);
            _turn = turn + 1;
            _ahead = behind();
            if (changes.TouchesOutbox)
            {
                nudge.Wake(Nudge.Outbox);
            }

            if (changes.TouchesAgenda)
            {
                nudge.Wake(Nudge.Agenda);
            }

            return true;
        }

        return await lease.RenewAsync() ? false : throw new LeaseLostException();
    }

    private sealed class LeaseLostException : Exception;

    [LoggerMessage(1, LogLevel.Warning, "Lane {Lane} waits: the store does not answer ({Cause}).")]
    private partial void LogStoreAway(int lane, string cause);

    [LoggerMessage(2, LogLevel.Error, "An event in lane {Lane} could not be handled (attempt {Attempt}).")]
    private partial void LogFailed(int lane, int attempt, Exception failure);
}

/// <summary>Makes the worker of a lane that this process has just leased.</summary>
public sealed class LaneWorkerFactory(Store store, Inbox inbox, Nudge nudge, EventProcessor processor, Pulse pulse, ILogger<LaneWorker> logger)
{
    public LaneWorker Create(int lane, Lease lease) => new(lane, lease, store, inbox, nudge, processor, pulse, logger);
}
