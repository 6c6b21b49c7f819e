using ZaloBot.Groups;
using ZaloBot.Leaders;
using ZaloBot.Webhooks;
using ZaloBot.Words;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Membership.Consents;

/// <summary>
/// Understands “đồng ý 1234”, “từ chối 1234”, “gỡ 1234”, “giữ 1234”, “mời 1234”, “rút 1234” from leaders and the secretary; the
/// word alone when only one question is open for the one who writes.
/// </summary>
public sealed class ConsentAnswers(ConsentDesk desk, LinkDesk links, ConsentVoice voice) : ILeaderAnswer
{
    private static readonly (string Word, AnswerVerb Verb)[] Verbs =
    [
        ("khong dong y", AnswerVerb.Refuse), ("khong duyet", AnswerVerb.Refuse), ("tu choi", AnswerVerb.Refuse),
        ("dong y", AnswerVerb.Agree), ("duyet", AnswerVerb.Agree),
        ("moi ra", AnswerVerb.Remove), ("go", AnswerVerb.Remove),
        ("giu", AnswerVerb.Keep), ("moi", AnswerVerb.Invite), ("rut", AnswerVerb.Withdraw),
    ];

    /// <summary>What a text answers to which questions; null when it is no such answer.</summary>
    public static (AnswerVerb Verb, AnswerWords Words)? Read(string? text) =>
        AnswerWords.Read(text, Verbs.Select(pair => pair.Word)) is { } words ? (Verbs.First(pair => pair.Word == words.Word).Verb, words) : null;

    public async Task<bool> TryAnswerAsync(PrivateMessage message, EventScope scope)
    {
        if (Read(message.Text) is not (var verb, var words) || !LeadsAnything(message.UserId, scope))
        {
            return false;
        }

        if (words.Numbers.Count > 0)
        {
            foreach (var number in words.Numbers)
            {
                await AnswerAsync(scope, await ConsentBook.FindAsync(scope, number), number, message.UserId, verb, words.Rest);
            }

            return true;
        }

        var open = (await ConsentBook.OpenAsync(scope)).Where(consent => WaitsFor(scope, consent, message.UserId)).ToList();
        if (open.Count == 1)
        {
            await AnswerAsync(scope, open[0], open[0].Number, message.UserId, verb, words.Rest);
        }
        else
        {
            voice.Reply(scope, message.UserId, open.Count == 0 ? Phrases.Get("Answer.NothingOpen") : Phrases.Fill("Answer.Which", await ListAsync(scope, open)));
        }

        return true;
    }

    private async Task AnswerAsync(EventScope scope, Consent? consent, string number, string by, AnswerVerb verb, string ground)
    {
        if (consent is null)
        {
            voice.Reply(scope, by, Phrases.Fill("Answer.Unknown", number), number);
        }
        else if (consent.Matter == ConsentMatter.Linking)
        {
            await links.AnswerAsync(scope, consent, by, verb);
        }
        else
        {
            await desk.AnswerAsync(scope, consent, by, verb, ground);
        }
    }

    private async Task<string> ListAsync(EventScope scope, List<Consent> open)
    {
        var lines = new List<string>();
        foreach (var consent in open.Take(10))
        {
            lines.Add($"{consent.Number} – {await voice.NameAsync(scope, consent.UserId)}, {scope.Settings.Group(consent.GroupId)?.Name ?? Phrases.Get("PeopleList")}");
        }

        return string.Join('\n', lines);
    }

    // What waits for the secretary is not a leader's to answer, except by taking it back with its number.
    private static bool WaitsFor(EventScope scope, Consent consent, string userId) => consent.UserId != userId && consent switch
    {
        { Matter: ConsentMatter.Linking } => LinkDesk.MayConfirm(scope.Settings, userId),
        { Stage: ConsentStage.Secretary } => scope.Settings.MayConsent(userId) && (consent.RequestedBy != userId || scope.Settings.Organisation.Secretary == userId),
        _ => scope.Settings.Group(consent.GroupId) is { } group && scope.Settings.WhoIsTold(group).Contains(userId),
    };

    private static bool LeadsAnything(string userId, EventScope scope) =>
        scope.Settings.MayConsent(userId) || scope.Settings.Organisation.Administrators.Contains(userId)
        || scope.Settings.Groups.Any(group => scope.Settings.MayAnswerFor(group, userId));
}
