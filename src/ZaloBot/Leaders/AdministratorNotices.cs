using System.Globalization;
using StackExchange.Redis;
using ZaloBot.Outbox;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;
using ZaloBot.Words;
using ZaloBot.Zalo.Api;

namespace ZaloBot.Leaders;

/// <summary>
/// Tells the administrators that something about the bot itself needs a person: once a day for each cause, in the log, on the
/// dashboard, and privately as far as the platform lets it.
/// </summary>
public sealed partial class AdministratorNotices(Store store, SettingsSource settings, Wording wording, Nudge nudge, TimeProvider time, ILogger<AdministratorNotices> logger)
{
    private static readonly TimeSpan Silence = TimeSpan.FromDays(1);

    /// <summary>Raises what the platform said.</summary>
    /// <param name="cause">Notices of the same cause are raised once a day, and again sooner only if it was settled meanwhile.</param>
    /// <param name="error">What it said.</param>
    /// <param name="groupId">The group it is about, if it is about one.</param>
    public Task RaiseAsync(string cause, ZaloError error, string? groupId = null)
    {
        var code = error.Code?.ToString(CultureInfo.InvariantCulture) ?? "-";
        var group = groupId is null ? "" : Phrases.Fill("Notice.Group", settings.Current.Group(groupId)?.Name ?? "?", groupId);
        return RaiseAsync(cause, "platform-error", $"{error.Meaning} ({code}): {PlatformSentence.Of(error)}{group}", groupId);
    }

    /// <summary>Raises a notice.</summary>
    /// <param name="cause">Notices of the same cause are raised once a day, and again sooner only if it was settled meanwhile.</param>
    /// <param name="phrase">Name of the sentence, <c>Notice.…</c> among the phrases.</param>
    /// <param name="detail">What the sentence adds in brackets; never text of users.</param>
    /// <param name="groupId">The group it is about, if it is about one; it never appears there.</param>
    public async Task RaiseAsync(string cause, string phrase, string detail, string? groupId = null)
    {
        LogRaised(cause, detail);
        var now = time.GetUtcNow();
        var last = await store.Database.HashGetAsync(store.Keys.AdminNotices, cause);
        if (!last.IsNull && now - DateTimeOffset.FromUnixTimeMilliseconds((long)last) < Silence)
        {
            return;
        }

        var changes = new Changes();
        changes.Require(last.IsNull ? Condition.HashNotExists(store.Keys.AdminNotices, cause) : Condition.HashEqual(store.Keys.AdminNotices, cause, last));
        changes.Add(transaction => transaction.HashSetAsync(store.Keys.AdminNotices, cause, now.ToUnixTimeMilliseconds()));
        var number = EventIdentity.CaseOf($"notice/{cause}/{now.ToUnixTimeMilliseconds()}");
        string? text = null;
        foreach (var administrator in settings.Current.Organisation.Administrators)
        {
            // Put into words only where somebody is told: a bot that misses its token at start would load the whole of the templates for nobody.
            text ??= wording.Say("admin-notice", settings.Current.Warnings, new { text = Phrases.Get($"Notice.{phrase}"), detail, @case = number });
            OutboxStore.Plan(changes, store.Keys, new OutboxItem
            {
                Id = $"{number}:to:{administrator}",
                Case = number,
                Audience = Audience.Person,
                To = administrator,
                Text = OutboxText.Finish(text, number),
                Due = now,
                ExpiresAt = now + settings.Current.Alerts.ExpireAfter,
                AboutGroup = groupId,
            });
        }

        if (await changes.CommitAsync(store.Database))
        {
            nudge.Wake(Nudge.Outbox);
        }
    }

    /// <summary>What a notice told of is over: health says no more of it, and if it comes again it is told again.</summary>
    public Task SettleAsync(string cause) => store.Database.HashDeleteAsync(store.Keys.AdminNotices, cause);

    /// <summary>Causes raised within the last day, with when.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> RecentAsync()
    {
        var now = time.GetUtcNow();
        return (await store.Database.HashGetAllAsync(store.Keys.AdminNotices))
            .ToDictionary(entry => entry.Name.ToString(), entry => DateTimeOffset.FromUnixTimeMilliseconds((long)entry.Value), StringComparer.Ordinal)
            .Where(entry => now - entry.Value < Silence)
            .ToDictionary(StringComparer.Ordinal);
    }

    [LoggerMessage(1, LogLevel.Warning, "An administrator is needed: {Cause} ({Detail}).")]
    private partial void LogRaised(string cause, string detail);
}
