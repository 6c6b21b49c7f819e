using System.Text.Json;
using ZaloBot.Membership.Agenda;
using ZaloBot.Membership.Consents;
using ZaloBot.Outbox;
using ZaloBot.Settings;
using ZaloBot.Storage;

namespace ZaloBot.Groups;

/// <summary>
/// Removes what the store keeps about one person: their place on ladders, in member books and consents, what they wrote and what was
/// planned to be said about them.
/// </summary>
public sealed class Erasure(Store store, OutboxStore outbox, ConsentBook consents, AgendaStore agenda, SettingsSource settings)
{
    /// <summary>Erases a person. Doing it again does nothing further.</summary>
    /// <returns>How many entries were removed.</returns>
    public async Task<int> EraseAsync(string userId)
    {
        var database = store.Database;
        var keys = store.Keys;
        var removed = 0;
        foreach (var group in settings.Current.Groups)
        {
            removed += await database.KeyDeleteAsync(keys.Ladder(group.Id, userId)) ? 1 : 0;
            removed += await database.HashDeleteAsync(keys.Members(group.Id), userId) ? 1 : 0;
            removed += await database.HashDeleteAsync(keys.Deputies(group.Id), userId) ? 1 : 0;
            removed += await database.HashDeleteAsync(keys.Pending(group.Id), userId) ? 1 : 0;
            removed += await database.SetRemoveAsync(keys.Roster(group.Id), userId) ? 1 : 0;
            removed += await ForgetContextAsync(group.Id, userId);
        }

        removed += await database.HashDeleteAsync(keys.Names, userId) ? 1 : 0;
        removed += await database.KeyDeleteAsync(keys.LeaderInbox(userId)) ? 1 : 0;
        removed += await database.HashDeleteAsync(keys.PeopleLinks, userId) ? 1 : 0;
        removed += await consents.EraseAsync(userId);
        removed += await agenda.EraseAsync(userId);
        removed += await EraseCasesAsync(userId);
        foreach (var item in (await outbox.AllAsync()).Where(item => item.About == userId || item.To == userId))
        {
            removed += await database.HashDeleteAsync(keys.OutboxItems, item.Id) ? 1 : 0;
        }

        foreach (var leader in await database.SetMembersAsync(keys.WaitingLeaders))
        {
            removed += await EraseWaitingAsync(leader.ToString(), userId);
        }

        return removed;
    }

    // The memory of a group is context for a few hours. Dropping all of it is safer than rewriting it beside its lane's worker.
    private async Task<int> ForgetContextAsync(string groupId, string userId)
    {
        var value = await store.Database.StringGetAsync(store.Keys.GroupMemory(groupId));
        if (value.IsNull || !JsonSerializer.Deserialize((byte[])value!, StorageJson.Default.GroupMemory)!.Forget(userId))
        {
            return 0;
        }

        await store.Database.KeyDeleteAsync(store.Keys.GroupMemory(groupId));
        return 1;
    }

    private async Task<int> EraseCasesAsync(string userId)
    {
        var removed = 0;
        await foreach (var entry in store.Database.HashScanAsync(store.Keys.Cases))
        {
            var record = JsonSerializer.Deserialize((byte[])entry.Value!, StorageJson.Default.CaseRecord)!;
            if (record.UserId == userId)
            {
                await store.Database.HashDeleteAsync(store.Keys.Cases, entry.Name);
                await store.Database.ListRemoveAsync(store.Keys.Findings, entry.Name);
                await store.Database.KeyDeleteAsync(store.Keys.FindingText(record.Case));
                removed++;
            }
        }

        return removed;
    }

    private async Task<int> EraseWaitingAsync(string leaderId, string userId)
    {
        var removed = 0;
        foreach (var value in await store.Database.ListRangeAsync(store.Keys.LeaderInbox(leaderId)))
        {
            if (JsonSerializer.Deserialize((byte[])value!, StorageJson.Default.LeaderAlert)!.About == userId)
            {
                removed += (int)await store.Database.ListRemoveAsync(store.Keys.LeaderInbox(leaderId), value);
            }
        }

        return removed;
    }
}
