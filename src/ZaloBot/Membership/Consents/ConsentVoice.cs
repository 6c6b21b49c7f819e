using System.Globalization;
using ZaloBot.Groups;
using ZaloBot.Moderation;
using ZaloBot.Outbox;
using ZaloBot.Settings;
using ZaloBot.Webhooks;
using ZaloBot.Words;

namespace ZaloBot.Membership.Consents;

/// <summary>What is said in private about consents: to leaders, to the secretary, to the person concerned.</summary>
public sealed class ConsentVoice(Wording wording, NameBook names)
{
    /// <summary>Answers somebody who wrote to the OA.</summary>
    public void Reply(EventScope scope, string to, string text, string topic = "", string? about = null, string? group = null)
    {
        var number = scope.CaseFor($"reply{topic}");
        Send(scope, to, wording.Say("answer", scope.Settings.Warnings, new { text, @case = number }), number, scope.Now, urgent: true, about, group);
    }

    /// <summary>Asks the secretary for consent to somebody outside the composition.</summary>
    public async Task AskSecretaryAsync(EventScope scope, GroupOptions group, Consent consent, string secretary)
    {
        var number = scope.CaseFor($"secretary{consent.Number}");
        var text = wording.Say("secretary-consent", scope.Settings.Warnings, new
        {
            group = group.Name,
            name = await NameAsync(scope, consent.UserId),
            requester = consent.RequestedBy is { } by ? await names.NameOfAsync(by, scope.People) : Phrases.Get("GroupLeader"),
            standing = Phrases.Of("ConsentMatter", consent.Matter),
            reason = consent.Reason,
            number = consent.Number,
            until = Until(scope, consent),
            @case = number,
        });
        Ask(scope, secretary, text, number, consent, urgent: false);
    }

    /// <summary>Puts a question to every leader of a group, each in the words of what he may decide himself.</summary>
    public async Task AskLeadersAsync(EventScope scope, GroupOptions group, Consent consent, string template, bool urgent, string placement = "")
    {
        foreach (var leader in scope.Settings.WhoIsTold(group).Where(leader => leader != consent.UserId))
        {
            var number = scope.CaseFor($"{consent.Number}/{leader}");
            var text = wording.Say(template, scope.Settings.Warnings, new
            {
                group = group.Name,
                name = await NameAsync(scope, consent.UserId),
                placement,
                number = consent.Number,
                consents = scope.Settings.MayConsent(leader),
                acts = group.Mode == GroupMode.Enforce,
                invites = group.Mode != GroupMode.Observe,
                until = Until(scope, consent),
                @case = number,
            });
            Ask(scope, leader, text, number, consent, urgent);
        }
    }

    /// <summary>Tells those who follow a consent what became of it.</summary>
    /// <param name="scope">Where it is decided.</param>
    /// <param name="group">The group.</param>
    /// <param name="consent">The consent.</param>
    /// <param name="outcome">What became of it, a phrase.</param>
    /// <param name="except">Who knows already, because he decided it.</param>
    public async Task TellOutcomeAsync(EventScope scope, GroupOptions group, Consent consent, string outcome, string? except = null)
    {
        var name = await NameAsync(scope, consent.UserId);
        foreach (var reader in scope.Settings.WhoIsTold(group).Append(consent.RequestedBy).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (reader == except || reader == consent.UserId)
            {
                continue;
            }

            var number = scope.CaseFor($"outcome{consent.Number}/{reader}");
            var text = wording.Say("consent-outcome", scope.Settings.Warnings, new { group = group.Name, name, number = consent.Number, outcome, @case = number });
            Send(scope, reader, text, number, NextOpening(scope), urgent: false, consent.UserId, consent.GroupId);
        }
    }

    /// <summary>Tells somebody courteously that the request to join was not granted.</summary>
    public void TellRefused(EventScope scope, GroupOptions group, string userId)
    {
        var number = scope.CaseFor($"refused{userId}");
        var text = wording.Say("request-refused", scope.Settings.Warnings, new { group = group.Name, @case = number });
        Send(scope, userId, text, number, NextOpening(scope), urgent: false, userId, group.Id);
    }

    /// <summary>The name a leader knows somebody by; without one, the end of the id, so that two unknown people are told apart.</summary>
    public async Task<string> NameAsync(EventScope scope, string userId)
    {
        var name = await names.NameOfAsync(userId, scope.People);
        return name == Phrases.Get("SomeMember") ? Phrases.Fill("MemberWithId", userId.Length > 4 ? userId[^4..] : userId) : name;
    }

    private static string Until(EventScope scope, Consent consent) =>
        Local(scope, consent.AskedAt + (consent.Matter == ConsentMatter.Waiting ? scope.Settings.Membership.RequestsWithin : scope.Settings.Membership.AnswerWithin));

    internal static string Local(EventScope scope, DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(scope.Settings.Organisation.TimeZone)).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);

    // A question outlives the day's allowance of alerts: whoever is not asked cannot answer.
    private static void Ask(EventScope scope, string to, string text, string number, Consent consent, bool urgent) =>
        Send(scope, to, text, number, urgent ? scope.Now : NextOpening(scope), urgent, consent.UserId, consent.GroupId);

    private static DateTimeOffset NextOpening(EventScope scope) =>
        scope.Settings.Alerts.OnlyInWorkingHours ? new OfficeHours(scope.Settings.Organisation).NextOpening(scope.Now) : scope.Now;

    private static void Send(EventScope scope, string to, string text, string number, DateTimeOffset due, bool urgent, string? about, string? group) => scope.Say(new OutboxItem
    {
        Id = $"{number}:to:{to}",
        Case = number,
        Audience = Audience.Person,
        To = to,
        Text = text,
        Urgent = urgent,
        Due = due,
        ExpiresAt = due + scope.Settings.Alerts.ExpireAfter,
        About = about,
        AboutGroup = group,
    });
}
