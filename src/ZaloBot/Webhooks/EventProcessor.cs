using StackExchange.Redis;
using ZaloBot.Leaders;
using ZaloBot.Membership;
using ZaloBot.Moderation;
using ZaloBot.Outbox;
using ZaloBot.Privacy;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Telemetry;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Webhooks;

/// <summary>Turns taken inbox entries into changes: parse, recognise what was done before, hand to the event's handler.</summary>
public sealed partial class EventProcessor(
    Store store,
    SettingsSource settings,
    Quarantine quarantine,
    GroupMessageHandler groupMessages,
    OaEchoHandler echoes,
    MembershipHandler membership,
    PrivateContactHandler contacts,
    ErasureHandler erasure,
    ErasedPeople erasedPeople,
    BotMetrics metrics,
    TimeProvider time,
    ILogger<EventProcessor> logger)
{
    private const string TooOld = "The event is older than the time for which repetitions are recognised (Retention:DoneMarks).";

    /// <summary>Works a batch into one set of changes.</summary>
    /// <param name="batch">Inbox entries, oldest first.</param>
    /// <param name="changes">What the commit will write.</param>
    /// <param name="lastChance">An event that cannot be handled goes to quarantine instead of throwing.</param>
    public async Task ProcessAsync(IReadOnlyList<byte[]> batch, Changes changes, bool lastChance)
    {
        var snapshot = settings.Snapshot;
        var memory = new LaneMemory(store, snapshot.Settings.Retention.Context);
        var erased = await erasedPeople.ReadAsync();
        changes.Require(erased.StillHolds(store.Keys));
        var doneInBatch = new HashSet<string>(StringComparer.Ordinal);
        foreach (var bytes in batch)
        {
            var entry = InboxEntry.Parse(bytes);
            if (entry.IsErased)
            {
                continue;
            }

            var reading = ZaloEventReader.Read(entry.Body);
            if (!reading.IsUsable)
            {
                metrics.EventQuarantined();
                LogUnusable(reading.Name ?? "?", reading.Problem);
                quarantine.Add(changes, entry, reading.Problem);
                continue;
            }

            var identity = EventIdentity.Of(reading.Event);
            if (!doneInBatch.Add(identity) || await store.Database.KeyExistsAsync(store.Keys.Done(identity)))
            {
                metrics.EventRepeated();
                continue;
            }

            changes.Require(Condition.KeyNotExists(store.Keys.Done(identity)));
            changes.Add(transaction => transaction.StringSetAsync(store.Keys.Done(identity), "", snapshot.Settings.Retention.DoneMarks, When.Always));
            var mark = changes.Mark();
            if (ErasedEvents.Without(reading.Event, erased) is not { } happened)
            {
                continue;
            }

            // A done-mark recognises a repetition only as long as it lives; who sends an old event again later must not get it worked again.
            if (happened is not DataWithdrawn && time.GetUtcNow() - happened.SentAt > snapshot.Settings.Retention.DoneMarks)
            {
                metrics.EventQuarantined();
                LogUnusable(reading.Name ?? "?", TooOld);
                quarantine.Add(changes, entry, TooOld);
                continue;
            }

            using var logScope = logger.BeginScope(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Event"] = identity, ["EventName"] = reading.Name });
            var scope = new EventScope(snapshot, memory, changes, store, time.GetUtcNow(), identity);
            using var span = BotTraces.Handle(happened.GetType().Name, scope.Case);
            try
            {
                await HandleAsync(happened, scope);
                metrics.EventHandled(happened.GetType().Name, scope.Now - entry.ReceivedAt);
            }
            catch (Exception failure) when (lastChance && failure is not (RedisException or TimeoutException))
            {
                changes.RollBack(mark);
                LogGivenUp(reading.Name, failure.GetType().Name);
                metrics.EventQuarantined();
                quarantine.Add(changes, entry, $"Handling failed repeatedly: {failure.GetType().Name}.");
            }
        }

        memory.Save(changes);
    }

    private Task HandleAsync(ZaloEvent happened, EventScope scope)
    {
        if (happened is GroupMessage { IsFromOa: false } or PrivateMessage { IsFromOa: false })
        {
            erasure.NotePair(scope, happened.UserIdByApp, (happened as GroupMessage)?.SenderId ?? ((PrivateMessage)happened).UserId);
        }

        return DispatchAsync(happened, scope);
    }

    private Task DispatchAsync(ZaloEvent happened, EventScope scope) => happened switch
    {
        GroupMessage { IsFromOa: true } message => echoes.HandleAsync(message, scope),
        GroupMessage message => groupMessages.HandleAsync(message, scope),
        PrivateMessage { IsFromOa: true } message => echoes.HandleAsync(message, scope),
        PrivateMessage message => contacts.HandleAsync(message, scope),
        Followed followed => contacts.HandleAsync(followed.UserId, scope),
        ChatOpened opened => contacts.HandleAsync(opened.UserId, scope),
        GroupEvent group => membership.HandleAsync(group, scope),
        DataWithdrawn withdrawn => erasure.HandleAsync(withdrawn, scope),
        UnknownEvent unknown => NoteUnknown(unknown),
        _ => Task.CompletedTask,
    };

    private Task NoteUnknown(UnknownEvent unknown)
    {
        LogUnknown(unknown.Name, string.Join(',', unknown.Unmapped.Select(field => $"{field.Key}:{field.Value.ValueKind}")));
        return Task.CompletedTask;
    }

    [LoggerMessage(1, LogLevel.Warning, "An event named {EventName} is correctly signed but cannot be used, and went to quarantine: {Problem}")]
    private partial void LogUnusable(string eventName, string problem);

    [LoggerMessage(2, LogLevel.Error, "An event named {EventName} could not be handled and went to quarantine ({Cause}).")]
    private partial void LogGivenUp(string eventName, string cause);

    [LoggerMessage(3, LogLevel.Information, "The platform sent an event this program does not know: {EventName} with {Shape}.")]
    private partial void LogUnknown(string eventName, string shape);
}
