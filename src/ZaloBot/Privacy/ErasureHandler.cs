using System.Collections.Concurrent;
using System.Globalization;
using StackExchange.Redis;
using ZaloBot.Leaders;
using ZaloBot.Settings;
using ZaloBot.Webhooks;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Privacy;

/// <summary>
/// A person withdraws: what is kept about them goes, here and at the platform. The event may name only the person's id within the app
/// (fact sheet 3.3), so the pair of ids is remembered from the messages that carry both.
/// </summary>
public sealed partial class ErasureHandler(Erasure erasure, ZaloClient zalo, AdministratorNotices notices, SettingsSource settings, ILogger<ErasureHandler> logger)
    : IEventHandler<DataWithdrawn>
{
    private const int RememberedHere = 10_000;

    // Spares a write for every message; a pair is written anew often enough that it does not run out while it is in use.
    private readonly ConcurrentDictionary<string, (string UserId, DateTimeOffset Until)> _written = new(StringComparer.Ordinal);

    public async Task HandleAsync(DataWithdrawn happened, EventScope scope)
    {
        // The platform first, which knows the person by this id alone: the sweep empties this very event, so what comes after it is not done twice.
        if ((happened.UserId is { Length: > 0 } given ? given : await UserIdOfAsync(scope, happened.UserIdByApp)) is { } userId)
        {
            await EraseAtPlatformAsync(userId, scope.Case);
            Forget(userId);
        }

        // An erasure may run twice: the first stops the commit it happens in, which did not know of it. It only ever removes.
        foreach (var id in new[] { happened.UserId, happened.UserIdByApp }.OfType<string>().Where(id => id.Length > 0))
        {
            await erasure.EraseAsync(id, ErasureCause.Withdrawn);
            _written.TryRemove(id, out _);
        }
    }

    // Should they consent again, the pair is written anew.
    private void Forget(string userId)
    {
        foreach (var (idByApp, _) in _written.Where(pair => pair.Value.UserId == userId))
        {
            _written.TryRemove(idByApp, out _);
        }
    }

    private static async Task<string?> UserIdOfAsync(EventScope scope, string? userIdByApp) =>
        userIdByApp is { Length: > 0 } ? await scope.Database.StringGetAsync(scope.Keys.PersonByApp(userIdByApp)) : (string?)null;

    // What the platform keeps for the OA about the person. Where that fails an administrator has to do it there by hand.
    private async Task EraseAtPlatformAsync(string userId, string @case)
    {
        var erased = await zalo.EraseUserAsync(userId);
        if (erased.IsOk)
        {
            return;
        }

        LogLeftAtPlatform(erased.Error.Code ?? 0, erased.Error.Meaning);

        // Of a mere member of a group the platform may hold nothing, and says then that it does not know the person.
        if (erased.Error.Meaning is not (ErrorMeaning.InvalidField or ErrorMeaning.NotFollowing))
        {
            await notices.RaiseAsync($"erasure:{@case}", "erasure-left", $"{erased.Error.Meaning} ({erased.Error.Code?.ToString(CultureInfo.InvariantCulture) ?? "-"})");
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
        scope.Changes.Afterwards(() => _written[userIdByApp] = (userId, scope.Now + (life / 2)));
        scope.Changes.Add(transaction => transaction.StringSetAsync(scope.Keys.PersonByApp(userIdByApp), userId, life, When.Always));
    }

    [LoggerMessage(1, LogLevel.Warning, "The platform did not erase what it holds of a person who withdrew: code {Code}, {Meaning}.")]
    private partial void LogLeftAtPlatform(int code, ErrorMeaning meaning);
}
