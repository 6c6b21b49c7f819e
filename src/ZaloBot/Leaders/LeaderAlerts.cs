using ZaloBot.Groups;
using ZaloBot.Moderation;
using ZaloBot.Outbox;
using ZaloBot.Settings;
using ZaloBot.Webhooks;

namespace ZaloBot.Leaders;

/// <summary>Plans private alerts to the leaders of a group, few enough that they keep being read.</summary>
public sealed class LeaderAlerts
{
    /// <summary>Plans the alert for each leader of the group.</summary>
    /// <param name="scope">The event that gives rise to it.</param>
    /// <param name="group">The group it is about.</param>
    /// <param name="text">What to say.</param>
    /// <param name="urgent">Scam and unauthorised members wait neither for office hours nor for tomorrow's allowance.</param>
    /// <param name="about">The person it is about, so that an erasure finds it.</param>
    public async Task PlanAsync(EventScope scope, GroupOptions group, string text, bool urgent, string? about)
    {
        foreach (var leader in scope.Settings.WhoIsTold(group))
        {
            await PlanAsync(scope, leader, group.Id, text, urgent, about);
        }
    }

    /// <summary>Plans the alert for one person.</summary>
    /// <param name="scope">The event that gives rise to it.</param>
    /// <param name="personId">Who is told.</param>
    /// <param name="aboutGroup">The group it is about.</param>
    /// <param name="text">What to say; the number of <paramref name="topic"/> stands in it.</param>
    /// <param name="urgent">See above.</param>
    /// <param name="about">The person it is about.</param>
    /// <param name="topic">Tells several alerts of one event apart, see <see cref="EventScope.CaseFor"/>.</param>
    public async Task PlanAsync(EventScope scope, string personId, string? aboutGroup, string text, bool urgent, string? about, string topic = "")
    {
        var number = scope.CaseFor(topic);
        var settings = scope.Settings.Alerts;
        var hours = new OfficeHours(scope.Settings.Organisation);
        var allowance = scope.Keys.AlertAllowance(personId, hours.DayOf(scope.Now));
        if (!urgent && (long)await scope.Database.StringGetAsync(allowance) >= settings.MaxPerLeaderPerDay)
        {
            return;
        }

        scope.Changes.Add(transaction => transaction.StringIncrementAsync(allowance));
        scope.Changes.Add(transaction => transaction.KeyExpireAsync(allowance, TimeSpan.FromDays(2)));
        scope.Say(new OutboxItem
        {
            Id = $"{scope.EventId}:{number}:to:{personId}",
            Case = number,
            Audience = Audience.Person,
            To = personId,
            Text = text,
            Urgent = urgent,
            Due = urgent || !settings.OnlyInWorkingHours ? scope.Now : hours.NextOpening(scope.Now),
            ExpiresAt = scope.Now + settings.ExpireAfter,
            About = about,
            AboutGroup = aboutGroup,
        });
    }
}
