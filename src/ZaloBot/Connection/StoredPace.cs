using System.Globalization;
using StackExchange.Redis;
using ZaloBot.Storage;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Connection;

/// <summary>The count of calls, shared by all processes of the OA through the store.</summary>
public sealed class StoredPace(Store store) : IPaceLedger
{
    private const string Closed = "closed-until";
    private const string Exhausted = "exhausted-at";
    private const string Limit = "limit";
    private const string Remain = "remain";
    private const string RemainMinute = "remain-minute";
    private const string UsedThen = "used-then";

    public async ValueTask<PaceNote> ReadAsync(CancellationToken cancellationToken)
    {
        var fields = (await store.Database.HashGetAllAsync(store.Keys.PaceNote)).ToDictionary(entry => entry.Name.ToString(), entry => entry.Value, StringComparer.Ordinal);
        return new PaceNote
        {
            ClosedUntil = Moment(fields, Closed),
            ExhaustedAt = Moment(fields, Exhausted),
            Limit = Number(fields, Limit),
            Remain = Number(fields, Remain),
            RemainMinute = (long)fields.GetValueOrDefault(RemainMinute),
            UsedThen = Number(fields, UsedThen) ?? 0,
        };
    }

    public async ValueTask<int?> TryTakeAsync(long minute, int allowance, CancellationToken cancellationToken)
    {
        var key = store.Keys.Pace(minute);
        var taken = await store.Database.StringIncrementAsync(key);
        if (taken == 1)
        {
            await store.Database.KeyExpireAsync(key, TimeSpan.FromMinutes(5));
        }

        if (taken <= allowance)
        {
            return (int)taken;
        }

        // Not taken after all: a routine call that finds its share used up must not eat into that of the urgent ones.
        await store.Database.StringDecrementAsync(key);
        return null;
    }

    public void Close(DateTimeOffset until, DateTimeOffset exhaustedAt) => Write(
        new HashEntry(Closed, until.ToUnixTimeMilliseconds()),
        new HashEntry(Exhausted, exhaustedAt.ToUnixTimeMilliseconds()));

    public void Learn(int? limit, int? remain, long minute, int usedThen)
    {
        List<HashEntry> entries = [new(Remain, Text(remain)), new(RemainMinute, minute), new(UsedThen, usedThen)];
        if (limit is not null)
        {
            entries.Add(new HashEntry(Limit, limit.Value));
        }

        Write([.. entries]);
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static int? Number(Dictionary<string, RedisValue> fields, string name) =>
        fields.TryGetValue(name, out var value) && value.TryParse(out int number) ? number : null;

    private static DateTimeOffset? Moment(Dictionary<string, RedisValue> fields, string name) =>
        fields.TryGetValue(name, out var value) && value.TryParse(out long milliseconds) ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    private void Write(params HashEntry[] entries)
    {
        _ = store.Database.HashSetAsync(store.Keys.PaceNote, entries, CommandFlags.FireAndForget);
        _ = store.Database.KeyExpireAsync(store.Keys.PaceNote, TimeSpan.FromHours(2), CommandFlags.FireAndForget);
    }
}
