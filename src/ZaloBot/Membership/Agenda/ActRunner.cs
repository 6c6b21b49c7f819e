using ZaloBot.Leaders;
using ZaloBot.Membership.Consents;
using ZaloBot.Storage;
using ZaloBot.Words;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Membership.Agenda;

/// <summary>
/// Does to people on the platform what was decided: let in, turn away, invite, remove, make deputy or not. Marked before the call,
/// looked for afterwards: the answer does not say for whom it worked (fact sheet 5.2), and after a crash nobody knows whether
/// the call was made.
/// </summary>
public sealed partial class ActRunner(
    ZaloClient zalo, ActSight sight, ActPermit permit, ConsentVoice voice, MembershipVoice membership, AdministratorNotices notices, IPaceLedger pace, TimeProvider time, ILogger<ActRunner> logger)
{
    /// <summary>So long the event of an act is waited for before the list is asked.</summary>
    public static readonly TimeSpan EventWithin = TimeSpan.FromMinutes(2);

    /// <summary>After a call in doubt the list is asked soon.</summary>
    public static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(5);

    private const int MostTries = 2;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Takes an act one step further.</summary>
    public Task AdvanceAsync(AgendaStep step, CancellationToken cancellationToken) => step.Item.State switch
    {
        AgendaState.Waiting => CallAsync(step, cancellationToken),
        AgendaState.Calling => WriteCalledAsync(step, step.Item with { State = AgendaState.Called, InDoubt = true, Due = step.Scope.Now }),
        _ => LookAsync(step, cancellationToken),
    };

    private async Task CallAsync(AgendaStep step, CancellationToken cancellationToken)
    {
        var item = step.Item;
        if (step.Scope.Now >= item.GivesUpAt)
        {
            await FailAsync(step);
            return;
        }

        var (answer, notBefore) = await permit.AskAsync(step.Scope, item);
        if (answer != Permit.Given)
        {
            await (answer == Permit.Later ? WriteAsync(step, item with { Due = notBefore, GivesUpAt = notBefore + AgendaStore.Patience }) : DropAsync(step));
            return;
        }

        item = item with { State = AgendaState.Calling, CalledAt = step.Scope.Now, ErrorCode = 0 };
        step.Put(item);
        OwnActs.Note(step.Scope.Changes, step.Scope.Keys, item);
        await MarkRemovalAsync(step, removing: true);
        if (!await step.CommitAsync())
        {
            return;
        }

        FaultPoint.Reach(FaultPoint.ActMarked);
        var done = await CallAsync(item, cancellationToken);
        FaultPoint.Reach(FaultPoint.ActCalled);
        var now = time.GetUtcNow();
        var next = step.Next(item, now);
        if (done.IsOk)
        {
            await WriteCalledAsync(next, item with { State = AgendaState.Called, InDoubt = false, Due = now + EventWithin });
            return;
        }

        LogRefused(item.Kind, item.GroupId, done.Error.Code ?? 0, done.Error.Meaning, done.Error.Fate, PlatformSentence.Of(done.Error));
        await AfterRefusalAsync(next, done.Error);
    }

    private Task<ZaloResult<Done>> CallAsync(AgendaItem item, CancellationToken cancellationToken)
    {
        List<string> person = [item.UserId];
        return item.Kind switch
        {
            AgendaKind.Remove => zalo.RemoveMembersAsync(item.GroupId, person, cancellationToken: cancellationToken),
            AgendaKind.Accept => zalo.AcceptPendingAsync(item.GroupId, person, cancellationToken: cancellationToken),
            AgendaKind.Reject => zalo.RejectPendingAsync(item.GroupId, person, cancellationToken: cancellationToken),
            AgendaKind.Invite => zalo.InviteAsync(item.GroupId, person, cancellationToken: cancellationToken),
            AgendaKind.RemoveDeputy => zalo.RemoveDeputiesAsync(item.GroupId, person, cancellationToken: cancellationToken),
            AgendaKind.AddDeputy => zalo.AddDeputiesAsync(item.GroupId, person, cancellationToken: cancellationToken),
            _ => throw new InvalidOperationException($"{item.Kind} is no act."),
        };
    }

    private async Task AfterRefusalAsync(AgendaStep step, ZaloError error)
    {
        var now = step.Scope.Now;
        var item = step.Item;
        if (error.Fate == CallFate.Unclear)
        {
            await WriteCalledAsync(step, item with { State = AgendaState.Called, InDoubt = true, Due = now + LookAfter });
        }
        else if (error.Class is ErrorClass.BackOff or ErrorClass.Transient or ErrorClass.Renew or ErrorClass.Operator)
        {
            if (error.Class is ErrorClass.Renew or ErrorClass.Operator)
            {
                await notices.RaiseAsync($"act:{error.Meaning}", error);
            }

            var due = now + TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 2 * Math.Pow(2, item.Refusals)));
            var open = (await pace.ReadAsync(CancellationToken.None)).ClosedUntil;
            await MarkRemovalAsync(step, removing: false);
            await WriteAsync(step, item with { State = AgendaState.Waiting, Refusals = item.Refusals + 1, Due = open > due ? open.Value : due });
        }
        else
        {
            // "No such member" may mean that it is as wished already.
            await WriteAsync(step, item with { State = AgendaState.Called, InDoubt = false, ErrorCode = error.Code ?? -1, Due = now });
        }
    }

    private async Task LookAsync(AgendaStep step, CancellationToken cancellationToken)
    {
        var item = step.Item;
        switch (await sight.LookAsync(step.Scope, item, cancellationToken))
        {
            case ActOutcome.Done:
                await DropAsync(step);
                return;
            case ActOutcome.Unseen when step.Scope.Now < item.GivesUpAt:
                await WriteAsync(step, item with { Due = step.Scope.Now + EventWithin });
                return;
            case ActOutcome.Lost:
                await FailAsync(step);
                return;
        }

        // An invitation that was taken may have to be accepted by the person first.
        if (item is { Kind: AgendaKind.Invite, InDoubt: false, ErrorCode: 0 })
        {
            await NoteAsync(step, ConsentAct.Invited, Phrases.Get("Ground.InvitationSent"));
            await DropAsync(step);
        }
        else if (item.ErrorCode == 0 && item.Tries + 1 < MostTries)
        {
            await MarkRemovalAsync(step, removing: false);
            await WriteAsync(step, item with { State = AgendaState.Waiting, InDoubt = false, Tries = item.Tries + 1, Due = step.Scope.Now });
        }
        else
        {
            await FailAsync(step);
        }
    }

    private async Task FailAsync(AgendaStep step)
    {
        var item = step.Item;
        await MarkRemovalAsync(step, removing: false);
        await NoteAsync(step, ConsentAct.ActFailed, Phrases.Fill("Ground.ActFailed", Phrases.Of("Act", item.Kind), item.ErrorCode));
        if (step.Scope.Settings.Group(item.GroupId) is { } group)
        {
            var change = Phrases.Fill("Change.ActFailed", Phrases.Of("Act", item.Kind), await voice.NameAsync(step.Scope, item.UserId), item.ErrorCode);
            await membership.TellChangeAsync(step.Scope, group, change, reverts: false, item.UserId);
        }

        step.Finish();
        await step.CommitAsync();
    }

    private static Task<bool> WriteAsync(AgendaStep step, AgendaItem item)
    {
        step.Put(item);
        return step.CommitAsync();
    }

    private static Task<bool> DropAsync(AgendaStep step)
    {
        step.Finish();
        return step.CommitAsync();
    }

    // While somebody is being removed an answer comes too late; when it did not work out, answers count again.
    private static async Task MarkRemovalAsync(AgendaStep step, bool removing)
    {
        if (step.Item is { Kind: AgendaKind.Remove, Number: { } number } && await ConsentBook.FindAsync(step.Scope, number) is { } consent && consent.Removing != removing)
        {
            await ConsentBook.SaveAsync(step.Scope, consent with { Removing = removing });
        }
    }

    // Only what the platform took, or may have taken, counts against the day: refusals must not use up what is allowed.
    private static Task<bool> WriteCalledAsync(AgendaStep step, AgendaItem item)
    {
        if (item.Kind == AgendaKind.Remove)
        {
            var today = step.Scope.Keys.Removals(step.Scope.Today);
            step.Scope.Changes.Add(transaction => transaction.StringIncrementAsync(today));
            step.Scope.Changes.Add(transaction => transaction.KeyExpireAsync(today, TimeSpan.FromDays(2)));
        }

        return WriteAsync(step, item);
    }

    private static async Task NoteAsync(AgendaStep step, ConsentAct act, string ground)
    {
        if (step.Item.Number is { } number && await ConsentBook.FindAsync(step.Scope, number) is { } consent)
        {
            await ConsentBook.SaveAsync(step.Scope, consent.With(act, step.Scope.Now, ConsentStep.Bot, ground));
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Kind} in group {GroupId} was not done by the platform: code {Code}, {Meaning}, {Fate}. {Sentence}")]
    private partial void LogRefused(AgendaKind kind, string groupId, int code, ErrorMeaning meaning, CallFate fate, string sentence);
}
