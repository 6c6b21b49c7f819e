using ZaloBot.Membership;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;
using ZaloBot.Zalo.Api;

namespace ZaloBot.Groups;

/// <summary>
/// Messages of a group whose events never came. After an outage longer than its repetitions the platform tells an event no more
/// (fact sheet 2.3); the group's history still has the message. What is found goes the way of all events, dated as it was sent, so
/// that nothing is said about what is long past.
/// </summary>
public sealed partial class MissedMessages(Store store, ZaloClient zalo, FoundByComparison found, SettingsSource settings, ILogger<MissedMessages> logger)
{
    /// <summary>How far back a history is read at most; a group that writes more than this in an outage is caught up in its newest part.</summary>
    public const int MostRows = 300;

    /// <summary>An event that is under way is left to come by itself; the clocks may differ besides.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <summary>The same message in history and event, should their clocks differ.</summary>
    private static readonly TimeSpan SameMoment = TimeSpan.FromMinutes(2);

    /// <summary>Finds and passes on what was written between two moments and never told.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="since">When the group was last looked at.</param>
    /// <param name="until">When it is looked at now.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task CatchUpAsync(string groupId, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken)
    {
        // Beyond the marks nobody knows what was handled.
        var known = until - (settings.Current.Retention.DoneMarks / 2);
        var from = (since > known ? since : known) - Slack;
        var written = (await ReadBackToAsync(groupId, from, cancellationToken)).Where(row => row.SentAt >= from && row.SentAt < until - Slack).ToList();
        if (written.Count == 0)
        {
            return;
        }

        var marks = await store.Database.StringGetAsync([.. written.Select(row => store.Keys.Done(EventIdentity.OfMessage(row.MessageId)))]);
        var missed = written.Where((_, index) => marks[index].IsNull).OrderBy(row => row.SentAt).ToList();
        if (missed.Count == 0)
        {
            return;
        }

        // That a message has one id in events and history is inferred, not documented (fact sheet 2.5). Were it otherwise, all would look missed.
        var memory = await new LaneMemory(store, settings.Current.Retention.Context).GroupAsync(groupId);
        if (missed.Exists(row => memory.Recent.Exists(told => told.From == row.FromId && told.Text == row.Text && (told.At - row.SentAt).Duration() < SameMoment)))
        {
            LogOtherIds(groupId);
            return;
        }

        LogMissed(groupId, missed.Count);
        foreach (var row in missed)
        {
            await found.TellMessageAsync(groupId, row);
        }
    }

    private async Task<IReadOnlyCollection<HistoryMessage>> ReadBackToAsync(string groupId, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, HistoryMessage>(StringComparer.Ordinal);
        for (var offset = 0; offset < MostRows;)
        {
            var page = await zalo.ReadGroupHistoryAsync(groupId, offset, cancellationToken: cancellationToken);
            if (!page.IsOk || page.Value.Count == 0)
            {
                break;
            }

            var before = rows.Count;
            foreach (var row in page.Value)
            {
                rows.TryAdd(row.MessageId, row);
            }

            if (rows.Count == before || page.Value.Max(row => row.SentAt) < from)
            {
                break;
            }

            offset += page.Value.Count;
        }

        return [.. rows.Values.Where(row => row is { IsFromOa: false, FromId.Length: > 0 })];
    }

    [LoggerMessage(1, LogLevel.Information, "Group {GroupId}: {Count} messages were found that no event had told.")]
    private partial void LogMissed(string groupId, int count);

    [LoggerMessage(2, LogLevel.Warning, "Group {GroupId}: the history names messages by other ids than the events, so nothing missed can be told from it.")]
    private partial void LogOtherIds(string groupId);
}
