using StackExchange.Redis;
using ZaloBot.Groups;
using ZaloBot.Membership.Consents;
using ZaloBot.Moderation;
using ZaloBot.Outbox;
using ZaloBot.Webhooks;
using ZaloBot.Words;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Leaders;

/// <summary>
/// Somebody wrote to the OA, followed it or opened its chat. That opens the platform's window for private messages, so alerts
/// that waited for a leader go out now; and a message may be a leader's answer, or a member's to a reminder whose case it names.
/// </summary>
public sealed class PrivateContactHandler(Wording wording, NameBook names, LeaderAlerts alerts, CaseBook cases, LeaderAnswers answers, LinkDesk links, UndeliverableAlerts undeliverable) : IEventHandler<PrivateMessage>
{
    public async Task HandleAsync(PrivateMessage happened, EventScope scope)
    {
        await HandleAsync(happened.UserId, scope);
        if (await answers.TryAnswerAsync(happened, scope) || await links.TryIntroduceAsync(happened, scope))
        {
            return;
        }

        if (CaseNumber.FindIn(happened.Text) is { } number)
        {
            await AnswerAppealAsync(happened, number, scope);
        }
    }

    public async Task HandleAsync(string userId, EventScope scope)
    {
        var waiting = await undeliverable.WaitingForAsync(userId);
        if (waiting.Count > 0)
        {
            undeliverable.Release(scope.Changes, userId, waiting);
        }
    }

    /// <summary>
    /// A leader wrote in a group. Whether that opens the window for private messages nobody knows (fact sheet 6): the oldest of what
    /// waits is tried, once in a while, and the rest follows when it is taken.
    /// </summary>
    public async Task HandleGroupPostAsync(string userId, EventScope scope)
    {
        if (!scope.Settings.IsReportedTo(userId))
        {
            return;
        }

        var waiting = await undeliverable.WaitingForAsync(userId);
        var tried = scope.Keys.LeaderTried(userId);
        if (waiting.Count > 0 && !await scope.Database.KeyExistsAsync(tried))
        {
            scope.Changes.Add(transaction => transaction.StringSetAsync(tried, "1", TimeSpan.FromHours(1), When.Always));
            undeliverable.Release(scope.Changes, userId, [waiting[0]], asTrial: true);
        }
    }

    private async Task AnswerAppealAsync(PrivateMessage message, string number, EventScope scope)
    {
        var record = await cases.FindAsync(number);
        if (record is null || record.UserId != message.UserId)
        {
            if (!IsLeader(message.UserId, scope))
            {
                Answer(scope, message.UserId, wording.Say("appeal-unknown", scope.Settings.Warnings, new { about = number, @case = scope.Case }));
            }

            return;
        }

        Answer(scope, message.UserId, wording.Say("appeal-received", scope.Settings.Warnings, new { about = number, @case = scope.Case }));
        if (record.AppealedAt is null && scope.Settings.Group(record.GroupId) is { } group)
        {
            cases.Update(scope.Changes, record with { AppealedAt = scope.Now });
            var text = wording.Say("leader-appeal", scope.Settings.Warnings, new
            {
                group = group.Name,
                name = await names.NameOfAsync(message.UserId, scope.People),
                about = number,
                matter = Phrases.Of("Matter", record.Rule),
                excerpt = UserText.Defuse(message.Text, 300),
                @case = scope.Case,
            });
            await alerts.PlanAsync(scope, group, text, urgent: false, message.UserId);
        }
    }

    private static bool IsLeader(string userId, EventScope scope) =>
        scope.Settings.Groups.Any(group => scope.Settings.LeadsOrAdministers(group, userId));

    private static void Answer(EventScope scope, string userId, string text) => scope.Say(new OutboxItem
    {
        Id = $"{scope.Case}:answer",
        Case = scope.Case,
        Audience = Audience.Person,
        To = userId,
        Text = text,
        Urgent = true,
        Due = scope.Now,
        ExpiresAt = scope.Now + TimeSpan.FromDays(1),
        About = userId,
    });
}
