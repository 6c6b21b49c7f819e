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
    Store store,
    OutboxStore outbox,
    ZaloClient zalo,
    History history,
    SendGates gates,
    UndeliverableAlerts undeliverable,
    ChargeWatch charges,
    AdministratorNotices notices,
    IPaceLedger pace,
    BotMetrics metrics,
    TimeProvider time,
    ILogger<Delivery> logger)
{
    /// <summary>The history may lag behind the call, so it is looked at twice before a message counts as not said.</summary>
    public static readonly IReadOnlyList<TimeSpan> LookAfter = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20)];

    /// <summary>How long a history that cannot be read is asked for again.</summary>
    public static readonly TimeSpan LongestDoubt = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long after a call in doubt it is made again, and how often (fact sheet 7.1: two or three times, then record). In a
    /// group at once or not at all.
    /// </summary>
    private static readonly IReadOnlyList<TimeSpan> RepeatAfter = [TimeSpan.Zero, TimeSpan.FromMinutes(30), TimeSpan.FromHours(3)];

    /// <summary>After so many calls in doubt a private message is not tried again even when its reader writes to the OA: it was said, or never will be.</summary>
    private const int MostDoubts = 6;

    /// <summary>So many refusals without a word of the platform itself are told to the administrators; about ten minutes.</summary>
    private const int TellAfter = 8;

    /// <summary>After so many the pauses grow further.</summary>
    private const int LongRefused = 10;

    private static readonly TimeSpan PauseWhenLongRefused = TimeSpan.FromHours(1);

    private static readonly TimeSpan VietNamOffset = TimeSpan.FromHours(7);

    private static readonly TimeSpan VietNamMorning = TimeSpan.FromHours(6);

    /// <summary>From the beginning of the mark to the call; shorter than the lease, counted by this process's own clock.</summary>
    private static readonly TimeSpan LongestStep = Lease.Duration / 2;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Advances an item; false when the lease was lost, or the item changed in other hands, and the sender has to begin anew.</summary>
    public async Task<bool> AdvanceAsync(PlannedItem planned, Lease lease, CancellationToken cancellationToken)
    {
        var (item, turn) = (planned.Item, new SenderTurn(lease, planned.Value));

        // An alert may still be worth repeating after doubt; what has expired, or was answered, is not worth a first call.
        if (item.State == OutboxState.Waiting && await undeliverable.IsPointlessAsync(item.ExpiresAt, item.Question))
        {
            return await SettleAsync(item, turn, DeliveryOutcome.Expired);
        }

        return item.State switch
        {
            OutboxState.Waiting => await CallAsync(item, turn, cancellationToken),

            // Marked, and no outcome written: the process that was sending died. Nobody knows whether the call was made.
            OutboxState.Sending => await WriteAsync(item with { State = OutboxState.Unclear, Looks = 0, Due = time.GetUtcNow() }, turn),
            _ => await LookAsync(item, turn, cancellationToken),
        };
    }

    private async Task<bool> CallAsync(OutboxItem item, SenderTurn turn, CancellationToken cancellationToken)
    {
        var gate = await gates.ReadAsync(item);
        if (gate.Until is { } closed && closed > time.GetUtcNow())
        {
            return await WriteAsync(item with { Due = NoLaterThan(item.ExpiresAt, closed) }, turn, mayShow: true);
        }

        var begun = Stopwatch.GetTimestamp();
        item = item with { State = OutboxState.Sending, CalledAt = time.GetUtcNow() };
        if (!await WriteAsync(item, turn))
        {
            return false;
        }

        FaultPoint.Reach(FaultPoint.MarkedSending);
        if (Stopwatch.GetElapsedTime(begun) > LongestStep)
        {
            // So long after the mark (a machine that slept, a store that was slow) another sender may have taken over. What it
            // found in the history must stay true: this call is not made, and whoever holds the lease makes it.
            return await WriteAsync(item with { State = OutboxState.Waiting }, turn);
        }

        using var timing = metrics.TimeSend();
        using var span = BotTraces.Send(item.Audience.ToString(), item.Case);
        var sent = item.Audience == Audience.Group
            ? await zalo.SendGroupTextAsync(item.To, item.Text, cancellationToken: cancellationToken)
            : await zalo.SendPrivateTextAsync(item.To, item.Text, cancellationToken: cancellationToken);
        FaultPoint.Reach(FaultPoint.Called);

        if (sent.IsOk)
        {
            var messageId = sent.Value.MessageId.Length > 0 ? sent.Value.MessageId : null;
            if (!await SaidAsync(item, turn, DeliveryOutcome.Delivered, messageId, ends: gate.Until is not null))
            {
                return false;
            }

            await charges.LookAsync(item, sent.Value);
            return true;
        }

        LogNotSent(item.Case, sent.Error.Code ?? 0, sent.Error.Meaning, sent.Error.Fate, PlatformSentence.Of(sent.Error));
        return sent.Error.Fate == CallFate.Unclear
            ? await WriteAsync(item with { State = OutboxState.Unclear, Looks = 0, Due = time.GetUtcNow() + LookAfter[0] }, turn)
            : await AfterRefusalAsync(item, sent.Error, gate, turn);
    }

    // It was said, so such messages are taken again, and what waits behind a trial follows.
    private async Task<bool> SaidAsync(OutboxItem item, SenderTurn turn, DeliveryOutcome outcome, string? messageId, bool ends)
    {
        var settled = await SettleAsync(
            item, turn, outcome, messageId, also: changes =>
            {
                if (ends)
                {
                    gates.Open(changes, item);
                }
            });
        if (settled && item.IsTrial)
        {
            await ReleaseAsync(item.To);
        }

        return settled;
    }

    // The person can be written to after all, so what else waits for them goes out too. Where somebody else let something go meanwhile, what is left is looked at anew.
    private async Task ReleaseAsync(string userId)
    {
        while (await undeliverable.WaitingForAsync(userId) is { Count: > 0 } waiting)
        {
            var changes = new Changes();
            undeliverable.Release(changes, userId, waiting);
            if (await changes.CommitAsync(store.Database))
            {
                return;
            }
        }
    }

    // Nothing was done by the platform: repeating cannot double anything.
    private async Task<bool> AfterRefusalAsync(OutboxItem item, ZaloError error, SendGate gate, SenderTurn turn)
    {
        metrics.SendRefused(error.Meaning.ToString());
        switch (error)
        {
            case { Meaning: ErrorMeaning.ReceivingLimit } when !item.IsPublic:
                return await CloseAsync(item, turn, changes =>
                {
                    // The limit is the day's: tomorrow it may be said, whether the person writes or not.
                    var tomorrow = NextMorning(afterMidnight: true);
                    gates.ClosePerson(changes, item, tomorrow);
                    return tomorrow;
                });

            case { Meaning: ErrorMeaning.Night }:
                return await WaitAndRepeatAsync(item, error, turn, NextMorning(afterMidnight: false));

            case { Class: ErrorClass.BackOff or ErrorClass.Transient }:
                if (item.Refusals == TellAfter && error.Class == ErrorClass.Transient)
                {
                    await notices.RaiseAsync($"send:{error.Meaning}", error);
                }

                return await WaitAndRepeatAsync(item, error, turn, (await pace.ReadAsync(CancellationToken.None)).ClosedUntil);

            // A matter of the token: without one nothing is called, and when consent is given the message goes out.
            case { Class: ErrorClass.Renew }:
                await notices.RaiseAsync($"send:{error.Meaning}", error);
                return await WaitAndRepeatAsync(item, error, turn);

            // Set-up, package or money: a person has to act. The item waits for it as long as it is worth saying, and
            // with it all that would be refused alike.
            case { Class: ErrorClass.Operator }:
                await RaiseAsync(item, error);
                return await CloseAsync(item, turn, changes => gates.Close(changes, item, gate, time.GetUtcNow()));

            case { Class: ErrorClass.PermanentForTarget } when !item.IsPublic:
                return await KeepAsync(item, turn, error.Code ?? 0);

            default:
                await RaiseAsync(item, error);
                return await SettleAsync(item, turn, DeliveryOutcome.Refused, errorCode: error.Code ?? 0, also: changes =>
                {
                    if (error.Class == ErrorClass.PermanentForTarget)
                    {
                        gates.Close(changes, item, gate, time.GetUtcNow());
                    }
                });
        }
    }

    // What is wrong with one group is told for that group: a second one that is disabled is news. The rest is told once for all.
    private Task RaiseAsync(OutboxItem item, ZaloError error)
    {
        var cause = $"send:{error.Meaning}:{error.Code}";
        return item.IsPublic && (error.Meaning == ErrorMeaning.GroupDisabled || error.Class == ErrorClass.PermanentForTarget)
            ? notices.RaiseAsync($"{cause}:{item.To}", error, item.To)
            : notices.RaiseAsync(cause, error, item.IsPublic ? item.To : null);
    }

    private Task<bool> CloseAsync(OutboxItem item, SenderTurn turn, Func<Changes, DateTimeOffset> close)
    {
        var changes = new Changes();
        var until = close(changes);
        return WriteAsync(
            item with { State = OutboxState.Waiting, Refusals = item.Refusals + 1, Due = NoLaterThan(item.ExpiresAt, until) }, turn, mayShow: true, changes);
    }

    // While the pace is closed the item waits here and not in the middle of a call: there, a crash would leave it in doubt.
    private Task<bool> WaitAndRepeatAsync(OutboxItem item, ZaloError error, SenderTurn turn, DateTimeOffset? notBefore = null)
    {
        // A call that was not even sent burdens nobody.
        var longest = error.Fate != CallFate.NotSent && item.Refusals >= LongRefused ? PauseWhenLongRefused : LongestPause;
        var due = time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(longest.TotalSeconds, 2 * Math.Pow(2, item.Refusals)));
        return WriteAsync(
            item with { State = OutboxState.Waiting, Refusals = item.Refusals + 1, Due = NoLaterThan(item.ExpiresAt, notBefore > due ? notBefore.Value : due) }, turn);
    }

    // Six in the morning in Viet Nam, by which the platform counts its nights and days.
    private DateTimeOffset NextMorning(bool afterMidnight)
    {
        var now = time.GetUtcNow().ToOffset(VietNamOffset);
        var morning = new DateTimeOffset(now.Date, VietNamOffset) + VietNamMorning;
        return afterMidnight || morning <= now ? morning.AddDays(1) : morning;
    }

    // What expires meanwhile gets its receipt when it expires.
    private static DateTimeOffset NoLaterThan(DateTimeOffset end, DateTimeOffset due) => due < end ? due : end;

    private async Task<bool> LookAsync(OutboxItem item, SenderTurn turn, CancellationToken cancellationToken)
    {
        var look = await history.FindAsync(item, cancellationToken);
        if (look.MessageId is { } messageId)
        {
            return await SaidAsync(item, turn, DeliveryOutcome.FoundInHistory, messageId, ends: true);
        }

        var now = time.GetUtcNow();
        if (!look.WasRead)
        {
            // A history that could not be read proves nothing. A public word then stays unsaid; a leader's alert is worth a repetition.
            return now < item.CalledAt + LongestDoubt
                ? await WriteAsync(item with { Due = now + LookAfter[^1] }, turn)
                : await GiveUpDoubtAsync(item, turn);
        }

        var looks = item.Looks + 1;
        if (looks < LookAfter.Count)
        {
            return await WriteAsync(item with { Looks = looks, Due = now + LookAfter[looks] }, turn);
        }

        // Looked for twice, some time apart, in a history that goes back beyond the call: it was not said, and is said again as
        // long as it is worth saying.
        return await RepeatAsync(item, RepeatAfter.Count, turn);
    }

    private Task<bool> GiveUpDoubtAsync(OutboxItem item, SenderTurn turn) => RepeatAsync(item, item.IsPublic ? 0 : RepeatAfter.Count, turn);

    /// <summary>A call in doubt is made again so often and no oftener; then a public word stays unsaid, and an alert waits for its reader.</summary>
    private async Task<bool> RepeatAsync(OutboxItem item, int mostRepeats, SenderTurn turn)
    {
        if (item.Doubts < mostRepeats)
        {
            var pause = item.IsPublic ? TimeSpan.Zero : RepeatAfter[item.Doubts];
            return await WriteAsync(item with { State = OutboxState.Waiting, Looks = 0, Doubts = item.Doubts + 1, Due = time.GetUtcNow() + pause }, turn);
        }

        if (item.IsPublic)
        {
            return await SettleAsync(item, turn, DeliveryOutcome.LeftUnsaid);
        }

        await notices.RaiseAsync("send:in-doubt", "in-doubt", item.Case);
        var doubted = item with { Doubts = item.Doubts + 1 };
        return doubted.Doubts >= MostDoubts
            ? await SettleAsync(item, turn, DeliveryOutcome.LeftUnsaid)
            : await KeepAsync(doubted, turn);
    }

    /// <summary>Puts an item that could not be dealt with behind the others; false when the lease was lost, or the item changed in other hands.</summary>
    public async Task<bool> SetAsideAsync(string itemId, Lease lease)
    {
        // As it stands in the store: it may have been marked before it failed.
        if (await outbox.ReadAsync(itemId) is not { } planned)
        {
            return true;
        }

        var (item, turn) = (planned.Item, new SenderTurn(lease, planned.Value));

        var (now, isCalled) = (time.GetUtcNow(), item.State != OutboxState.Waiting);
        return item.ExpiresAt <= now
            ? await SettleAsync(item, turn, isCalled ? DeliveryOutcome.LeftUnsaid : DeliveryOutcome.Expired)
            : await WriteAsync(item with { State = isCalled ? OutboxState.Unclear : OutboxState.Waiting, Due = NoLaterThan(item.ExpiresAt, now + LongestPause) }, turn);
    }

    private async Task<bool> KeepAsync(OutboxItem item, SenderTurn turn, int errorCode = 0)
    {
        // Only so many wait for one person; what is over takes the place of none.
        await undeliverable.DropPointlessAsync(item.To);
        return await SettleAsync(item, turn, DeliveryOutcome.WaitsForLeader, errorCode: errorCode, also: changes =>
        {
            changes.Require(turn.IsAsKnown(store.Keys, item));
            undeliverable.Keep(changes, item);
        });
    }

    // Who is erased while a message to or about them is on its way leaves no receipt.
    private Condition StillPlanned(OutboxItem item) => Condition.HashExists(store.Keys.OutboxItems, item.Id);

    /// <summary>Writes how an item now stands.</summary>
    /// <param name="item">The item.</param>
    /// <param name="turn">Under which it is written.</param>
    /// <param name="mayShow">It has to wait for long: an alert may appear in the leaders' group meanwhile.</param>
    /// <param name="changes">What is written with it.</param>
    private async Task<bool> WriteAsync(OutboxItem item, SenderTurn turn, bool mayShow = false, Changes? changes = null)
    {
        changes ??= new Changes();
        changes.Require(turn.IsHeld);
        changes.Require(turn.IsAsKnown(store.Keys, item));
        var value = OutboxStore.Write(changes, store.Keys, mayShow ? undeliverable.Show(changes, item) : item);
        if (!await changes.CommitAsync(store.Database))
        {
            return false;
        }

        turn.Wrote(value);
        return true;
    }

    private async Task<bool> SettleAsync(
        OutboxItem item, SenderTurn turn, DeliveryOutcome outcome, string? messageId = null, int errorCode = 0, Action<Changes>? also = null)
    {
        var changes = new Changes();
        changes.Require(turn.IsHeld);
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

    [LoggerMessage(1, LogLevel.Warning, "Case {Case} was not taken by the platform: code {Code}, {Meaning}, {Fate}. {Sentence}")]
    private partial void LogNotSent(string @case, int code, ErrorMeaning meaning, CallFate fate, string sentence);

    [LoggerMessage(2, LogLevel.Information, "Case {Case} to a {Audience}: {Outcome}.")]
    private partial void LogSettled(string @case, Audience audience, DeliveryOutcome outcome);
}
