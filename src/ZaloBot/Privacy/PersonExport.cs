using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StackExchange.Redis;
using ZaloBot.People;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;

namespace ZaloBot.Privacy;

/// <summary>Everything kept about one person, for that person: what, of which kind, and until when.</summary>
public sealed class PersonExport(Store store, SettingsSource settings, TimeProvider time)
{
    /// <summary>Collects it.</summary>
    /// <param name="id">The id within the OA or the one within the app.</param>
    public async Task<JsonObject> ReadAsync(string id)
    {
        var ids = await PeopleIds.AllOfAsync(store, id);
        var trace = new PersonTrace(ids.Concat(await PeopleIds.CasesAsync(store, new PersonTrace(ids))).ToHashSet(StringComparer.Ordinal));
        var kept = new JsonArray();
        foreach (var key in (await StoreSweep.NamesAsync(store)).Order(StringComparer.Ordinal))
        {
            var parts = await PartsAsync(key, trace);
            if (parts.Count > 0)
            {
                var life = await store.Database.KeyTimeToLiveAsync(key);
                kept.Add(new JsonObject
                {
                    ["kind"] = StoreSweep.KindOf(store.Keys, key),
                    ["until"] = life is { } rest ? time.GetUtcNow() + rest : null,
                    ["data"] = new JsonArray([.. parts.Select(part => part.DeepClone())]),
                });
            }
        }

        return new JsonObject
        {
            ["ids"] = new JsonArray([.. ids.Order(StringComparer.Ordinal).Select(one => JsonValue.Create(one))]),
            ["at"] = time.GetUtcNow(),
            ["kept"] = kept,
            ["people_file"] = await PeopleFileRowAsync(ids),
            ["settings"] = new JsonArray([.. (await HandWritten.PlacesOfAsync(store, settings.Snapshot, ids)).Select(place => JsonValue.Create(place))]),
        };
    }

    private async Task<JsonObject?> PeopleFileRowAsync(IReadOnlySet<string> ids) =>
        await PersonFinder.RowsAsync(store, settings.People, ids) is [var row, ..]
            ? new JsonObject { ["name"] = row.Name, ["unit"] = row.Unit, ["positions"] = new JsonArray([.. row.Positions.Select(position => JsonValue.Create(position))]) }
            : null;

    private async Task<IReadOnlyList<JsonNode>> PartsAsync(string key, PersonTrace trace)
    {
        if (key == store.Keys.Quarantine.ToString())
        {
            return [.. (await PeopleIds.ValuesAsync(store.Database, key))
                .Select(value => JsonSerializer.Deserialize(value, StorageJson.Default.QuarantinedEvent)!.Body)
                .Where(body => RawEvents.IsIn(body, trace)).Select(Read)];
        }

        if (key.StartsWith($"{store.Keys.Prefix}lane:", StringComparison.Ordinal))
        {
            return [.. (await PeopleIds.ValuesAsync(store.Database, key)).Where(RawEvents.IsEntry)
                .Select(entry => InboxEntry.Parse(entry).Body.ToArray()).Where(body => RawEvents.IsIn(body, trace)).Select(Read)];
        }

        if (trace.StandsIn(key[store.Keys.Prefix.Length..]))
        {
            return [.. (await PeopleIds.ValuesAsync(store.Database, key)).Select(Read)];
        }

        if (await store.Database.KeyTypeAsync(key) == RedisType.Hash)
        {
            return [.. (await store.Database.HashGetAllAsync(key)).SelectMany(entry =>
                trace.StandsIn(entry.Name.ToString()) ? [Read((byte[])entry.Value!)] : trace.PartsOf((byte[])entry.Value!))];
        }

        return [.. (await PeopleIds.ValuesAsync(store.Database, key)).SelectMany(trace.PartsOf)];
    }

    private static JsonNode Read(byte[] value)
    {
        var text = Encoding.UTF8.GetString(value);
        return PersonTrace.Parse(text) ?? JsonValue.Create(text);
    }
}
