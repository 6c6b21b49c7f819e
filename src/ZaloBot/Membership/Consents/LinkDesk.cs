using System.Text.Json;
using StackExchange.Redis;
using ZaloBot.Groups;
using ZaloBot.Membership.Agenda;
using ZaloBot.People;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;
using ZaloBot.Words;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Membership.Consents;

/// <summary>
/// Links a Zalo id to a person of the people file: by a one-time code, or by “tôi là …” and the confirmation of somebody who
/// leads a group. A display name alone proves nothing.
/// </summary>
public sealed class LinkDesk(ConsentVoice voice)
{
    private static readonly string[] Openings = ["toi la ", "em la ", "minh la ", "toi ten ", "em ten "];

    /// <summary>Deals with a message in which somebody says who they are; false when it is none.</summary>
    public async Task<bool> TryIntroduceAsync(PrivateMessage message, EventScope scope)
    {
        if (LinkCodes.FindIn(message.Text) is { } hash)
        {
            return await TryCodeAsync(scope, message.UserId, hash);
        }

        if (message.Text is not { Length: < 120 } text || NameIn(text) is not { } name || await PersonFinder.FindAsync(scope, message.UserId) is not null)
        {
            return false;
        }

        var linked = await LinkedRowsAsync(scope);
        var rows = scope.People.All.Where(person => person.UserId.Length == 0 && Folded.Same(person.Name, name) && !linked.Contains((person.Name, person.Unit))).ToList();
        if (rows.Count != 1)
        {
            // "Tôi là người mới" is talk; an answer that says whether a name is on the list would tell strangers too much.
            return false;
        }

        await AskAsync(scope, message.UserId, rows[0]);
        return true;
    }

    /// <summary>Takes a leader's answer to the question who somebody is.</summary>
    public async Task AnswerAsync(EventScope scope, Consent consent, string by, AnswerVerb verb)
    {
        if (!MayConfirm(scope.Settings, by) || consent.UserId == by)
        {
            voice.Reply(scope, by, Phrases.Fill(consent.UserId == by ? "Answer.OwnCase" : "Answer.NotYours", consent.Number), consent.Number);
            return;
        }

        if (!consent.IsOpen || verb is not (AnswerVerb.Agree or AnswerVerb.Refuse))
        {
            voice.Reply(scope, by, consent.IsOpen ? Phrases.Fill("Answer.AgreeOrRefuse", consent.Number) : Phrases.Fill($"Answer.Already.{consent.Stage}", consent.Number), consent.Number);
            return;
        }

        var agreed = verb == AnswerVerb.Agree;
        var decided = (consent with { Stage = agreed ? ConsentStage.Closed : ConsentStage.Refused }).With(agreed ? ConsentAct.Granted : ConsentAct.Refused, scope.Now, by);
        await ConsentBook.SaveAsync(scope, decided);
        AgendaStore.Drop(scope, AgendaKind.Deadline, "", consent.Number);
        if (agreed)
        {
            await LinkAsync(scope, consent.UserId, consent.Link!.Name, consent.Link.Unit, by);
        }

        voice.Reply(scope, by, Phrases.Fill(agreed ? "Link.Confirmed" : "Link.Refused", UserText.Defuse(consent.Link!.Name)), consent.Number);
    }

    /// <summary>Who may say that a Zalo id belongs to a person: whoever leads a group or administers the bot.</summary>
    public static bool MayConfirm(ZaloBotSettings settings, string userId) =>
        settings.MayConsent(userId) || settings.Organisation.Administrators.Contains(userId) || settings.Groups.Any(group => group.Leaders.Contains(userId));

    /// <summary>The name, folded, in “tôi là Nguyễn Văn An, chi đoàn A”; null when a text does not begin so.</summary>
    public static string? NameIn(string text)
    {
        var plain = Folded.Compact(text);
        return Openings.FirstOrDefault(opening => plain.StartsWith(opening, StringComparison.Ordinal)) is { } found
            ? plain[found.Length..].Split(',', '.', '(', '-')[0].Trim()
            : null;
    }

    private async Task<bool> TryCodeAsync(EventScope scope, string userId, string hash)
    {
        if (LinkCodes.Read(await scope.Memory.FieldAsync(scope.Keys.LinkCodes, hash)) is not { } code)
        {
            return false;
        }

        await scope.Memory.SetFieldAsync(scope.Changes, scope.Keys.LinkCodes, hash, RedisValue.Null);
        if (code.ExpiresAt > scope.Now)
        {
            await LinkAsync(scope, userId, code.Name, code.Unit, PersonLink.ByCode);
        }
        else
        {
            voice.Reply(scope, userId, Phrases.Get("Link.CodeExpired"), about: userId);
        }

        return true;
    }

    private async Task AskAsync(EventScope scope, string userId, Person row)
    {
        if (await ConsentBook.OpenAboutAsync(scope, "", userId) is null)
        {
            var number = await ConsentBook.NewNumberAsync(scope, $"link/{userId}");
            await ConsentBook.SaveAsync(scope, new Consent
            {
                Number = number,
                GroupId = "",
                UserId = userId,
                Matter = ConsentMatter.Linking,
                Stage = ConsentStage.Leader,
                AskedAt = scope.Now,
                Link = new PersonLink(row.Name, row.Unit, scope.Now, userId),
            }.With(ConsentAct.Asked, scope.Now, userId));
            AgendaStore.Plan(scope, AgendaKind.Deadline, "", userId, scope.Now + scope.Settings.Membership.AnswerWithin, number);
            foreach (var leader in WhoConfirms(scope, row))
            {
                voice.Reply(scope, leader, Phrases.Fill("Link.Ask", UserText.Defuse(row.Name), UserText.Defuse(row.Unit), number), leader, userId);
            }
        }

        voice.Reply(scope, userId, Phrases.Get("Link.Waits"), about: userId);
    }

    private async Task LinkAsync(EventScope scope, string userId, string name, string unit, string by)
    {
        var link = new PersonLink(name, unit, scope.Now, by);
        await scope.Memory.SetFieldAsync(scope.Changes, scope.Keys.PeopleLinks, userId, JsonSerializer.SerializeToUtf8Bytes(link, StorageJson.Readable.PersonLink));
        voice.Reply(scope, userId, Phrases.Fill("Link.Done", UserText.Defuse(name)), "linked", userId);
    }

    // The leaders of the groups in which the person would belong know him best.
    private static List<string> WhoConfirms(EventScope scope, Person row)
    {
        var leaders = scope.Settings.Groups.Where(group => group.AllowedPositions.Intersect(row.Positions, StringComparer.Ordinal).Any()).SelectMany(group => group.Leaders).Distinct(StringComparer.Ordinal).ToList();
        return leaders.Count > 0 ? leaders : [.. scope.Settings.Organisation.Administrators];
    }

    private static async Task<HashSet<(string, string)>> LinkedRowsAsync(EventScope scope) =>
        [.. (await scope.Database.HashValuesAsync(scope.Keys.PeopleLinks)).Select(value => PersonFinder.Read(value)!).Select(link => (link.Name, link.Unit))];
}
