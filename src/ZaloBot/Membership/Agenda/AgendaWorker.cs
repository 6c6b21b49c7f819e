using ZaloBot.Settings;
using ZaloBot.Storage;

namespace ZaloBot.Membership.Agenda;

/// <summary>
/// Does what is on the agenda when it is due, one item after another, in one process at a time. Each step is one commit, made
/// only while the lease is held and the item is as it was read.
/// </summary>
public sealed partial class AgendaWorker(
    Store store, AgendaStore agenda, ActRunner acts, Deadlines deadlines, SettingsKeeper keeper, SettingsSource settings, Nudge nudge, Pulse pulse, TimeProvider time, ILogger<AgendaWorker> logger)
    : LeasedService(store, store.Keys.AgendaLease, logger)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    private readonly Store _store = store;

    protected override async Task WorkAsync(Lease lease, CancellationToken held)
    {
        var clock = new ClockWatch(time);
        while (!held.IsCancellationRequested)
        {
            if (clock.Leapt() is var leap && leap > TimeSpan.Zero)
            {
                LogLeapt(leap);
                await agenda.PostponeAsync(leap, time.GetUtcNow(), lease);
            }

            var next = nudge.Next(Nudge.Agenda);
            var (item, stored, nextDue) = await agenda.NextAsync(time.GetUtcNow());
            if (item is not null)
            {
                await AdvanceAsync(new AgendaStep(_store, item, stored, lease, settings.Snapshot, time.GetUtcNow()), held);
                pulse.Beat();
            }
            else
            {
                pulse.Beat();
                await WaitAsync(next, nextDue, time, held);
            }
        }
    }

    private async Task AdvanceAsync(AgendaStep step, CancellationToken held)
    {
        try
        {
            await (step.Item.Kind switch
            {
                AgendaKind.Deadline => deadlines.MeetAsync(step),
                AgendaKind.Expiry => deadlines.ExpireAsync(step),
                AgendaKind.CheckSettings => keeper.CheckAsync(step, held),
                _ => acts.AdvanceAsync(step, held),
            });
        }
        catch (Exception failure) when (failure is not (StackExchange.Redis.RedisException or TimeoutException or OperationCanceledException))
        {
            // One item that fails keeps nobody from the others.
            LogFailed(step.Item.Kind, failure);
            var later = new AgendaStep(_store, step.Item, step.Stored, step.Lease, settings.Snapshot, time.GetUtcNow());
            later.Put(step.Item with { Due = later.Scope.Now + AfterFailure });
            await later.CommitAsync();
        }

        if (step.Scope.Changes.TouchesOutbox)
        {
            nudge.Wake(Nudge.Outbox);
        }
    }

    [LoggerMessage(4, LogLevel.Warning, "The clock was moved forward by {Leap}; deadlines and removals that were still to come are put off by as much.")]
    private partial void LogLeapt(TimeSpan leap);

    [LoggerMessage(3, LogLevel.Error, "An item of the agenda ({Kind}) failed and is tried again in a minute.")]
    private partial void LogFailed(AgendaKind kind, Exception failure);
}
