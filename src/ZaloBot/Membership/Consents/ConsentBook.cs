using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StackExchange.Redis;
using ZaloBot.Storage;
using ZaloBot.Webhooks;

namespace ZaloBot.Membership.Consents;

/// <summary>
/// Keeps consents: a hash of records by number, the set of those still open, and for each group who belongs by which consent and
/// about whom a question is open. All of it may be changed by the lanes of groups and of people and by the agenda at the same
/// time, so every change is made on the condition that nothing changed meanwhile.
/// </summary>
public sealed class ConsentBook(Store store)
{
    /// <summary>Short numbers first; when many are taken, longer ones.</summary>
    private const int ShortTries = 12;

    public static async Task<Consent?> FindAsync(EventScope scope, string number) => Read(await scope.Memory.FieldAsync(scope.Keys.Consents, number));

    /// <summary>The question that is open about a person in a group, if any.</summary>
    public static async Task<Consent?> OpenAboutAsync(EventScope scope, string groupId, string userId) =>
        await scope.Memory.FieldAsync(scope.Keys.Asked(groupId), userId) is { IsNull: false } number && await FindAsync(scope, number.ToString()) is { IsOpen: true } open ? open : null;

    /// <summary>The consent by which a person belongs in a group now, if any.</summary>
    public static async Task<Consent?> AuthorisationAsync(EventScope scope, string groupId, string userId) =>
        await scope.Memory.FieldAsync(scope.Keys.Authorised(groupId), userId) is { IsNull: false } number
        && await FindAsync(scope, number.ToString()) is { } consent && consent.HoldsAt(scope.Now) ? consent : null;

    /// <summary>Every open question.</summary>
    public static async Task<IReadOnlyList<Consent>> OpenAsync(EventScope scope)
    {
        var open = new List<Consent>();
        foreach (var number in await scope.Database.SetMembersAsync(scope.Keys.OpenConsents))
        {
            if (await FindAsync(scope, number.ToString()) is { IsOpen: true } consent)
            {
                open.Add(consent);
            }
        }

        return [.. open.OrderBy(consent => consent.AskedAt).ThenBy(consent => consent.Number, StringComparer.Ordinal)];
    }

    /// <summary>Adds to the commit that a consent now looks like this.</summary>
    public static async Task SaveAsync(EventScope scope, Consent consent)
    {
        var keys = scope.Keys;
        await scope.Memory.SetFieldAsync(scope.Changes, keys.Consents, consent.Number, JsonSerializer.SerializeToUtf8Bytes(consent, StorageJson.Readable.Consent));
        scope.Changes.Add(transaction => consent.IsOpen
            ? transaction.SetAddAsync(keys.OpenConsents, consent.Number)
            : transaction.SetRemoveAsync(keys.OpenConsents, consent.Number));
        await PointAsync(scope, keys.Asked(consent.GroupId), consent, consent.IsOpen);
        await PointAsync(scope, keys.Authorised(consent.GroupId), consent, consent.Stage == ConsentStage.Granted);
    }

    /// <summary>A number that no kept consent has. The same event worked again gets the same.</summary>
    public static async Task<string> NewNumberAsync(EventScope scope, string seed)
    {
        for (var attempt = 0; ; attempt++)
        {
            var hash = BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{scope.Case}/{seed}/{attempt}")));
            var number = attempt < ShortTries ? 1_000 + (hash % 9_000) : 100_000 + (hash % 900_000);
            if ((await scope.Memory.FieldAsync(scope.Keys.Consents, number.ToString())).IsNull)
            {
                return number.ToString();
            }
        }
    }

    /// <summary>All that is kept, newest first, for reports.</summary>
    public async Task<IReadOnlyList<Consent>> AllAsync() =>
        [.. (await store.Database.HashValuesAsync(store.Keys.Consents)).Select(value => Read(value)!).OrderByDescending(consent => consent.AskedAt)];

    /// <summary>
    /// Drops decided consents that nobody belongs by and whose last step is older than <paramref name="keep"/>, and from the open ones the numbers
    /// whose record an erasure took.
    /// </summary>
    public async Task TrimAsync(DateTimeOffset now, TimeSpan keep)
    {
        foreach (var consent in await AllAsync())
        {
            if (!consent.IsOpen && consent.Stage != ConsentStage.Granted && consent.Steps.Count > 0 && now - consent.Steps[^1].At > keep)
            {
                await store.Database.HashDeleteAsync(store.Keys.Consents, consent.Number);
            }
        }

        foreach (var number in await store.Database.SetMembersAsync(store.Keys.OpenConsents))
        {
            var changes = new Changes();
            changes.Require(Condition.HashNotExists(store.Keys.Consents, number));
            changes.Add(transaction => transaction.SetRemoveAsync(store.Keys.OpenConsents, number));
            await changes.CommitAsync(store.Database);
        }
    }

    private static async Task PointAsync(EventScope scope, RedisKey index, Consent consent, bool points)
    {
        var current = await scope.Memory.FieldAsync(index, consent.UserId);
        if (points && current != consent.Number)
        {
            await scope.Memory.SetFieldAsync(scope.Changes, index, consent.UserId, consent.Number);
        }
        else if (!points && current == consent.Number)
        {
            await scope.Memory.SetFieldAsync(scope.Changes, index, consent.UserId, RedisValue.Null);
        }
    }

    private static Consent? Read(RedisValue value) => value.IsNull ? null : JsonSerializer.Deserialize((byte[])value!, StorageJson.Default.Consent);
}
