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
    /// Plans a question to each leader of the group. Questions have an allowance of their own, so that they take the place of no alert; they are asked now or
    /// not at all, and after a day, or when one leader has answered, they are pointless; and who cannot be asked in private is not asked before others.
    /// </summary>
    /// <param name="scope">The event that gives rise to it.</param>
    /// <param name="group">The group it is about.</param>
    /// <param name="text">What to ask.</param>
    /// <param name="urgent">What may be fraud is asked about at every hour, and even when enough was asked for a day.</param>
    /// <param name="about">The person it is about.</param>
    /// <returns>Whether anybody is asked.</returns>
    public async Task<bool> AskAsync(EventScope scope, GroupOptions group, string text, bool urgent, string about)
    {
        var settings = scope.Settings.Alerts;
        if (!urgent && settings.OnlyInWorkingHours && !new OfficeHours(scope.Settings.Organisation).Contains(scope.Now))
        {
            return false;
        }

        var isAnybodyAsked = false;
        foreach (var leader in scope.Settings.WhoIsTold(group))
        {
            if (await TakeAsync(scope, scope.Keys.QuestionAllowance(leader, scope.Today), urgent ? int.MaxValue : settings.MaxQuestionsPerLeaderPerDay))
            {
                scope.Say(Item(scope, leader, group.Id, text, urgent, about, scope.Case) with { Due = scope.Now, ExpiresAt = scope.Now + QuestionsLive, IsShown = true, Question = scope.Case });
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
        if (!await TakeAsync(scope, scope.Keys.AlertAllowance(personId, scope.Today), urgent ? int.MaxValue : scope.Settings.Alerts.MaxPerLeaderPerDay))
        {
            return false;
        }

        scope.Say(Item(scope, personId, aboutGroup, text, urgent, about, scope.CaseFor(topic)));
        return true;
    }

    private static async Task<bool> TakeAsync(EventScope scope, RedisKey allowance, int atMost)
    {
        if (atMost < int.MaxValue && (long)await scope.Database.StringGetAsync(allowance) >= atMost)
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
