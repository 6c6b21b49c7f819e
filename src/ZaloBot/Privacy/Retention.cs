using System.Text.Json;
using StackExchange.Redis;
using ZaloBot.Outbox;
using ZaloBot.Settings;
using ZaloBot.Storage;

namespace ZaloBot.Privacy;

/// <summary>Lets go of what has been kept long enough and lies in lists and books, where the store cannot expire it by itself.</summary>
public sealed class Retention(Store store, SettingsSource settings, UndeliverableAlerts undeliverable, TimeProvider time)
{
    /// <summary>Drops everything whose time is over.</summary>
    public async Task EnforceAsync()
    {
        var now = time.GetUtcNow();
        var settled = settings.Current.Retention.Receipts;
        await TrimAsync(store.Keys.Receipts, value => JsonSerializer.Deserialize(value, StorageJson.Default.Receipt)!.At + settled <= now);
        foreach (var leader in await store.Database.SetMembersAsync(store.Keys.WaitingLeaders))
        {
            await undeliverable.DropPointlessAsync(leader.ToString());
        }

        await DropLessonsAsync(now - settings.Current.Retention.Cases);
        await DropDepartedAsync(now - settings.Current.Retention.Departed);
    }

    // Oldest stand at the tail.
    private async Task TrimAsync(RedisKey list, Func<byte[], bool> isOver)
    {
        while (await store.Database.ListGetByIndexAsync(list, -1) is { IsNull: false } oldest && isOver((byte[])oldest!))
        {
            await store.Database.ListRemoveAsync(list, oldest, -1);
        }
    }

    private async Task DropLessonsAsync(DateTimeOffset before)
    {
        foreach (var entry in await store.Database.HashGetAllAsync(store.Keys.Lessons))
        {
            if (JsonSerializer.Deserialize((byte[])entry.Value!, StorageJson.Default.LessonRecord)!.At < before)
            {
                var changes = new Changes();
                changes.Add(transaction => transaction.HashDeleteAsync(store.Keys.Lessons, entry.Name));
                changes.Add(transaction => transaction.StringIncrementAsync(store.Keys.LessonsVersion));
                await changes.CommitAsync(store.Database);
            }
        }
    }

    // Who is in no group any more loses the entry, and the name with the last of them.
    private async Task DropDepartedAsync(DateTimeOffset before)
    {
        var inside = new HashSet<string>(StringComparer.Ordinal);
        var departed = new List<(RedisKey Book, HashEntry Entry)>();
        foreach (var group in settings.Current.Groups)
        {
            foreach (var entry in await store.Database.HashGetAllAsync(store.Keys.Members(group.Id)))
            {
                var state = JsonSerializer.Deserialize((byte[])entry.Value!, StorageJson.Default.MemberState)!;
                if (state.In)
                {
                    inside.Add(entry.Name.ToString());
                }
                else if (state.Since < before)
                {
                    departed.Add((store.Keys.Members(group.Id), entry));
                }
            }
        }

        foreach (var (book, entry) in departed)
        {
            // Only while it still says so: the person may come back at this moment.
            var changes = new Changes();
            changes.Require(Condition.HashEqual(book, entry.Name, entry.Value));
            changes.Add(transaction => transaction.HashDeleteAsync(book, entry.Name));
            if (!inside.Contains(entry.Name.ToString()))
            {
                changes.Add(transaction => transaction.HashDeleteAsync(store.Keys.Names, entry.Name));
            }

            await changes.CommitAsync(store.Database);
        }
    }
}
