using ZaloBot.Groups;
using ZaloBot.Leaders;
using ZaloBot.Membership.Consents;
using ZaloBot.Moderation;
using ZaloBot.Outbox;
using ZaloBot.Rules;
using ZaloBot.Rules.Membership;
using ZaloBot.Settings;
using ZaloBot.Webhooks;
using ZaloBot.Words;

namespace ZaloBot.Membership;

/// <summary>
/// What is said about people who come into a group, and about changes of the group itself. The platform does not tell who added
/// or changed anything (fact sheet 9), so nobody is blamed, least of all the newcomer.
/// </summary>
public sealed class MembershipVoice(Wording wording, ConsentVoice consents, LeaderAlerts alerts, CaseBook cases)
{
    /// <summary>So many are named in public: a message with ninety mentions is no notice any more, and longer than the platform takes.</summary>
    private const int MostMentions = 10;

    /// <summary>Speaks of people who have come in without anything that lets them, and puts them before the leaders.</summary>
    public async Task SpeakOfNewcomersAsync(
        EventScope scope, GroupOptions group, IReadOnlyList<string> userIds, IReadOnlyList<Consent> questions, Placement placement, DateTimeOffset joinedAt)
    {
        if (group.OnUnauthorisedMember == UnauthorisedMember.Ignore)
        {
            Record(scope, group, userIds, placement, joinedAt, DecisionKind.Note);
            return;
        }

        var isPublic = placement == Placement.Outsider && group.Mode != GroupMode.Observe &&
            group.OnUnauthorisedMember is UnauthorisedMember.Alert or UnauthorisedMember.Remove;
        Record(scope, group, userIds, placement, joinedAt, isPublic ? DecisionKind.Remind : DecisionKind.Note);
        if (isPublic)
        {
            Announce(scope, group, userIds);
        }

        await AskAsync(scope, group, userIds, questions, placement, isPublic ? "Done.Announce" : "Done.Note");
    }

    /// <summary>Tells the leaders that a setting or a deputy was changed by nobody knows whom.</summary>
    public async Task TellChangeAsync(EventScope scope, GroupOptions group, string change, bool reverts, string? about = null)
    {
        var topic = $"change/{change}";
        var text = wording.Say("leader-change", scope.Settings.Warnings, new { group = group.Name, change, reverts, @case = scope.CaseFor(topic) });
        foreach (var leader in scope.Settings.WhoIsTold(group))
        {
            await alerts.PlanAsync(scope, leader, group.Id, text, urgent: false, about, topic);
        }
    }

    /// <summary>Tells the leaders that the group is no more.</summary>
    public Task TellDissolvedAsync(EventScope scope, GroupOptions group) =>
        TellChangeAsync(scope, group, Phrases.Get("Change.Dissolved"), reverts: false);

    public async Task<string> NamesAsync(EventScope scope, IReadOnlyList<string> userIds)
    {
        var names = new List<string>();
        foreach (var userId in userIds)
        {
            names.Add(await consents.NameAsync(scope, userId));
        }

        return NameBook.Join(names);
    }

    private async Task AskAsync(EventScope scope, GroupOptions group, IReadOnlyList<string> userIds, IReadOnlyList<Consent> questions, Placement placement, string done)
    {
        var isOutsider = placement == Placement.Outsider;
        var topic = isOutsider ? "" : placement.ToString();
        var acts = group is { Mode: GroupMode.Enforce };
        var removes = acts && isOutsider && group.OnUnauthorisedMember == UnauthorisedMember.Remove;
        var until = ConsentVoice.Local(scope, scope.Now + (removes ? scope.Settings.Membership.Grace : scope.Settings.Membership.AnswerWithin));
        var names = new List<string>();
        foreach (var question in questions)
        {
            var name = await consents.NameAsync(scope, question.UserId);
            names.Add(questions.Count > 1 ? Phrases.Fill("NameWithNumber", name, question.Number) : name);
        }

        foreach (var leader in scope.Settings.WhoIsTold(group))
        {
            var text = wording.Say(isOutsider ? "leader-unauthorised" : "leader-newcomer", scope.Settings.Warnings, new
            {
                group = group.Name,
                names = NameBook.Join(names),
                done = Phrases.Get(done),
                number = questions.Count == 1 ? questions[0].Number : Phrases.Get("TheNumber"),
                consents = scope.Settings.MayConsent(leader),
                waits = questions.Any(question => question.Stage == ConsentStage.Secretary),
                acts,
                automatic = removes && scope.Settings.Membership.Removal == RemovalPolicy.AfterGrace,
                until,
                @case = scope.CaseFor(topic),
            });
            await alerts.PlanAsync(scope, leader, group.Id, text, urgent: isOutsider, userIds[0], topic);
        }
    }

    private void Announce(EventScope scope, GroupOptions group, IReadOnlyList<string> userIds)
    {
        var text = wording.Say("unauthorised-member", scope.Settings.Warnings, new
        {
            mentions = NameBook.JoinSome([.. userIds.Select(userId => $"[@{userId}]")], MostMentions),
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
            var own = number++ == 0 && placement == Placement.Outsider ? scope.Case : scope.CaseFor(userId);
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
