using System.Text.Json;
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

    /// <summary>Adds to a commit that an alert waits for its reader.</summary>
    public void Keep(Changes changes, OutboxItem item)
    {
        var alert = new LeaderAlert(item.Id, item.Case, item.Text, time.GetUtcNow(), item.ExpiresAt, item.About);
        var value = JsonSerializer.SerializeToUtf8Bytes(alert, StorageJson.Readable.LeaderAlert);
        changes.Add(transaction => transaction.ListLeftPushAsync(store.Keys.LeaderInbox(item.To), value));
        changes.Add(transaction => transaction.ListTrimAsync(store.Keys.LeaderInbox(item.To), 0, Capacity - 1));
        changes.Add(transaction => transaction.KeyExpireAsync(store.Keys.LeaderInbox(item.To), settings.Current.Alerts.ExpireAfter));
        changes.Add(transaction => transaction.SetAddAsync(store.Keys.WaitingLeaders, item.To));

        // Never into the group the alert is about: its members are not to read what was reported of them.
        var alerts = settings.Current.Alerts;
        if (alerts.Fallback == AlertFallback.Group && alerts.FallbackGroup.Length > 0 && alerts.FallbackGroup != item.AboutGroup)
        {
            OutboxStore.Plan(changes, store.Keys, InFallbackGroup(item, alerts.FallbackGroup));
        }
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
            Text = OutboxText.Finish(text, own),
            State = OutboxState.Waiting,
            Due = time.GetUtcNow(),
            Looks = 0,
            Refusals = 0,
        };
    }
}
