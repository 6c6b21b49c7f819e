using ZaloBot.Webhooks;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Membership.Agenda;

/// <summary>Sees whether an act has come about: by the event that came back, else in the platform's lists.</summary>
public sealed class ActSight(ZaloClient zalo, FoundByComparison found)
{
    /// <summary>The clock of the platform and ours may differ by this much.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    /// <summary>True when it is as wished, false when not, null when that cannot be seen now.</summary>
    public Task<bool?> IsDoneAsync(EventScope scope, AgendaItem item, CancellationToken cancellationToken) => item.Kind switch
    {
        AgendaKind.Remove => IsMemberAsync(scope, item, wanted: false, cancellationToken),
        AgendaKind.Accept or AgendaKind.Invite => IsMemberAsync(scope, item, wanted: true, cancellationToken),
        AgendaKind.Reject => IsRejectedAsync(scope, item, cancellationToken),

        // No list tells roles. What was answered "Success" is taken for done; what was refused or in doubt is done once more.
        _ => Task.FromResult<bool?>(item is { InDoubt: false, ErrorCode: 0 } || item.Tries > 0),
    };

    private async Task<bool?> IsMemberAsync(EventScope scope, AgendaItem item, bool wanted, CancellationToken cancellationToken)
    {
        if (await scope.Memory.MemberAsync(item.GroupId, item.UserId) is { } known && known.In == wanted && known.Since > item.CalledAt - ClockSlack)
        {
            return true;
        }

        var seenAt = scope.Now;
        var members = await zalo.ListMembersAsync(item.GroupId, CallPriority.Urgent, cancellationToken);
        if (!members.IsOk)
        {
            return null;
        }

        var isIn = members.Value.Items.Any(member => member.UserId == item.UserId);
        if ((!isIn && !members.Value.IsWhole) || isIn != wanted)
        {
            return isIn || members.Value.IsWhole ? false : null;
        }

        // Its event never came, or is late: the fact goes into the lane now, and a late event tells nothing new.
        await found.TellAsync(wanted ? "user_join_group" : "user_out_group", item.GroupId, [item.UserId], seenAt);
        return true;
    }

    private async Task<bool?> IsRejectedAsync(EventScope scope, AgendaItem item, CancellationToken cancellationToken)
    {
        if ((await scope.Memory.FieldAsync(scope.Keys.Pending(item.GroupId), item.UserId)).IsNull)
        {
            return true;
        }

        var seenAt = scope.Now;
        var waiting = await zalo.ListPendingAsync(item.GroupId, CallPriority.Urgent, cancellationToken);
        if (!waiting.IsOk)
        {
            return null;
        }

        if (waiting.Value.Items.Any(person => person.UserId == item.UserId))
        {
            return false;
        }

        await found.TellAsync("reject_request_join_group", item.GroupId, [item.UserId], seenAt);
        return waiting.Value.IsWhole ? true : null;
    }
}
