using System.Collections.Concurrent;
using ZaloBot.Groups;
using ZaloBot.Leaders;
using ZaloBot.Outbox;
using ZaloBot.Rules;
using ZaloBot.Settings;
using ZaloBot.Webhooks;
using ZaloBot.Words;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Moderation;

/// <summary>Puts decisions about messages into words and plans them to be said.</summary>
public sealed class ModerationVoice(Wording wording, NameBook names, LeaderAlerts alerts)
{
    private readonly ConcurrentDictionary<OrganisationOptions, OfficeHours> _hours = new(ReferenceEqualityComparer.Instance);

    public DateOnly Today(EventScope scope) => HoursOf(scope).DayOf(scope.Now);

    public bool InOfficeHours(EventScope scope) => HoursOf(scope).Contains(scope.Now);

    /// <summary>Plans what a decision wants said in the group and to its leaders.</summary>
    /// <returns>Whether a leader is told: not when there is none, or when those there are have heard enough for a day.</returns>
    public async Task<bool> SpeakAsync(EventScope scope, GroupOptions group, GroupMessage message, Finding finding, Decision decision, GroupMemory memory)
    {
        if (decision.Kind is DecisionKind.Remind or DecisionKind.Warn)
        {
            SpeakInGroup(scope, group, message, finding, decision, memory);
        }

        if (!decision.TellLeaders || !await TellLeadersAsync(scope, group, message, finding, decision))
        {
            return false;
        }

        memory.Told[finding.Rule.ToString()] = scope.Now + scope.Settings.Warnings.GroupCooldown;
        return true;
    }

    private void SpeakInGroup(EventScope scope, GroupOptions group, GroupMessage message, Finding finding, Decision decision, GroupMemory memory)
    {
        var warnings = scope.Settings.Warnings;
        var urgent = finding.Rule == RuleName.Scam;
        var template = (finding.Rule, decision.Kind) switch
        {
            (RuleName.Scam, _) => "scam-warning",
            (RuleName.Flood, DecisionKind.Remind) => "flood-reminder",
            (_, DecisionKind.Remind) => "reminder",
            _ => "warning",
        };
        var text = wording.Say(template, warnings, new
        {
            mention = $"[@{message.SenderId}]",
            matter = Phrases.Of("Matter", finding.Rule),
            clause = ClauseOf(finding.Rule, warnings),
            step = decision.Step,
            group = group.Name,
            @case = scope.Case,
        });
        scope.Say(new OutboxItem
        {
            Id = $"{scope.EventId}:group",
            Case = scope.Case,
            Audience = Audience.Group,
            To = group.Id,
            Text = text,
            Urgent = urgent,
            Due = scope.Now,
            ExpiresAt = (!urgent && message.SentAt < scope.Now ? message.SentAt : scope.Now) + warnings.ExpireAfter,
            About = message.SenderId,
            AboutGroup = group.Id,
        });

        var today = Today(scope);
        memory.SaidToday = memory.Day == today ? memory.SaidToday + 1 : 1;
        memory.Day = today;
        memory.QuietUntil = scope.Now + warnings.GroupCooldown;
        memory.RememberReminded(message.MessageId);
    }

    private async Task<bool> TellLeadersAsync(EventScope scope, GroupOptions group, GroupMessage message, Finding finding, Decision decision)
    {
        var urgent = finding.Rule == RuleName.Scam;
        var isQuestion = decision.HeldBack == HeldBack.Doubtful;
        var template = (isQuestion, urgent) switch
        {
            (true, true) => "leader-scam-question",
            (true, false) => "leader-question",
            (false, true) => "leader-scam",
            (false, false) => "leader-finding",
        };
        var text = wording.Say(template, scope.Settings.Warnings, new
        {
            group = group.Name,
            name = await names.NameOfAsync(message.SenderId, scope.People),
            matter = Phrases.Of("Matter", finding.Rule),
            excerpt = UserText.Defuse(ChatMessages.TextOf(message)),
            reason = UserText.Defuse(finding.Reason, 300),
            done = Done(decision),
            step = decision.Step,
            @case = scope.Case,
        });
        return await (isQuestion ? alerts.AskAsync(scope, group, text, urgent, message.SenderId) : alerts.PlanAsync(scope, group, text, urgent, message.SenderId));
    }

    public static string ClauseOf(RuleName rule, WarningOptions warnings) =>
        warnings.Clauses.GetValueOrDefault(rule.ToString()) ?? Phrases.Of("Clause", rule);

    private static string Done(Decision decision)
    {
        var done = Phrases.Of("Done", decision.Kind);
        return decision.HeldBack == HeldBack.No ? done : $"{done} ({Phrases.Of("HeldBack", decision.HeldBack)})";
    }

    private OfficeHours HoursOf(EventScope scope) => _hours.GetOrAdd(scope.Settings.Organisation, static organisation => new OfficeHours(organisation));
}
