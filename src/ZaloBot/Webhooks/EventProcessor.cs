using StackExchange.Redis;
using ZaloBot.Connection;
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
    AdministratorNotices notices,
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
        var arrivals = batch.Select(bytes => Arrival.Read(bytes, snapshot.Settings, time)).ToList();
        await memory.RecallAsync([.. Needs(arrivals, snapshot.Settings)]);
        var erased = await erasedPeople.AsOfAsync(memory.Recalled(store.Keys.ErasureEpoch));
        changes.Require(erased.StillHolds(store.Keys));
        var (done, showsClock) = DoneBefore(arrivals, memory);
        foreach (var arrival in arrivals)
        {
            if (arrival.Entry.IsErased)
            {
                continue;
            }

            if (arrival.Event is not { } happened)
            {
                LogUnusable(arrival.Name, arrival.Problem);
                SetApart(changes, arrival.Entry, arrival.Problem);
            }
            else if (!done.Add(arrival.Identity))
            {
                changes.Afterwards(metrics.EventRepeated);
            }
            else
            {
                changes.Add(transaction => transaction.StringSetAsync(store.Keys.Done(arrival.Identity), "", snapshot.Settings.Retention.DoneMarks, When.Always));
                changes.Afterwards(() => FaultPoint.Witness(arrival.Identity));
                if (ErasedEvents.Without(happened, erased) is not { } kept)
                {
                    continue;
                }

                // A done-mark recognises a repetition only as long as it lives; who sends an old event again later must not get it worked
                // again. Where no event at all bears a time that fits, the clock is wrong and not the event.
                if (kept is not DataWithdrawn && arrival.IsStale && showsClock)
                {
                    LogUnusable(arrival.Name, TooOld);
                    SetApart(changes, arrival.Entry, TooOld);
                    continue;
                }

                await HandleAsync(arrival, kept, new EventScope(snapshot, memory, changes, store, time.GetUtcNow(), arrival.Identity), lastChance);
            }
        }

        memory.Save(changes);
        NoteLife(changes, arrivals, snapshot.Settings.Retention.DoneMarks);
    }

    // What the bot found out by asking says nothing about whether the platform still tells it anything.
    private void NoteLife(Changes changes, List<Arrival> arrivals, TimeSpan keep)
    {
        if (arrivals.FindLast(arrival => arrival.Event is null || !FoundByComparison.Is(arrival.Event)) is { } newest)
        {
            changes.Add(transaction => transaction.StringSetAsync(store.Keys.LastEvent, newest.Entry.ReceivedAt.ToUnixTimeMilliseconds()));
        }

        if (arrivals.Exists(arrival => arrival.ShowsClock))
        {
            changes.Add(transaction => transaction.StringSetAsync(store.Keys.PlatformClock, "", keep, When.Always));
        }
    }

    // Every question is a round trip, on which the lane stands still.
    private IEnumerable<RedisKey> Needs(List<Arrival> arrivals, ZaloBotSettings current) =>
    [
        store.Keys.ErasureEpoch, store.Keys.PlatformClock, store.Keys.LessonsVersion,
        .. arrivals.Where(arrival => arrival.Event is not null).Select(arrival => store.Keys.Done(arrival.Identity)),
        .. arrivals.Select(arrival => arrival.Event).OfType<GroupMessage>().SelectMany(message => GroupMessageHandler.Needs(message, current, store.Keys)),
    ];

    // Nobody else commits in this lane, and all deliveries of an event come in the same lane: what is asked here still holds
    // when the commit is written (Inbox.Finish).
    private (HashSet<string> Done, bool ShowsClock) DoneBefore(List<Arrival> arrivals, LaneMemory memory) =>
    (
        arrivals.Where(arrival => arrival.Event is not null && !memory.Recalled(store.Keys.Done(arrival.Identity)).IsNull).Select(arrival => arrival.Identity).ToHashSet(StringComparer.Ordinal),
        arrivals.Exists(arrival => arrival.ShowsClock) || !memory.Recalled(store.Keys.PlatformClock).IsNull);

    private async Task HandleAsync(Arrival arrival, ZaloEvent happened, EventScope scope, bool lastChance)
    {
        var changes = scope.Changes;
        var mark = changes.Mark();
        using var logScope = logger.BeginScope(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Event"] = arrival.Identity, ["EventName"] = arrival.Name });
        using var span = BotTraces.Handle(happened.GetType().Name, scope.Case);
        try
        {
            await HandleAsync(happened, scope);
            changes.Afterwards(() => metrics.EventHandled(happened.GetType().Name, scope.Now - arrival.Entry.ReceivedAt));
        }
        catch (Exception failure) when (lastChance && failure is not (RedisException or TimeoutException))
        {
            changes.RollBack(mark);
            LogGivenUp(arrival.Name, failure.GetType().Name);
            SetApart(changes, arrival.Entry, $"Handling failed repeatedly: {failure.GetType().Name}.");
        }
    }

    private void SetApart(Changes changes, InboxEntry entry, string reason)
    {
        quarantine.Add(changes, entry, reason);
        changes.Afterwards(metrics.EventQuarantined);
    }

    private Task HandleAsync(ZaloEvent happened, EventScope scope)
    {
        // A withdrawal may name the person by either id.
        if (PersonOf(happened) is { } userId)
        {
            erasure.NotePair(scope, happened.UserIdByApp, userId);
        }

        return DispatchAsync(happened, scope);
    }

    private Task DispatchAsync(ZaloEvent happened, EventScope scope) => happened switch
    {
        GroupMessage { IsFromOa: true } message => echoes.HandleAsync(message, scope),
        GroupMessage message => HandleGroupMessageAsync(message, scope),
        PrivateMessage { IsFromOa: true } message => echoes.HandleAsync(message, scope),
        PrivateMessage message => contacts.HandleAsync(message, scope),
        Followed followed => contacts.HandleAsync(followed.UserId, scope),
        ChatOpened opened => contacts.HandleAsync(opened.UserId, scope),

        // These open the window for private messages as well (fact sheet 6).
        InfoSubmitted { UserId.Length: > 0 } submitted => contacts.HandleAsync(submitted.UserId, scope),
        WidgetAccepted { UserId.Length: > 0 } accepted => contacts.HandleAsync(accepted.UserId, scope),
        PlatformNotice { UserId.Length: > 0 } call => contacts.HandleAsync(call.UserId, scope),

        GroupEvent group => membership.HandleAsync(group, scope),
        DataWithdrawn withdrawn => erasure.HandleAsync(withdrawn, scope),
        PermissionRevoked => notices.RaiseAsync("token:revoked", "permission-revoked", ConsentEndpoints.StartAddress(settings) ?? "permission_revoked"),
        UnknownEvent unknown => NoteUnknown(unknown),
        _ => Task.CompletedTask,
    };

    private static string? PersonOf(ZaloEvent happened) => happened switch
    {
        GroupMessage { IsFromOa: false } message => message.SenderId,
        PrivateMessage { IsFromOa: false } message => message.UserId,
        Followed followed => followed.UserId,
        Unfollowed unfollowed => unfollowed.UserId,
        ChatOpened opened => opened.UserId,
        _ => null,
    };

    private async Task HandleGroupMessageAsync(GroupMessage message, EventScope scope)
    {
        await contacts.HandleGroupPostAsync(message.SenderId, scope);
        await groupMessages.HandleAsync(message, scope);
    }

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
