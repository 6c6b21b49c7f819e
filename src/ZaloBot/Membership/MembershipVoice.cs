using ZaloBot.Groups;
using ZaloBot.Leaders;
using ZaloBot.Moderation;
using ZaloBot.Outbox;
using ZaloBot.Rules;
using ZaloBot.Rules.Membership;
using ZaloBot.Settings;
using ZaloBot.Webhooks;
using ZaloBot.Words;

namespace ZaloBot.Membership;

/// <summary>
/// What is said about people who come into a group. The platform does not tell who added them (fact sheet 9), so nobody is
/// blamed, least of all the newcomer.
/// </summary>
public sealed class MembershipVoice(Wording wording, NameBook names, LeaderAlerts alerts, CaseBook cases)
{
    public async Task SpeakOfNewcomersAsync(EventScope scope, GroupOptions group, IReadOnlyList<string> userIds, Placement placement, DateTimeOffset joinedAt)
    {
        if (group.OnUnauthorisedMember == UnauthorisedMember.Ignore)
        {
            Record(scope, group, userIds, placement, joinedAt, DecisionKind.Note);
            return;
        }

        var isPublic = placement == Placement.Outsider && group.Mode != GroupMode.Observe &&
            group.OnUnauthorisedMember is UnauthorisedMember.Alert or UnauthorisedMember.Remove;
        var done = isPublic ? "Done.Announce" : "Done.Note";
        Record(scope, group, userIds, placement, joinedAt, isPublic ? DecisionKind.Remind : DecisionKind.Note);
        if (isPublic)
        {
            Announce(scope, group, userIds);
        }

        var template = placement == Placement.Outsider ? "leader-unauthorised" : "leader-newcomer";
        var text = wording.Say(template, scope.Settings.Warnings, new
        {
            group = group.Name,
            names = await names.NamesOfAsync(userIds, scope.People),
            done = Phrases.Get(done),
            @case = scope.Case,
        });
        await alerts.PlanAsync(scope, group, text, urgent: placement == Placement.Outsider, userIds[0]);
    }

    public async Task TellOfRequestAsync(EventScope scope, GroupOptions group, IReadOnlyList<string> userIds)
    {
        foreach (var asking in userIds.ToLookup(userId => GroupRoles.Place(userId, group, scope.Snapshot)))
        {
            var text = wording.Say("leader-join-request", scope.Settings.Warnings, new
            {
                group = group.Name,
                names = await names.NamesOfAsync([.. asking], scope.People),
                placement = Phrases.Of("Placement", asking.Key),
                @case = scope.Case,
            });
            await alerts.PlanAsync(scope, group, text, urgent: false, asking.First());
        }
    }

    private void Announce(EventScope scope, GroupOptions group, IReadOnlyList<string> userIds)
    {
        var text = wording.Say("unauthorised-member", scope.Settings.Warnings, new
        {
            mentions = NameBook.Join([.. userIds.Select(userId => $"[@{userId}]")]),
            clause = ModerationVoice.ClauseOf(RuleName.Membership, scope.Settings.Warnings),
            group = group.Name,
            @case = scope.Case,
        });
        scope.Say(new OutboxItem
        {
            Id = $"{scope.Case}:group",
            Case = scope.Case,
            Audience = Audience.Group,
            To = group.Id,
            Text = text,
            Urgent = true,
            Due = scope.Now,
            ExpiresAt = scope.Now + scope.Settings.Warnings.ExpireAfter,
            About = userIds[0],
            AboutGroup = group.Id,
        });
    }

    private void Record(EventScope scope, GroupOptions group, IReadOnlyList<string> userIds, Placement placement, DateTimeOffset joinedAt, DecisionKind decision)
    {
        var number = 0;
        foreach (var userId in userIds)
        {
            // Several people may come in one event: what is said shares one number, the records need one each.
            var own = number++ == 0 ? scope.Case : EventIdentity.CaseOf($"{scope.Case}/{userId}");
            cases.Add(
                scope,
                new CaseRecord
                {
                    Case = own,
                    GroupId = group.Id,
                    UserId = userId,
                    At = joinedAt,
                    Rule = RuleName.Membership,
                    Category = "membership",
                    Score = placement == Placement.Outsider ? 1 : 0.5,
                    Reasons = [Phrases.Of("Reason", placement)],
                    Decision = decision,
                    HeldBack = decision == DecisionKind.Note && group.Mode == GroupMode.Observe ? HeldBack.Observing : HeldBack.No,
                },
                text: null);
        }
    }
}
