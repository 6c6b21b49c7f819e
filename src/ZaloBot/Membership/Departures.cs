using ZaloBot.Membership.Agenda;
using ZaloBot.Membership.Consents;
using ZaloBot.Settings;
using ZaloBot.Webhooks;
using ZaloBot.Words;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Membership;

/// <summary>Keeps the book of who is no longer in a group. Whether somebody left or was removed is known only when the bot removed them.</summary>
public sealed class Departures(ConsentVoice voice, DeputyBook deputies)
{
    public async Task TakeLeaveAsync(MembersLeft left, GroupOptions group, EventScope scope)
    {
        foreach (var userId in left.UserIds)
        {
            var known = await scope.Memory.MemberAsync(group.Id, userId);
            if (known is not null && (!known.In || known.Since > left.SentAt + SlackFor(known.Source)))
            {
                // Told twice, or older than the coming back that followed; the order of the book is that of the events' times.
                if (!known.In && known.Since < left.SentAt)
                {
                    scope.Memory.SetMember(scope.Changes, group.Id, userId, known with { Since = left.SentAt });
                }

                continue;
            }

            var source = FoundByComparison.Is(left) ? MemberSource.Comparison : MemberSource.Event;
            scope.Memory.SetMember(scope.Changes, group.Id, userId, new MemberState(In: false, left.SentAt, source));
            deputies.Forget(scope, group, userId);
            var byBot = await OwnActs.TakeAsync(scope, group.Id, userId, AgendaKind.Remove);
            AgendaStore.Drop(scope, AgendaKind.Remove, group.Id, userId);
            await EndConsentsAsync(scope, group, userId, byBot);
        }
    }

    // The time of what was found by asking is by our clock, that of an event by the platform's.
    private static TimeSpan SlackFor(MemberSource source) => source == MemberSource.Event ? TimeSpan.Zero : EventTime.ClockSlack;

    private async Task EndConsentsAsync(EventScope scope, GroupOptions group, string userId, string? removedBy)
    {
        var byBot = removedBy is not null;
        var ground = Phrases.Get(byBot ? "Ground.RemovedByBot" : "Ground.Left");
        if (await ConsentBook.OpenAboutAsync(scope, group.Id, userId) is { Matter: not (ConsentMatter.Requested or ConsentMatter.Joining) } open)
        {
            await ConsentDesk.CloseAsync(scope, open, ground);
        }

        // What was used is used up: whoever comes again is looked at again.
        if (await ConsentBook.AuthorisationAsync(scope, group.Id, userId) is { UsedAt: not null } authorisation)
        {
            await ConsentBook.SaveAsync(scope, (authorisation with { Stage = ConsentStage.Closed }).With(ConsentAct.Left, scope.Now, byBot ? ConsentStep.Bot : userId, ground));
            AgendaStore.Drop(scope, AgendaKind.Expiry, group.Id, authorisation.Number);
        }

        if (removedBy is { Length: > 0 } && await ConsentBook.FindAsync(scope, removedBy) is { } cause)
        {
            var removed = (cause with { Removing = false }).With(ConsentAct.Removed, scope.Now, ConsentStep.Bot, ground);
            await ConsentBook.SaveAsync(scope, removed);
            await voice.TellOutcomeAsync(scope, group, removed, Phrases.Get("Outcome.Removed"));
        }
    }
}
