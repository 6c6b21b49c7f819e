using System.Text.Json;
using StackExchange.Redis;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;

namespace ZaloBot.People;

/// <summary>Finds the row of the people file that belongs to a Zalo id: the row that names it, else the one it was linked to.</summary>
public static class PersonFinder
{
    /// <summary>The person, or null; as the event's commit sees it.</summary>
    public static async Task<Person?> FindAsync(EventScope scope, string userId) =>
        scope.People.Find(userId) ?? RowOf(await scope.Memory.FieldAsync(scope.Keys.PeopleLinks, userId), scope.People);

    /// <summary>The person, or null.</summary>
    public static async Task<Person?> FindAsync(Store store, PeopleDirectory people, string userId) =>
        people.Find(userId) ?? RowOf(await store.Database.HashGetAsync(store.Keys.PeopleLinks, userId), people);

    /// <summary>Every person with the id under which he is known; those nobody has linked yet have none.</summary>
    public static async Task<IReadOnlyList<Person>> AllAsync(Store store, PeopleDirectory people)
    {
        var links = new Dictionary<(string, string), string>();
        foreach (var entry in await store.Database.HashGetAllAsync(store.Keys.PeopleLinks))
        {
            if (Read(entry.Value) is { } link)
            {
                links[(link.Name, link.Unit)] = entry.Name.ToString();
            }
        }

        return [.. people.All.Select(person => person.UserId.Length == 0 && links.TryGetValue((person.Name, person.Unit), out var id) ? person with { UserId = id } : person)];
    }

    /// <summary>The rows of the people file that belong to one of these ids: those that name it, and those it was linked to.</summary>
    public static async Task<IReadOnlyList<Person>> RowsAsync(Store store, PeopleDirectory people, IReadOnlySet<string> ids)
    {
        var links = await LinksAsync(store, ids);
        return [.. people.All.Where(person => person.UserId.Length > 0 ? ids.Contains(person.UserId) : links.Any(link => person.Name == link.Name && person.Unit == link.Unit))];
    }

    /// <summary>What these ids were linked to.</summary>
    public static async Task<IReadOnlyList<PersonLink>> LinksAsync(Store store, IReadOnlySet<string> ids) =>
        [.. (await store.Database.HashGetAsync(store.Keys.PeopleLinks, [.. ids.Select(id => (RedisValue)id)])).Select(Read).OfType<PersonLink>()];

    public static PersonLink? Read(RedisValue value) => value.IsNull ? null : JsonSerializer.Deserialize((byte[])value!, StorageJson.Default.PersonLink);

    // A row that has got an id of its own meanwhile is somebody else's.
    private static Person? RowOf(RedisValue value, PeopleDirectory people) =>
        Read(value) is { } link ? people.All.FirstOrDefault(person => person.UserId.Length == 0 && person.Name == link.Name && person.Unit == link.Unit) : null;
}
