using System.Text.Json;
using StackExchange.Redis;
using ZaloBot.Outbox;
using ZaloBot.People;
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

        await LinkCodes.TrimAsync(store, now);
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
        var declared = settings.Current.Groups.Select(group => group.Id).ToHashSet(StringComparer.Ordinal);
        var left = await NoteLeftAsync(declared);
        var remaining = new HashSet<string>(StringComparer.Ordinal);
        var departed = new List<(RedisKey Book, HashEntry Entry)>();
        foreach (var groupId in declared.Concat(left.Where(group => group.Value >= before).Select(group => group.Key)))
        {
            foreach (var entry in await store.Database.HashGetAllAsync(store.Keys.Members(groupId)))
            {
                var state = JsonSerializer.Deserialize((byte[])entry.Value!, StorageJson.Default.MemberState)!;
                if (state.In || state.Since >= before)
                {
                    remaining.Add(entry.Name.ToString());
                }
                else
                {
                    departed.Add((store.Keys.Members(groupId), entry));
                }
            }

            remaining.UnionWith((await store.Database.HashKeysAsync(store.Keys.Pending(groupId))).Select(userId => userId.ToString()));
        }

        foreach (var (book, entry) in departed)
        {
            // Only while it still says so: the person may come back at this moment.
            var changes = new Changes();
            changes.Require(Condition.HashEqual(book, entry.Name, entry.Value));
            changes.Add(transaction => transaction.HashDeleteAsync(book, entry.Name));
            if (!remaining.Contains(entry.Name.ToString()))
            {
                changes.Add(transaction => transaction.HashDeleteAsync(store.Keys.Names, entry.Name));
            }

            await changes.CommitAsync(store.Database);
        }

        foreach (var (groupId, since) in left.Where(group => group.Value < before))
        {
            await DropGroupAsync(groupId, since, remaining);
        }

        await DropStrangersAsync(remaining, before);
    }

    // Whoever asked to be let in and was refused never was in a book from which to depart: the name goes as late as that of somebody who left.
    private async Task DropStrangersAsync(HashSet<string> known, DateTimeOffset before)
    {
        var (database, keys) = (store.Database, store.Keys);
        var strangers = (await database.HashKeysAsync(keys.Names)).Select(userId => userId.ToString()).Where(userId => !known.Contains(userId)).ToHashSet(StringComparer.Ordinal);
        var noted = (await database.HashGetAllAsync(keys.NamesOfStrangers)).ToDictionary(entry => entry.Name.ToString(), entry => (long)entry.Value, StringComparer.Ordinal);
        foreach (var userId in strangers)
        {
            var changes = new Changes();
            if (!noted.TryGetValue(userId, out var since))
            {
                // Of somebody whose name an erasure took meanwhile nothing may be noted.
                changes.Require(Condition.HashExists(keys.Names, userId));
                changes.Add(transaction => transaction.HashSetAsync(keys.NamesOfStrangers, userId, time.GetUtcNow().ToUnixTimeMilliseconds()));
                await changes.CommitAsync(database);
            }
            else if (since < before.ToUnixTimeMilliseconds())
            {
                // Only while it still says so: the person may ask anew at this moment.
                changes.Require(Condition.HashEqual(keys.NamesOfStrangers, userId, since));
                changes.Add(transaction => transaction.HashDeleteAsync(keys.Names, userId));
                changes.Add(transaction => transaction.HashDeleteAsync(keys.NamesOfStrangers, userId));
                await changes.CommitAsync(database);
            }
        }

        // Those who came into a group, and those whose name is gone.
        RedisValue[] over = [.. noted.Keys.Where(userId => !strangers.Contains(userId)).Select(userId => (RedisValue)userId)];
        if (over.Length > 0)
        {
            await database.HashDeleteAsync(keys.NamesOfStrangers, over);
        }
    }

    // Of a group that is taken out of the settings no event is looked at any more: its books would say for ever who was in it then. When it
    // was taken out nobody wrote down, so it counts from when that is first seen.
    private async Task<IReadOnlyDictionary<string, DateTimeOffset>> NoteLeftAsync(HashSet<string> declared)
    {
        var left = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var groupId in (await GroupsWithBooksAsync()).Except(declared))
        {
            await store.Database.HashSetAsync(store.Keys.GroupsLeft, groupId, time.GetUtcNow().ToUnixTimeMilliseconds(), When.NotExists);
            left[groupId] = DateTimeOffset.FromUnixTimeMilliseconds((long)await store.Database.HashGetAsync(store.Keys.GroupsLeft, groupId));
        }

        // Those that are declared again, and those of which nothing is left.
        foreach (var groupId in (await store.Database.HashKeysAsync(store.Keys.GroupsLeft)).Where(groupId => !left.ContainsKey(groupId.ToString())))
        {
            await store.Database.HashDeleteAsync(store.Keys.GroupsLeft, groupId);
        }

        return left;
    }

    private async Task<HashSet<string>> GroupsWithBooksAsync()
    {
        var groups = new HashSet<string>(StringComparer.Ordinal);
        var prefix = $"{store.Keys.Prefix}group:";
        await foreach (var key in Store.KeysAsync(store.Connection, prefix))
        {
            if (key.ToString()[prefix.Length..].Split(':') is [{ Length: > 0 } groupId, _] && BooksOf(groupId).Contains(key))
            {
                groups.Add(groupId);
            }
        }

        return groups;
    }

    // Should the group come back, its members are the baseline anew and nobody's joining.
    private async Task DropGroupAsync(string groupId, DateTimeOffset since, HashSet<string> remaining)
    {
        var (database, keys) = (store.Database, store.Keys);
        RedisValue[] people =
        [
            .. (await database.HashKeysAsync(keys.Members(groupId)))
                .Concat(await database.HashKeysAsync(keys.Pending(groupId))).Where(userId => !remaining.Contains(userId.ToString())),
        ];
        var changes = new Changes();
        changes.Require(Condition.HashEqual(keys.GroupsLeft, groupId, since.ToUnixTimeMilliseconds()));
        changes.Add(transaction => transaction.KeyDeleteAsync(BooksOf(groupId)));
        changes.Add(transaction => transaction.SetRemoveAsync(keys.Compared, groupId));
        changes.Add(transaction => transaction.HashDeleteAsync(keys.ComparedAt, groupId));
        changes.Add(transaction => transaction.HashDeleteAsync(keys.DriftReported, groupId));
        changes.Add(transaction => transaction.HashDeleteAsync(keys.GroupsLeft, groupId));
        if (people.Length > 0)
        {
            changes.Add(transaction => transaction.HashDeleteAsync(keys.Names, people));
        }

        await changes.CommitAsync(database);
    }

    private RedisKey[] BooksOf(string groupId) =>
        [store.Keys.Members(groupId), store.Keys.Deputies(groupId), store.Keys.Roster(groupId), store.Keys.Pending(groupId), store.Keys.GroupCopy(groupId)];
}
