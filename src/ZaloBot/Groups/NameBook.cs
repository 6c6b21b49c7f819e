using StackExchange.Redis;
using ZaloBot.People;
using ZaloBot.Privacy;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Words;

namespace ZaloBot.Groups;

/// <summary>
/// Names of people. The platform's events carry none (fact sheet 3.2), so they come from the people file, else from what the
/// last comparison of a group's members said. A display name is chosen by its bearer and never identifies anybody.
/// </summary>
public sealed class NameBook(Store store, ErasedPeople erasedPeople)
{
    private const int NameLength = 40;

    /// <summary>A name fit to stand in a message.</summary>
    public async Task<string> NameOfAsync(string userId, PeopleDirectory people)
    {
        if (await PersonFinder.FindAsync(store, people, userId) is { Name.Length: > 0 } person)
        {
            return UserText.Defuse(person.Name, NameLength);
        }

        var known = (string?)await store.Database.HashGetAsync(store.Keys.Names, userId);
        return string.IsNullOrWhiteSpace(known) ? Phrases.Get("SomeMember") : UserText.Defuse(known, NameLength);
    }

    /// <summary>Several names as a person would say them.</summary>
    public async Task<string> NamesOfAsync(IReadOnlyList<string> userIds, PeopleDirectory people)
    {
        var names = await Task.WhenAll(userIds.Select(userId => NameOfAsync(userId, people)));
        return Join(names);
    }

    public static string Join(IReadOnlyList<string> parts) => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => string.Join(", ", parts.Take(parts.Count - 1)) + Phrases.Get("And") + parts[^1],
    };

    /// <summary>The first of several names, and how many others there are.</summary>
    public static string JoinSome(IReadOnlyList<string> parts, int most) =>
        parts.Count <= most ? Join(parts) : string.Join(", ", parts.Take(most)) + Phrases.Fill("AndOthers", parts.Count - most);

    /// <summary>Remembers names by user id, but for people who were erased.</summary>
    public async Task RememberAsync(IEnumerable<KeyValuePair<string, string>> names)
    {
        var erased = await erasedPeople.ReadAsync();
        var changes = new Changes();
        changes.Require(erased.StillHolds(store.Keys));
        HashEntry[] kept = [.. names.Where(name => !erased.Contains(name.Key)).Select(name => new HashEntry(name.Key, name.Value))];
        if (kept.Length > 0)
        {
            // Held up by an erasure, the names come with the next comparison.
            changes.Add(transaction => transaction.HashSetAsync(store.Keys.Names, kept));

            // Whoever is seen again is kept anew, in a book or not: a list that is not whole fills none.
            changes.Add(transaction => transaction.HashDeleteAsync(store.Keys.NamesOfStrangers, [.. kept.Select(entry => entry.Name)]));
            await changes.CommitAsync(store.Database);
        }
    }
}
