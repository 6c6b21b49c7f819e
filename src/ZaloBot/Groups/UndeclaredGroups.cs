using ZaloBot.Leaders;
using ZaloBot.Webhooks;
using ZaloBot.Words;

namespace ZaloBot.Groups;

/// <summary>
/// Groups of the OA that the settings do not name: registered, told to the administrators once, never judged. What people
/// write in a group nobody put in the bot's care is none of its business.
/// </summary>
public sealed class UndeclaredGroups(LeaderAlerts alerts, Wording wording)
{
    public async Task NoteAsync(string groupId, EventScope scope)
    {
        if (await scope.Database.HashExistsAsync(scope.Keys.UndeclaredGroups, groupId))
        {
            return;
        }

        scope.Changes.Add(transaction => transaction.HashSetAsync(scope.Keys.UndeclaredGroups, groupId, scope.Now.ToUnixTimeMilliseconds()));
        var text = wording.Say("admin-undeclared", scope.Settings.Warnings, new { group = UserText.Defuse(groupId), @case = scope.Case });
        foreach (var administrator in scope.Settings.Organisation.Administrators)
        {
            await alerts.PlanAsync(scope, administrator, groupId, text, urgent: false, about: null);
        }
    }
}
