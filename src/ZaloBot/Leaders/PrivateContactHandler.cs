using System.Text.Json;
using ZaloBot.Groups;
using ZaloBot.Membership.Consents;
using ZaloBot.Moderation;
using ZaloBot.Outbox;
using ZaloBot.Storage;
using ZaloBot.Webhooks;
using ZaloBot.Words;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Leaders;

/// <summary>
/// Somebody wrote to the OA, followed it or opened its chat. That opens the platform's window for private messages, so alerts
/// that waited for a leader go out now; and a message may be a leader's answer, or a member's to a reminder whose case it names.
/// </summary>
public sealed class PrivateContactHandler(Wording wording, NameBook names, LeaderAlerts alerts, CaseBook cases, LeaderAnswers answers, LinkDesk links) : IEventHandler<PrivateMessage>
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
        var inbox = scope.Keys.LeaderInbox(userId);
        var waiting = await scope.Database.ListRangeAsync(inbox);
        if (waiting.Length == 0)
        {
            return;
        }

        // Newest stand left; those that came meanwhile stay. Oldest are said first.
        scope.Changes.Add(transaction => transaction.ListTrimAsync(inbox, 0, -(waiting.Length + 1)));
        foreach (var value in waiting.Reverse())
        {
            var alert = JsonSerializer.Deserialize((byte[])value!, StorageJson.Default.LeaderAlert)!;
            if (alert.ExpiresAt > scope.Now)
            {
                scope.Say(new OutboxItem
                {
                    Id = $"{alert.Id}:again:{scope.Case}",
                    Case = alert.Case,
                    Audience = Audience.Person,
                    To = userId,
                    Text = alert.Text,
                    Urgent = true,
                    Due = scope.Now,
                    ExpiresAt = alert.ExpiresAt,
                    About = alert.About,
                });
            }
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
