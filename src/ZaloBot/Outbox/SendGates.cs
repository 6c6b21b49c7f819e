using System.Globalization;
using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Outbox;

/// <summary>
/// What is not worth a call for a while: all private messages, one group, or one person. When the platform refuses for the set-up, the
/// package or the money, or a group is disabled, every further call would be refused alike; one of them tries again when the time
/// is over, and the pause grows while it is refused.
/// </summary>
public sealed class SendGates(Store store, OutboxStore outbox)
{
    /// <summary>The pause after the first refusal.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);

    private const string PersonPrefix = "person:";

    /// <summary>A refusal so long after the last one is a new one.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    /// <summary>Until when nothing of this kind is worth calling for; in the past or null when it is.</summary>
    public async Task<SendGate> ReadAsync(OutboxItem item)
    {
        RedisValue[] names = item.IsPublic ? [NameOf(item)] : [NameOf(item), NameOfPerson(item)];
        var values = await store.Database.HashGetAsync(store.Keys.OutboxClosed, names);
        var closed = values.Select(Parse).ToList();
        return new SendGate(closed.Max(one => one?.Until), closed[0]?.Pause ?? TimeSpan.Zero);
    }

    /// <summary>Adds to a commit that a kind of message pauses; gives until when.</summary>
    public DateTimeOffset Close(Changes changes, OutboxItem item, SendGate gate, DateTimeOffset now)
    {
        var isNew = gate.LastPause == TimeSpan.Zero || now - gate.Until > Forgotten;
        var pause = isNew ? FirstPause : gate.LastPause * 2 < LongestPause ? gate.LastPause * 2 : LongestPause;
        Write(changes, NameOf(item), now + pause, pause);
        return now + pause;
    }

    /// <summary>Adds to a commit that nothing is worth telling this person before a certain time.</summary>
    public void ClosePerson(Changes changes, OutboxItem item, DateTimeOffset until) => Write(changes, NameOfPerson(item), until, TimeSpan.Zero);

    /// <summary>Adds to a commit that such messages are taken again.</summary>
    public void Open(Changes changes, OutboxItem item) =>
        changes.Add(transaction => transaction.HashDeleteAsync(store.Keys.OutboxClosed, item.IsPublic ? [NameOf(item)] : [NameOf(item), NameOfPerson(item)]));

    /// <summary>
    /// Somebody acted, for one gave consent anew: what was refused, or waits for the end of a pause, is worth a call now, in the order in which it
    /// was to be said. What waits for a person's own limit goes on waiting.
    /// </summary>
    public async Task TryAgainAsync(DateTimeOffset now)
    {
        var closed = await store.Database.HashGetAllAsync(store.Keys.OutboxClosed);
        var pauses = closed.Where(gate => !gate.Name.ToString().StartsWith(PersonPrefix, StringComparison.Ordinal))
            .ToDictionary(gate => gate.Name.ToString(), gate => Parse(gate.Value)?.Until, StringComparer.Ordinal);
        await store.Database.HashDeleteAsync(store.Keys.OutboxClosed, [.. pauses.Keys.Select(name => (RedisValue)name)]);
        PlannedItem[] waiting = [.. (await outbox.ReadAllAsync())
            .Where(planned => planned.Item.State == OutboxState.Waiting && planned.Item.Due > now)
            .Where(planned => planned.Item.Refusals > 0 || PutsOff(pauses.GetValueOrDefault(NameOf(planned.Item)), planned.Item))
            .OrderBy(planned => planned.Item.Due).ThenBy(planned => planned.Item.Id, StringComparer.Ordinal)];
        for (var i = 0; i < waiting.Length; i++)
        {
            // Not when the sender or an erasure took it in hand meanwhile. Items due at the same moment have no order.
            var changes = new Changes();
            changes.Require(Condition.HashEqual(store.Keys.OutboxItems, waiting[i].Item.Id, waiting[i].Value));
            OutboxStore.Write(changes, store.Keys, waiting[i].Item with { Due = now - TimeSpan.FromMilliseconds(waiting.Length - i) });
            await changes.CommitAsync(store.Database);
        }
    }

    private static bool PutsOff(DateTimeOffset? pause, OutboxItem item) => pause is { } until && item.Due == (until < item.ExpiresAt ? until : item.ExpiresAt);

    private void Write(Changes changes, string name, DateTimeOffset until, TimeSpan pause)
    {
        var value = string.Create(CultureInfo.InvariantCulture, $"{until.ToUnixTimeMilliseconds()}/{(long)pause.TotalSeconds}");
        changes.Add(transaction => transaction.HashSetAsync(store.Keys.OutboxClosed, name, value));
        changes.Add(transaction => transaction.KeyExpireAsync(store.Keys.OutboxClosed, TimeSpan.FromDays(7)));
    }

    private static (DateTimeOffset Until, TimeSpan Pause)? Parse(RedisValue value) =>
        value.ToString().Split('/') is [var until, var pause]
            ? (DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(until, CultureInfo.InvariantCulture)), TimeSpan.FromSeconds(long.Parse(pause, CultureInfo.InvariantCulture)))
            : null;

    private static string NameOf(OutboxItem item) => item.IsPublic ? $"group:{item.To}" : "private";

    private static string NameOfPerson(OutboxItem item) => PersonPrefix + item.To;
}

/// <summary>Whether a kind of message pauses.</summary>
/// <param name="Until">When the pause ends or ended; null when there was none.</param>
/// <param name="LastPause">How long the last one was.</param>
public sealed record SendGate(DateTimeOffset? Until, TimeSpan LastPause);
