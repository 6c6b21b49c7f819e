using ZaloBot.Groups;
using ZaloBot.Membership.Agenda;
using ZaloBot.Settings;
using ZaloBot.Webhooks;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Membership;

/// <summary>What happens to a group and its people: brings each event to the book it belongs in.</summary>
public sealed class MembershipHandler(UndeclaredGroups undeclared, Arrivals arrivals, Departures departures, JoinRequests requests, DeputyBook deputies, MembershipVoice voice)
    : IEventHandler<GroupEvent>
{
    public async Task HandleAsync(GroupEvent happened, EventScope scope)
    {
        if (scope.Settings.Group(happened.GroupId) is not { } group)
        {
            await undeclared.NoteAsync(happened.GroupId, scope);
            return;
        }

        await (happened switch
        {
            MembersJoined or JoinAccepted => arrivals.ReceiveAsync((GroupPeopleEvent)happened, group, scope),
            MembersLeft left => departures.TakeLeaveAsync(left, group, scope),
            JoinRequested requested => requests.ReceiveAsync(requested, group, scope),
            JoinRejected rejected => requests.CloseAsync(rejected, group, scope),
            DeputiesAdded added => deputies.AddAsync(added, group, scope),
            DeputiesRemoved removed => deputies.RemoveAsync(removed, group, scope),
            GroupInfoUpdated or GroupCreated => LookAtSettings(group, scope),
            GroupDissolved => voice.TellDissolvedAsync(scope, group),
            _ => Task.CompletedTask,
        });
    }

    // The event does not say what changed; that has to be asked, which no handler does.
    private static Task LookAtSettings(GroupOptions group, EventScope scope)
    {
        AgendaStore.Plan(scope, AgendaKind.CheckSettings, group.Id, "", scope.Now);
        return Task.CompletedTask;
    }
}
