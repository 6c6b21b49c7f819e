using ZaloBot.Groups;
using ZaloBot.Leaders;
using ZaloBot.People;
using ZaloBot.Storage;
using ZaloBot.Webhooks;
using ZaloBot.Words;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Membership.Consents;

/// <summary>
/// Understands a leader who wants somebody in a group: “thêm Nguyễn Văn A vào Hội trại: lý do”, or “mời …” for the bot to invite.
/// The person is named as in the people file or by id.
/// </summary>
public sealed class RequestAnswers(ConsentDesk desk, ConsentVoice voice, Store store) : ILeaderAnswer
{
    public async Task<bool> TryAnswerAsync(PrivateMessage message, EventScope scope)
    {
        if (RequestWords.Read(message.Text) is not { } words)
        {
            return false;
        }

        var led = scope.Settings.Groups.Where(group => scope.Settings.MayAnswerFor(group, message.UserId)).ToList();
        if (led.Count == 0)
        {
            return false;
        }

        var wanted = Folded.Compact(words.Group);
        var groups = led.Where(group => Folded.Compact(group.Name) == wanted).ToList();
        groups = groups.Count > 0 ? groups : [.. led.Where(group => Folded.Compact(group.Name).Contains(wanted, StringComparison.Ordinal))];
        if (groups.Count != 1)
        {
            voice.Reply(scope, message.UserId, Phrases.Fill("Request.WhichGroup", string.Join("; ", (groups.Count > 0 ? groups : led).Select(group => group.Name))));
            return true;
        }

        var people = await FindAsync(scope, words.Who);
        if (people.Count != 1)
        {
            voice.Reply(scope, message.UserId, Phrases.Fill(people.Count == 0 ? "Request.Nobody" : "Request.Several", UserText.Defuse(words.Who, 60)));
            return true;
        }

        await desk.RequestAsync(scope, groups[0], message.UserId, people[0], UserText.Defuse(words.Why, 200), words.Invites);
        return true;
    }

    // By id, by the name in the people file, else by the name the platform showed in a group; whoever has no id cannot be let in.
    private async Task<IReadOnlyList<string>> FindAsync(EventScope scope, string who)
    {
        if (who.Length >= 15 && who.All(char.IsAsciiDigit))
        {
            return [who];
        }

        var rows = (await PersonFinder.AllAsync(store, scope.People)).Where(person => person.UserId.Length > 0 && Folded.Same(person.Name, who)).Select(person => person.UserId).ToList();
        return rows.Count > 0
            ? rows
            : [.. (await scope.Database.HashGetAllAsync(scope.Keys.Names)).Where(entry => Folded.Same(entry.Value.ToString(), who)).Select(entry => entry.Name.ToString())];
    }
}
