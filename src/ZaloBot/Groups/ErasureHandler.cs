using System.Collections.Concurrent;
using ZaloBot.Webhooks;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Groups;

/// <summary>
/// A person withdraws: what is kept about them goes. The event may name only the person's id within the app (fact sheet 3.3),
/// so the pair of ids is remembered from the messages that carry both.
/// </summary>
public sealed class ErasureHandler(Erasure erasure) : IEventHandler<DataWithdrawn>
{
    private const int RememberedHere = 10_000;

    // Spares a write for every message; a pair forgotten here is merely written again.
    private readonly ConcurrentDictionary<string, string> _written = new(StringComparer.Ordinal);

    public async Task HandleAsync(DataWithdrawn happened, EventScope scope)
    {
        var userId = happened.UserId;
        if (string.IsNullOrEmpty(userId) && happened.UserIdByApp is { Length: > 0 } byApp)
        {
            userId = await scope.Database.StringGetAsync(scope.Keys.PersonByApp(byApp));
        }

        // An erasure may run twice when the commit fails: it only ever removes.
        if (!string.IsNullOrEmpty(userId))
        {
            await erasure.EraseAsync(userId);
        }

        if (happened.UserIdByApp is { Length: > 0 } pair)
        {
            _written.TryRemove(pair, out _);
            scope.Changes.Add(transaction => transaction.KeyDeleteAsync(scope.Keys.PersonByApp(pair)));
        }
    }

    /// <summary>Remembers which person within the OA an id within the app is.</summary>
    public void NotePair(EventScope scope, string? userIdByApp, string userId)
    {
        if (userIdByApp is not { Length: > 0 } || (_written.TryGetValue(userIdByApp, out var known) && known == userId))
        {
            return;
        }

        if (_written.Count >= RememberedHere)
        {
            _written.Clear();
        }

        scope.Changes.Afterwards(() => _written[userIdByApp] = userId);
        scope.Changes.Add(transaction => transaction.StringSetAsync(scope.Keys.PersonByApp(userIdByApp), userId));
    }
}
