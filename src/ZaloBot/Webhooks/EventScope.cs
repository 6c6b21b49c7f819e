using StackExchange.Redis;
using ZaloBot.Moderation;
using ZaloBot.Outbox;
using ZaloBot.Settings;
using ZaloBot.Storage;

namespace ZaloBot.Webhooks;

/// <summary>
/// What a handler has at hand while it works on one event: the settings as they are now, what the store remembers, and the
/// commit to which it adds what shall change.
/// </summary>
public sealed class EventScope(SettingsSnapshot snapshot, LaneMemory memory, Changes changes, Store store, DateTimeOffset now, string eventId)
{
    public ZaloBotSettings Settings => snapshot.Settings;

    public PeopleDirectory People => snapshot.People;

    public SettingsSnapshot Snapshot => snapshot;

    public LaneMemory Memory => memory;

    public Changes Changes => changes;

    public IDatabase Database => store.Database;

    public StoreKeys Keys => store.Keys;

    public DateTimeOffset Now => now;

    /// <summary>What makes this event another than all others; case numbers, being short, may meet once in a great while.</summary>
    public string EventId => eventId;

    /// <summary>The number people use for what comes of this event.</summary>
    public string Case { get; } = EventIdentity.CaseOf(eventId);

    /// <summary>The day by the office's calendar.</summary>
    public DateOnly Today => new OfficeHours(Settings.Organisation).DayOf(now);

    /// <summary>
    /// The number of one message among several that come of this event: two messages to one person need two numbers, or the
    /// history could not tell whether the second was said.
    /// </summary>
    public string CaseFor(string topic) => topic.Length == 0 ? Case : EventIdentity.CaseOf($"{eventId}/{topic}");

    /// <summary>Plans something to be said, in the same commit that marks the event done.</summary>
    public void Say(OutboxItem item)
    {
        foreach (var part in OutboxParts.Of(item))
        {
            OutboxStore.Plan(changes, store.Keys, part);
        }
    }
}
