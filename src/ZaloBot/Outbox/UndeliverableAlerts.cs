using System.Text.Json;
using StackExchange.Redis;
using ZaloBot.Groups;
using ZaloBot.Leaders;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;
using ZaloBot.Words;

namespace ZaloBot.Outbox;

/// <summary>
/// Alerts to people whom the platform does not let the OA write to (no contact for seven days, not following): they wait in
/// the person's inbox until they write to the OA, and meanwhile appear where the settings say.
/// </summary>
public sealed class UndeliverableAlerts(Store store, SettingsSource settings, Wording wording, TimeProvider time)
{
    /// <summary>So many wait for one person; of more, the oldest go.</summary>
    private const int Capacity = 200;

    private const string Again = ":again";

    /// <summary>Adds to a commit that an alert waits for its reader.</summary>
    public void Keep(Changes changes, OutboxItem item)
    {
        Show(changes, item);
        var alert = new LeaderAlert(item.Id, item.Case, item.Text, time.GetUtcNow(), item.ExpiresAt, item.About, item.AboutGroup, item.Doubts, item.Question);
        var value = JsonSerializer.SerializeToUtf8Bytes(alert, StorageJson.Readable.LeaderAlert);
        var inbox = store.Keys.LeaderInbox(item.To);

        // What was tried alone was the oldest, and is so still.
        changes.Add(transaction => item.IsTrial ? transaction.ListRightPushAsync(inbox, value) : transaction.ListLeftPushAsync(inbox, value));
        changes.Add(transaction => transaction.ListTrimAsync(inbox, 0, Capacity - 1));
        changes.Add(transaction => transaction.KeyExpireAsync(inbox, settings.Current.Alerts.ExpireAfter));
        if (settings.Current.IsReportedTo(item.To))
        {
            changes.Add(transaction => transaction.SetAddAsync(store.Keys.WaitingLeaders, item.To));
        }
    }

    /// <summary>
    /// Adds to a commit that an alert whose reader cannot be written to now appears in the leaders' group, once; gives the item as
    /// it is from then on. Never into the group it is about: its members are not to read what was reported of them. And only what
    /// is for leaders: a letter to anybody else is nobody's business there.
    /// </summary>
    public OutboxItem Show(Changes changes, OutboxItem item)
    {
        var alerts = settings.Current.Alerts;
        if (item.IsPublic || item.IsShown || alerts.Fallback != AlertFallback.Group || alerts.FallbackGroup.Length == 0
            || alerts.FallbackGroup == item.AboutGroup || !settings.Current.IsReportedTo(item.To))
        {
            return item;
        }

        foreach (var part in OutboxParts.Split(InFallbackGroup(item, alerts.FallbackGroup)))
        {
            OutboxStore.Plan(changes, store.Keys, part);
        }

        return item with { IsShown = true };
    }

    /// <summary>What waits for a person and is still worth saying, oldest first.</summary>
    public async Task<IReadOnlyList<WaitingAlert>> WaitingForAsync(string userId) => (await ReadAsync(userId)).Worth;

    /// <summary>True of what is not worth saying any more: its time is over, or it asks about what was answered meanwhile.</summary>
    public async Task<bool> IsPointlessAsync(DateTimeOffset expiresAt, string? question) =>
        expiresAt <= time.GetUtcNow() || (question is not null && await store.Database.HashExistsAsync(store.Keys.Lessons, question));

    /// <summary>Lets go of what is not worth saying any more, whatever stands around it: a question lives for a day, and the alerts before it for a week.</summary>
    public async Task DropPointlessAsync(string userId)
    {
        foreach (var over in (await ReadAsync(userId)).Pointless)
        {
            await store.Database.ListRemoveAsync(store.Keys.LeaderInbox(userId), over.Value, -1);
        }
    }

    /// <summary>
    /// Adds to a commit that what waits for a person goes out now, in its order. It is not written when any of it does not stand where it stood:
    /// somebody else let it go meanwhile, and it would be said once more, or an erasure rewrote it.
    /// </summary>
    /// <param name="changes">The commit.</param>
    /// <param name="userId">The person.</param>
    /// <param name="oldest">The first of <see cref="WaitingForAsync"/>.</param>
    /// <param name="asTrial">It is not certain that the person can be written to.</param>
    public void Release(Changes changes, string userId, IReadOnlyList<WaitingAlert> oldest, bool asTrial = false)
    {
        var now = time.GetUtcNow();
        var inbox = store.Keys.LeaderInbox(userId);
        for (var i = 0; i < oldest.Count; i++)
        {
            var (alert, value, index) = oldest[i];
            changes.Require(Condition.ListIndexEqual(inbox, index, value));
            changes.Add(transaction => transaction.ListRemoveAsync(inbox, value, -1));
            OutboxStore.Plan(changes, store.Keys, new OutboxItem
            {
                // The same one each time: released twice at once, it is still one item.
                Id = alert.Id.EndsWith(Again, StringComparison.Ordinal) ? alert.Id : alert.Id + Again,
                Case = alert.Case,
                Audience = Audience.Person,
                To = userId,
                Text = alert.Text,
                Urgent = true,

                // Items due at the same moment have no order, and the window may be open for one message only.
                Due = now - TimeSpan.FromMilliseconds(oldest.Count - i),
                ExpiresAt = alert.ExpiresAt,
                About = alert.About,
                AboutGroup = alert.AboutGroup,
                Doubts = alert.Doubts,
                Question = alert.Question,

                // Whatever the fallback was to show it has shown when the alert began to wait.
                IsShown = true,
                IsTrial = asTrial,
            });
        }
    }

    private async Task<(List<WaitingAlert> Worth, List<WaitingAlert> Pointless)> ReadAsync(string userId)
    {
        var (worth, pointless) = (new List<WaitingAlert>(), new List<WaitingAlert>());

        // Newest stand left.
        var all = (await store.Database.ListRangeAsync(store.Keys.LeaderInbox(userId))).Reverse()
            .Select((value, place) => new WaitingAlert(JsonSerializer.Deserialize((byte[])value!, StorageJson.Default.LeaderAlert)!, value, -1 - place)).ToList();
        var arePointless = await Task.WhenAll(all.Select(waiting => IsPointlessAsync(waiting.Alert.ExpiresAt, waiting.Alert.Question)));
        for (var i = 0; i < all.Count; i++)
        {
            (arePointless[i] ? pointless : worth).Add(all[i]);
        }

        return (worth, pointless);
    }

    private OutboxItem InFallbackGroup(OutboxItem item, string group)
    {
        var own = EventIdentity.CaseOf($"{item.Id}/fallback");
        var text = wording.Say("fallback", settings.Current.Warnings, new { mention = $"[@{item.To}]", text = item.Text });
        return item with
        {
            Id = $"{item.Id}:fallback",
            Case = own,
            Audience = Audience.Group,
            To = group,
            Text = text,
            State = OutboxState.Waiting,
            Due = time.GetUtcNow(),
            Looks = 0,
            Doubts = 0,
            Refusals = 0,
            IsTrial = false,
        };
    }
}
