using System.Collections.Concurrent;
using ZaloBot.Settings;
using ZaloBot.Webhooks;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Privacy;

/// <summary>
/// A person withdraws: what is kept about them goes. The event may name only the person's id within the app (fact sheet 3.3),
/// so the pair of ids is remembered from the messages that carry both.
/// </summary>
public sealed class ErasureHandler(Erasure erasure, SettingsSource settings) : IEventHandler<DataWithdrawn>
{
    private const int RememberedHere = 10_000;

    // Spares a write for every message; a pair is written anew often enough that it does not run out while it is in use.
    private readonly ConcurrentDictionary<string, (string UserId, DateTimeOffset Until)> _written = new(StringComparer.Ordinal);

    public async Task HandleAsync(DataWithdrawn happened, EventScope scope)
    {
        // An erasure may run twice: the first stops the commit it happens in, which did not know of it. It only ever removes.
        foreach (var id in new[] { happened.UserId, happened.UserIdByApp }.OfType<string>().Where(id => id.Length > 0))
        {
            await erasure.EraseAsync(id, ErasureCause.Withdrawn);
            _written.TryRemove(id, out _);
        }
    }

    /// <summary>Remembers which person within the OA an id within the app is.</summary>
    public void NotePair(EventScope scope, string? userIdByApp, string userId)
    {
        if (userIdByApp is not { Length: > 0 } ||
            (_written.TryGetValue(userIdByApp, out var known) && known.UserId == userId && scope.Now < known.Until))
        {
            return;
        }

        if (_written.Count >= RememberedHere)
        {
            _written.Clear();
        }

        var life = settings.Current.Retention.Contacts;
        _written[userIdByApp] = (userId, scope.Now + (life / 2));
        scope.Changes.Add(transaction => transaction.StringSetAsync(scope.Keys.PersonByApp(userIdByApp), userId, life, StackExchange.Redis.When.Always));
    }
}
