using StackExchange.Redis;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;

namespace ZaloBot.Membership.Agenda;

/// <summary>One step with one item of the agenda: what is known, and the commit that takes the item further.</summary>
public sealed class AgendaStep
{
    private readonly Store _store;

    public AgendaStep(Store store, AgendaItem item, RedisValue stored, Lease lease, SettingsSnapshot snapshot, DateTimeOffset now)
    {
        (_store, Item, Stored, Lease) = (store, item, stored, lease);
        var identity = $"agenda/{item.Id}/{item.Due.ToUnixTimeMilliseconds()}/{item.State}/{item.Tries}";
        Scope = new EventScope(snapshot, new LaneMemory(store, snapshot.Settings.Retention.Context), new Changes(), store, now, identity);
        Scope.Changes.Require(lease.IsHeld);

        // An answer that came meanwhile changes or drops the item; then this step changes nothing.
        Scope.Changes.Require(Condition.HashEqual(store.Keys.AgendaItems, item.Id, stored));
    }

    public AgendaItem Item { get; }

    /// <summary>The item as it is stored.</summary>
    public RedisValue Stored { get; }

    public Lease Lease { get; }

    public EventScope Scope { get; }

    /// <summary>Adds to the commit that the item now looks like this.</summary>
    public void Put(AgendaItem item) => AgendaStore.Write(Scope.Changes, Scope.Keys, item);

    /// <summary>Adds to the commit that the item is done with.</summary>
    public void Finish() => AgendaStore.Drop(Scope.Changes, Scope.Keys, Item.Id);

    /// <summary>Writes it; false when something changed meanwhile, and the item has to be looked at anew.</summary>
    public Task<bool> CommitAsync() => Scope.Changes.CommitAsync(_store.Database);

    /// <summary>The next step with the item as it was just written.</summary>
    public AgendaStep Next(AgendaItem item, DateTimeOffset now) =>
        new(_store, item, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(item, StorageJson.Default.AgendaItem), Lease, Scope.Snapshot, now);
}
