using System.Text.Json;
using ZaloBot.Groups;
using ZaloBot.People;
using ZaloBot.Rules.Membership;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;

namespace ZaloBot.Membership.Drift;

/// <summary>Finds in what a group, as the book has it, differs from settings, people file and consents. Asks only the store.</summary>
public sealed class DriftFinder(Store store, NameBook names)
{
    /// <summary>What can be known of a moment without an event: nothing it plans is ever written.</summary>
    public static EventScope Look(Store store, SettingsSnapshot snapshot, DateTimeOffset now, string identity = "look") =>
        new(snapshot, new LaneMemory(store, snapshot.Settings.Retention.Context), new Changes(), store, now, identity);

    public async Task<DriftReport> FindAsync(EventScope scope, GroupOptions group)
    {
        var states = (await store.Database.HashGetAllAsync(store.Keys.Members(group.Id)))
            .Select(entry => (UserId: entry.Name.ToString(), State: JsonSerializer.Deserialize((byte[])entry.Value!, StorageJson.Default.MemberState)!))
            .Where(entry => entry.State.In).ToDictionary(entry => entry.UserId, entry => entry.State, StringComparer.Ordinal);
        List<DriftPerson> notOnRoster = [];
        foreach (var (userId, state) in states.OrderBy(entry => entry.Value.Since).ThenBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var placed = await MemberPlacing.PlaceAsync(scope, group, userId, asNewcomer: true);
            if (placed.Placement.NeedsConsent())
            {
                notOnRoster.Add(await PersonAsync(scope, group, userId, state.Since, placed.Person));
            }
        }

        return new DriftReport(
            group.Id, group.Name, await ComparedAtAsync(group.Id), states.Count, notOnRoster, await MissingAsync(scope, group, states.Keys), await DeputiesAsync(scope, group, states));
    }

    /// <summary>Who belongs in a group by position today, linked to a Zalo id or not.</summary>
    public static async Task<IReadOnlyList<Person>> BelongingAsync(EventScope scope, Store store, GroupOptions group) =>
        [.. (await PersonFinder.AllAsync(store, scope.People)).Where(person => person.PositionsOn(scope.Today).Intersect(group.AllowedPositions, StringComparer.OrdinalIgnoreCase).Any())];

    private async Task<IReadOnlyList<DriftPerson>> MissingAsync(EventScope scope, GroupOptions group, IReadOnlyCollection<string> members)
    {
        List<DriftPerson> missing = [];
        foreach (var person in (await BelongingAsync(scope, store, group)).Where(person => !members.Contains(person.UserId)))
        {
            missing.Add(person.UserId.Length == 0 ? new DriftPerson("", person.Name, person.Unit, null, null) : await PersonAsync(scope, group, person.UserId, null, person));
        }

        return missing;
    }

    private async Task<IReadOnlyList<DriftPerson>> DeputiesAsync(EventScope scope, GroupOptions group, Dictionary<string, MemberState> members)
    {
        List<DriftPerson> undeclared = [];
        foreach (var entry in await store.Database.HashGetAllAsync(store.Keys.Deputies(group.Id)))
        {
            var userId = entry.Name.ToString();
            if (!scope.Settings.MayBeDeputy(group, userId))
            {
                undeclared.Add(await PersonAsync(scope, group, userId, members.GetValueOrDefault(userId)?.Since, await PersonFinder.FindAsync(scope, userId)));
            }
        }

        return undeclared;
    }

    private async Task<DriftPerson> PersonAsync(EventScope scope, GroupOptions group, string userId, DateTimeOffset? since, Person? person) => new(
        userId, await names.NameOfAsync(userId, scope.People), person?.Unit ?? "", since, (await Consents.ConsentBook.OpenAboutAsync(scope, group.Id, userId))?.Number);

    private async Task<DateTimeOffset?> ComparedAtAsync(string groupId) =>
        await store.Database.HashGetAsync(store.Keys.ComparedAt, groupId) is { IsNull: false } at ? DateTimeOffset.FromUnixTimeMilliseconds((long)at) : null;
}
