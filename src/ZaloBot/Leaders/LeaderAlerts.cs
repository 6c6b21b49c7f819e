using StackExchange.Redis;
using ZaloBot.Groups;
using ZaloBot.Moderation;
using ZaloBot.Outbox;
using ZaloBot.Settings;
using ZaloBot.Webhooks;

namespace ZaloBot.Leaders;

/// <summary>Plans private alerts to the leaders of a group, few enough that they keep being read.</summary>
public sealed class LeaderAlerts
{
    private static readonly TimeSpan QuestionsLive = TimeSpan.FromDays(1);

    /// <summary>Plans the alert for each leader of the group.</summary>
    /// <param name="scope">The event that gives rise to it.</param>
    /// <param name="group">The group it is about.</param>
    /// <param name="text">What to say.</param>
    /// <param name="urgent">Scam and unauthorised members wait neither for office hours nor for tomorrow's allowance.</param>
    /// <param name="about">The person it is about, so that an erasure finds it.</param>
    /// <returns>Whether anybody is told.</returns>
    public async Task<bool> PlanAsync(EventScope scope, GroupOptions group, string text, bool urgent, string? about)
    {
        var isAnybodyTold = false;
        foreach (var leader in scope.Settings.WhoIsTold(group))
        {
            isAnybodyTold |= await PlanAsync(scope, leader, group.Id, text, urgent, about);
        }

        return isAnybodyTold;
    }

    /// <summary>
    /// Plans a question to each leader of the group. Questions have an allowance of their own, so that they take the place of no alert; after a day they are
    /// pointless; and who cannot be asked in private is not asked before others.
    /// </summary>
    /// <returns>Whether anybody is asked.</returns>
    public async Task<bool> AskAsync(EventScope scope, GroupOptions group, string text, string about)
    {
        var isAnybodyAsked = false;
        foreach (var leader in scope.Settings.WhoIsTold(group))
        {
            var allowance = scope.Keys.QuestionAllowance(leader, new OfficeHours(scope.Settings.Organisation).DayOf(scope.Now));
            if (await TakeAsync(scope, allowance, scope.Settings.Alerts.MaxQuestionsPerLeaderPerDay, isLimited: true))
            {
                var item = Item(scope, leader, group.Id, text, urgent: false, about, scope.Case);
                scope.Say(item with { ExpiresAt = new[] { item.ExpiresAt, item.Due + QuestionsLive }.Min(), IsShown = true });
                isAnybodyAsked = true;
            }
        }

        return isAnybodyAsked;
    }

    /// <summary>Plans the alert for one person.</summary>
    /// <param name="scope">The event that gives rise to it.</param>
    /// <param name="personId">Who is told.</param>
    /// <param name="aboutGroup">The group it is about.</param>
    /// <param name="text">What to say; the number of <paramref name="topic"/> stands in it.</param>
    /// <param name="urgent">See above.</param>
    /// <param name="about">The person it is about.</param>
    /// <param name="topic">Tells several alerts of one event apart, see <see cref="EventScope.CaseFor"/>.</param>
    /// <returns>False when the person has been told enough for a day.</returns>
    public async Task<bool> PlanAsync(EventScope scope, string personId, string? aboutGroup, string text, bool urgent, string? about, string topic = "")
    {
        var allowance = scope.Keys.AlertAllowance(personId, new OfficeHours(scope.Settings.Organisation).DayOf(scope.Now));
        if (!await TakeAsync(scope, allowance, scope.Settings.Alerts.MaxPerLeaderPerDay, isLimited: !urgent))
        {
            return false;
        }

        scope.Say(Item(scope, personId, aboutGroup, text, urgent, about, scope.CaseFor(topic)));
        return true;
    }

    private static async Task<bool> TakeAsync(EventScope scope, RedisKey allowance, int atMost, bool isLimited)
    {
        if (isLimited && (long)await scope.Database.StringGetAsync(allowance) >= atMost)
        {
            return false;
        }

        scope.Changes.Add(transaction => transaction.StringIncrementAsync(allowance));
        scope.Changes.Add(transaction => transaction.KeyExpireAsync(allowance, TimeSpan.FromDays(2)));
        return true;
    }

    private static OutboxItem Item(EventScope scope, string personId, string? aboutGroup, string text, bool urgent, string? about, string number)
    {
        var settings = scope.Settings.Alerts;
        return new OutboxItem
        {
            Id = $"{scope.EventId}:{number}:to:{personId}",
            Case = number,
            Audience = Audience.Person,
            To = personId,
            Text = text,
            Urgent = urgent,
            Due = urgent || !settings.OnlyInWorkingHours ? scope.Now : new OfficeHours(scope.Settings.Organisation).NextOpening(scope.Now),
            ExpiresAt = scope.Now + settings.ExpireAfter,
            About = about,
            AboutGroup = aboutGroup,
        };
    }
}
