using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Outbox;

/// <summary>Finds out whether a message of ours was said: by its echo, which the webhook brought, or in the platform's history.</summary>
public sealed class History(Store store, ZaloClient zalo, SettingsSource settings)
{
    // The documented page is ten rows (fact sheet 5.3). In a busy group ours may have moved on many pages meanwhile, and a
    // history that was not read far enough leaves a warning unsaid.
    private const int Pages = 30;

    /// <summary>What the platform gives by itself, where it takes ten for too many.</summary>
    private const int SmallPage = 5;

    /// <summary>The clock of the platform and ours may differ by this much.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(2);

    /// <summary>Looks for an item's case number among what the OA said since the call.</summary>
    public async Task<Look> FindAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        var echoed = (string?)await store.Database.StringGetAsync(store.Keys.Delivered(item.To, item.Case));
        if (echoed is not null)
        {
            return new Look(WasRead: true, echoed);
        }

        var oa = settings.Current.Zalo.OaId;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int page = 0, offset = 0; page < Pages; page++)
        {
            var read = await ReadAsync(item, offset, cancellationToken);
            if (!read.IsOk)
            {
                return new Look(WasRead: false, null);
            }

            var rows = read.Value;
            if (rows.FirstOrDefault(row => (row.IsFromOa || row.FromId == oa) && CaseNumber.FindLastIn(row.Text) == item.Case) is { } found)
            {
                return new Look(WasRead: true, found.MessageId);
            }

            if (rows.Rows == 0)
            {
                // The end. But a group of which nothing at all is told has more of a history than that, since the bot speaks of
                // what was written there.
                return new Look(WasRead: offset > 0 || !item.IsPublic, null);
            }

            if (EndsBefore(rows, item.CalledAt - ClockSlack))
            {
                return new Look(WasRead: true, null);
            }

            // By what came, not by what was asked for: the platform may give smaller pages.
            offset += rows.Rows;
            if (rows.Count > 0 && !rows.Any(row => seen.Add(row.MessageId)))
            {
                // The same page again; what lies beyond it is not to be had.
                return new Look(WasRead: false, null);
            }
        }

        // So much was written since that the call lies beyond what was read.
        return new Look(WasRead: false, null);
    }

    // Newest first is what the example of the documentation shows and not what it says: only where a page itself grows older
    // does its last row tell that the pages to come are older still.
    private static bool EndsBefore(HistoryPage rows, DateTimeOffset moment) =>
        rows.Count > 1 && rows[0].SentAt > rows[^1].SentAt && rows[^1].SentAt < moment;

    private async Task<ZaloResult<HistoryPage>> ReadAsync(OutboxItem item, int offset, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(item, offset, ZaloClient.HistoryPageSize, cancellationToken);
        return read.Error is { Meaning: ErrorMeaning.LimitExceeded } ? await ReadAsync(item, offset, SmallPage, cancellationToken) : read;
    }

    private Task<ZaloResult<HistoryPage>> ReadAsync(OutboxItem item, int offset, int count, CancellationToken cancellationToken) =>
        item.Audience == Audience.Group
            ? zalo.ReadGroupHistoryAsync(item.To, offset, count, CallPriority.Urgent, cancellationToken)
            : zalo.ReadPrivateHistoryAsync(item.To, offset, count, CallPriority.Urgent, cancellationToken);
}

/// <summary>What a look into the history showed.</summary>
/// <param name="WasRead">False when the history could not be read, which proves nothing.</param>
/// <param name="MessageId">The message, when it was said.</param>
public sealed record Look(bool WasRead, string? MessageId);
