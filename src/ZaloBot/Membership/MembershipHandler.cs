using ZaloBot.Groups;
using ZaloBot.Rules.Membership;
using ZaloBot.Settings;
using ZaloBot.Telemetry;
using ZaloBot.Webhooks;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Membership;

/// <summary>
/// Keeps the book of who is in which group, and brings newcomers who do not belong before the leaders. One fact told several
/// ways (an approval, a join, a repetition under another name) changes the book once, and only a change is acted upon.
/// </summary>
public sealed class MembershipHandler(UndeclaredGroups undeclared, MembershipVoice voice, BotMetrics metrics) : IEventHandler<GroupEvent>
{
    private static readonly TimeSpan BaselineSlack = TimeSpan.FromMinutes(10);

    public async Task HandleAsync(GroupEvent happened, EventScope scope)
    {
        if (scope.Settings.Group(happened.GroupId) is not { } group)
        {
            await undeclared.NoteAsync(happened.GroupId, scope);
            return;
        }

        switch (happened)
        {
            case MembersJoined or JoinAccepted:
                await ReceiveAsync((GroupPeopleEvent)happened, group, scope);
                break;
            case MembersLeft left:
                await TakeLeaveAsync(left, scope);
                break;
            case JoinRequested requested:
                await voice.TellOfRequestAsync(scope, group, requested.UserIds);
                break;
        }
    }

    private async Task ReceiveAsync(GroupPeopleEvent joined, GroupOptions group, EventScope scope)
    {
        var newcomers = new List<string>();
        foreach (var userId in joined.UserIds.Where(userId => userId != scope.Settings.Zalo.OaId))
        {
            var known = await scope.Memory.MemberAsync(group.Id, userId);
            if (known is not null && !IsNews(known, joined.SentAt))
            {
                continue;
            }

            scope.Memory.SetMember(scope.Changes, group.Id, userId, new MemberState(In: true, joined.SentAt, MemberSource.Event));
            newcomers.Add(userId);
        }

        foreach (var placed in newcomers.ToLookup(userId => GroupRoles.Place(userId, group, scope.Snapshot)))
        {
            metrics.MemberJoined(placed.Key.ToString());
            if (placed.Key is Placement.Outsider or Placement.Unknown)
            {
                await voice.SpeakOfNewcomersAsync(scope, group, [.. placed], placed.Key, joined.SentAt);
            }
        }
    }

    // Not for those who are in already, nor when the event is older than the departure that came before it. Who joined while
    // the group's baseline was being taken stands in it by chance, and the event says otherwise.
    private static bool IsNews(MemberState known, DateTimeOffset joinedAt) =>
        known.In ? known.Source == MemberSource.Baseline && joinedAt > known.Since - BaselineSlack : known.Since <= joinedAt;

    private static async Task TakeLeaveAsync(MembersLeft left, EventScope scope)
    {
        foreach (var userId in left.UserIds)
        {
            var known = await scope.Memory.MemberAsync(left.GroupId, userId);
            if (known is null || known.Since <= left.SentAt)
            {
                scope.Memory.SetMember(scope.Changes, left.GroupId, userId, new MemberState(In: false, left.SentAt, MemberSource.Event));
            }
        }
    }
}
