using ZaloBot.Groups;
using ZaloBot.Membership.Agenda;
using ZaloBot.Settings;
using ZaloBot.Webhooks;
using ZaloBot.Words;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Membership;

/// <summary>
/// Who is deputy (the platform's group admin) in a group, known from events alone since no list tells roles. Deputies made or
/// removed by unknown hands are reported, and in Enforce the change is taken back.
/// </summary>
public sealed class DeputyBook(MembershipVoice voice)
{
    public async Task AddAsync(DeputiesAdded added, GroupOptions group, EventScope scope)
    {
        List<string> undeclared = [];
        foreach (var userId in added.UserIds)
        {
            scope.Changes.Add(transaction => transaction.HashSetAsync(scope.Keys.Deputies(group.Id), userId, added.SentAt.ToUnixTimeMilliseconds()));
            if (await OwnActs.TakeAsync(scope, group.Id, userId, AgendaKind.AddDeputy) is null && !scope.Settings.MayBeDeputy(group, userId))
            {
                undeclared.Add(userId);
            }
        }

        await ReportAsync(scope, group, undeclared, AgendaKind.RemoveDeputy, "DeputiesAdded");
    }

    public async Task RemoveAsync(DeputiesRemoved removed, GroupOptions group, EventScope scope)
    {
        List<string> declared = [];
        foreach (var userId in removed.UserIds)
        {
            Forget(scope, group, userId);
            if (await OwnActs.TakeAsync(scope, group.Id, userId, AgendaKind.RemoveDeputy) is null && scope.Settings.MayBeDeputy(group, userId))
            {
                declared.Add(userId);
            }
        }

        await ReportAsync(scope, group, declared, AgendaKind.AddDeputy, "DeputiesRemoved");
    }

    /// <summary>Somebody who is not in the group is no deputy either.</summary>
    public void Forget(EventScope scope, GroupOptions group, string userId) =>
        scope.Changes.Add(transaction => transaction.HashDeleteAsync(scope.Keys.Deputies(group.Id), userId));

    private async Task ReportAsync(EventScope scope, GroupOptions group, List<string> userIds, AgendaKind revert, string change)
    {
        if (userIds.Count == 0)
        {
            return;
        }

        if (group.Mode == GroupMode.Enforce)
        {
            foreach (var userId in userIds)
            {
                AgendaStore.Plan(scope, revert, group.Id, userId, scope.Now);
            }
        }

        await voice.TellChangeAsync(scope, group, Phrases.Fill($"Change.{change}", await voice.NamesAsync(scope, userIds)), group.Mode == GroupMode.Enforce, userIds[0]);
    }
}
