using System.Diagnostics;
using StackExchange.Redis;
using ZaloBot.Leaders;
using ZaloBot.Storage;
using ZaloBot.Telemetry;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Outbox;

/// <summary>
/// Takes one item one step further: expire it, call the platform, or look into the history after a call whose outcome is in
/// doubt. Every step is one commit under the sender's lease, and the item is marked before the call, so that a crash anywhere
/// leaves a state from which the next sender knows what to do.
/// </summary>
public sealed partial class Delivery(
    Store store, ZaloClient zalo, History history, UndeliverableAlerts undeliverable, AdministratorNotices notices, IPaceLedger pace, BotMetrics metrics, TimeProvider time, ILogger<Delivery> logger)
{
    /// <summary>The history may lag behind the call, so it is looked at twice before a message counts as not said.</summary>
    public static readonly IReadOnlyList<TimeSpan> LookAfter = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20)];

    /// <summary>How long a history that cannot be read is asked for again.</summary>
    public static readonly TimeSpan LongestDoubt = TimeSpan.FromMinutes(10);

    /// <summary>From the beginning of the mark to the call; shorter than the lease, counted by this process's own clock.</summary>
    private static readonly TimeSpan LongestStep = Lease.Duration / 2;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Advances an item; false when the lease was lost and the sender has to stop.</summary>
    public Task<bool> AdvanceAsync(OutboxItem item, Lease lease, CancellationToken cancellationToken)
    {
        // An alert may still be worth repeating after doubt; what has expired is not worth a first call.
        if (item.State == OutboxState.Waiting && item.ExpiresAt <= time.GetUtcNow())
        {
            return SettleAsync(item, lease, DeliveryOutcome.Expired);
        }

        return item.State switch
        {
            OutboxState.Waiting => CallAsync(item, lease, cancellationToken),

            // Marked, and no outcome written: the process that was sending died. Nobody knows whether the call was made.
            OutboxState.Sending => WriteAsync(item with { State = OutboxState.Unclear, Looks = 0, Due = time.GetUtcNow() }, lease),
            _ => LookAsync(item, lease, cancellationToken),
        };
    }

    private async Task<bool> CallAsync(OutboxItem item, Lease lease, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        item = item with { State = OutboxState.Sending, CalledAt = time.GetUtcNow() };
        if (!await WriteAsync(item, lease))
        {
            return false;
        }

        FaultPoint.Reach(FaultPoint.MarkedSending);
        if (Stopwatch.GetElapsedTime(begun) > LongestStep)
        {
            // So long after the mark (a machine that slept, a store that was slow) another sender may have taken over. What it
            // found in the history must stay true: this call is not made, and whoever holds the lease makes it.
            return await WriteAsync(item with { State = OutboxState.Waiting }, lease);
        }

        using var timing = metrics.TimeSend();
        using var span = BotTraces.Send(item.Audience.ToString(), item.Case);
        var sent = item.Audience == Audience.Group
            ? await zalo.SendGroupTextAsync(item.To, item.Text, cancellationToken: cancellationToken)
            : await zalo.SendPrivateTextAsync(item.To, item.Text, cancellationToken: cancellationToken);
        FaultPoint.Reach(FaultPoint.Called);

        if (sent.IsOk)
        {
            return await SettleAsync(item, lease, DeliveryOutcome.Delivered, sent.Value.MessageId);
        }

        LogNotSent(item.Case, sent.Error.Code ?? 0, sent.Error.Meaning, sent.Error.Fate);
        return sent.Error.Fate == CallFate.Unclear
            ? await WriteAsync(item with { State = OutboxState.Unclear, Looks = 0, Due = time.GetUtcNow() + LookAfter[0] }, lease)
            : await AfterRefusalAsync(item, sent.Error, lease);
    }

    // Nothing was done by the platform: repeating cannot double anything.
    private async Task<bool> AfterRefusalAsync(OutboxItem item, ZaloError error, Lease lease)
    {
        metrics.SendRefused(error.Meaning.ToString());
        switch (error.Class)
        {
            case ErrorClass.BackOff or ErrorClass.Transient:
                return await WaitAndRepeatAsync(item, lease, (await pace.ReadAsync(CancellationToken.None)).ClosedUntil);

            // Set-up, consent, package or money: a person has to act, and the item waits for it as long as it is worth saying.
            case ErrorClass.Renew or ErrorClass.Operator:
                await notices.RaiseAsync($"send:{error.Meaning}", error);
                return await WaitAndRepeatAsync(item, lease);

            case ErrorClass.PermanentForTarget when item.Audience == Audience.Person:
                return await SettleAsync(item, lease, DeliveryOutcome.WaitsForLeader, errorCode: error.Code ?? 0, also: changes => undeliverable.Keep(changes, item));

            default:
                await notices.RaiseAsync($"send:{error.Meaning}:{error.Code}", error);
                return await SettleAsync(item, lease, DeliveryOutcome.Refused, errorCode: error.Code ?? 0);
        }
    }

    // While the pace is closed the item waits here and not in the middle of a call: there, a crash would leave it in doubt.
    private Task<bool> WaitAndRepeatAsync(OutboxItem item, Lease lease, DateTimeOffset? notBefore = null)
    {
        var due = time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 2 * Math.Pow(2, item.Refusals)));
        return WriteAsync(
            item with { State = OutboxState.Waiting, Refusals = item.Refusals + 1, Due = notBefore > due ? notBefore.Value : due }, lease);
    }

    private async Task<bool> LookAsync(OutboxItem item, Lease lease, CancellationToken cancellationToken)
    {
        var look = await history.FindAsync(item, cancellationToken);
        if (look.MessageId is { } messageId)
        {
            return await SettleAsync(item, lease, DeliveryOutcome.FoundInHistory, messageId);
        }

        var now = time.GetUtcNow();
        if (!look.WasRead)
        {
            // A history that could not be read proves nothing. A public word then stays unsaid; a leader's alert is worth a repetition.
            return now < item.CalledAt + LongestDoubt
                ? await WriteAsync(item with { Due = now + LookAfter[^1] }, lease)
                : await GiveUpDoubtAsync(item, lease);
        }

        var looks = item.Looks + 1;
        if (looks < LookAfter.Count)
        {
            return await WriteAsync(item with { Looks = looks, Due = now + LookAfter[looks] }, lease);
        }

        // Looked for twice, some time apart, in a history that goes back beyond the call: it was not said, and is said again as
        // long as it is worth saying.
        return await WriteAsync(item with { State = OutboxState.Waiting, Looks = 0, Doubts = item.Doubts + 1, Due = now }, lease);
    }

    private Task<bool> GiveUpDoubtAsync(OutboxItem item, Lease lease) =>
        item.IsPublic
            ? SettleAsync(item, lease, DeliveryOutcome.LeftUnsaid)
            : WriteAsync(item with { State = OutboxState.Waiting, Looks = 0, Doubts = item.Doubts + 1, Due = time.GetUtcNow() }, lease);

    // Who is erased while a message to or about them is on its way leaves no receipt and no second attempt.
    private Condition StillPlanned(OutboxItem item) => Condition.HashExists(store.Keys.OutboxItems, item.Id);

    private async Task<bool> WriteAsync(OutboxItem item, Lease lease)
    {
        var changes = new Changes();
        changes.Require(lease.IsHeld);
        changes.Require(StillPlanned(item));
        OutboxStore.Write(changes, store.Keys, item);
        return await changes.CommitAsync(store.Database);
    }

    private async Task<bool> SettleAsync(
        OutboxItem item, Lease lease, DeliveryOutcome outcome, string? messageId = null, int errorCode = 0, Action<Changes>? also = null)
    {
        var changes = new Changes();
        changes.Require(lease.IsHeld);
        changes.Require(StillPlanned(item));
        OutboxStore.Settle(changes, store.Keys, item, new Receipt(item.Id, item.Case, item.Audience, item.To, time.GetUtcNow(), outcome, messageId, errorCode));
        also?.Invoke(changes);
        if (!await changes.CommitAsync(store.Database))
        {
            return false;
        }

        FaultPoint.Reach(FaultPoint.Receipted);
        metrics.Settled(item.Audience.ToString(), outcome.ToString());
        LogSettled(item.Case, item.Audience, outcome);
        return true;
    }

    [LoggerMessage(1, LogLevel.Warning, "Case {Case} was not taken by the platform: code {Code}, {Meaning}, {Fate}.")]
    private partial void LogNotSent(string @case, int code, ErrorMeaning meaning, CallFate fate);

    [LoggerMessage(2, LogLevel.Information, "Case {Case} to a {Audience}: {Outcome}.")]
    private partial void LogSettled(string @case, Audience audience, DeliveryOutcome outcome);
}
