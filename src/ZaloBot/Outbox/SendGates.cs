using System.Globalization;
using StackExchange.Redis;
using ZaloBot.Privacy;
using ZaloBot.Storage;

namespace ZaloBot.Outbox;

/// <summary>
/// What is not worth a call for a while: all private messages, one group, or one person. When the platform refuses for the set-up, the
/// package or the money, or a group is disabled, every further call would be refused alike; one of them tries again when the time
/// is over, and the pause grows while it is refused.
/// </summary>
public sealed class SendGates(Store store, OutboxStore outbox, ErasedPeople people)
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

    /// <summary>Somebody acted, for one gave consent anew: what was refused and waits is worth a call now, whatever pause it was given.</summary>
    public async Task TryAgainAsync(DateTimeOffset now)
    {
        var closed = await store.Database.HashKeysAsync(store.Keys.OutboxClosed);
        await store.Database.HashDeleteAsync(store.Keys.OutboxClosed, [.. closed.Where(name => !name.ToString().StartsWith(PersonPrefix, StringComparison.Ordinal))]);
        var erased = await people.ReadAsync();
        foreach (var item in await outbox.AllAsync())
        {
            if (item is { State: OutboxState.Waiting, Refusals: > 0 } && item.Due > now)
            {
                // Not when the sender or an erasure took it in hand meanwhile.
                var changes = new Changes();
                changes.Require(erased.StillHolds(store.Keys));
                changes.Require(OutboxStore.IsDueAsKnown(store.Keys, item));
                OutboxStore.Write(changes, store.Keys, item with { Due = now });
                await changes.CommitAsync(store.Database);
            }
        }
    }

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
