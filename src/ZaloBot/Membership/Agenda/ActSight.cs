using ZaloBot.Webhooks;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Membership.Agenda;

/// <summary>Sees whether an act has come about: by the event that came back, else in the platform's lists.</summary>
public sealed class ActSight(ZaloClient zalo, FoundByComparison found)
{
    /// <summary>The clock of the platform and ours may differ by this much.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    /// <summary>Looks whether it is as wished.</summary>
    public Task<ActOutcome> LookAsync(EventScope scope, AgendaItem item, CancellationToken cancellationToken) => item.Kind switch
    {
        AgendaKind.Remove => IsMemberAsync(scope, item, wanted: false, cancellationToken),
        AgendaKind.Accept or AgendaKind.Invite => IsMemberAsync(scope, item, wanted: true, cancellationToken),
        AgendaKind.Reject => IsRejectedAsync(scope, item, cancellationToken),

        // No list tells roles. What was answered "Success" is taken for done; what was refused or in doubt is done once more.
        _ => Task.FromResult(item is { InDoubt: false, ErrorCode: 0 } || item.Tries > 0 ? ActOutcome.Done : ActOutcome.NotDone),
    };

    private async Task<ActOutcome> IsMemberAsync(EventScope scope, AgendaItem item, bool wanted, CancellationToken cancellationToken)
    {
        if (await scope.Memory.MemberAsync(item.GroupId, item.UserId) is { } known && known.In == wanted && known.Since > item.CalledAt - ClockSlack)
        {
            return ActOutcome.Done;
        }

        var seenAt = scope.Now;
        var members = await zalo.ListMembersAsync(item.GroupId, CallPriority.Urgent, cancellationToken);
        if (!members.IsOk)
        {
            return Unseen(members.Error);
        }

        var isIn = members.Value.Items.Any(member => member.UserId == item.UserId);
        if ((!isIn && !members.Value.IsWhole) || isIn != wanted)
        {
            return isIn || members.Value.IsWhole ? ActOutcome.NotDone : ActOutcome.Unseen;
        }

        // Its event never came, or is late: the fact goes into the lane now, and a late event tells nothing new.
        await found.TellAsync(wanted ? "user_join_group" : "user_out_group", item.GroupId, [item.UserId], seenAt);
        return ActOutcome.Done;
    }

    private async Task<ActOutcome> IsRejectedAsync(EventScope scope, AgendaItem item, CancellationToken cancellationToken)
    {
        if ((await scope.Memory.FieldAsync(scope.Keys.Pending(item.GroupId), item.UserId)).IsNull)
        {
            return ActOutcome.Done;
        }

        var seenAt = scope.Now;
        var waiting = await zalo.ListPendingAsync(item.GroupId, CallPriority.Urgent, cancellationToken);
        if (!waiting.IsOk)
        {
            return Unseen(waiting.Error);
        }

        if (waiting.Value.Items.Any(person => person.UserId == item.UserId))
        {
            return ActOutcome.NotDone;
        }

        await found.TellAsync("reject_request_join_group", item.GroupId, [item.UserId], seenAt);
        return waiting.Value.IsWhole ? ActOutcome.Done : ActOutcome.Unseen;
    }

    // A group that is gone or has run out will not be seen later either (fact sheet 7.1, -403 and -237).
    private static ActOutcome Unseen(ZaloError error) => error.Class == ErrorClass.PermanentForTarget ? ActOutcome.Lost : ActOutcome.Unseen;
}

/// <summary>What became of an act.</summary>
public enum ActOutcome
{
    /// <summary>It is as wished.</summary>
    Done,

    NotDone,

    /// <summary>It cannot be seen now.</summary>
    Unseen,

    /// <summary>It will never be seen: the group is gone.</summary>
    Lost,
}
