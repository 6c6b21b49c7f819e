using ZaloBot.Storage;
using ZaloBot.Webhooks;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Outbox;

/// <summary>Finds out whether a message of ours was said: by its echo, which the webhook brought, or in the platform's history.</summary>
public sealed class History(Store store, ZaloClient zalo)
{
    // The documented page is ten rows (fact sheet 5.3). In a busy group ours may have moved on many pages meanwhile, and a
    // history that was not read far enough leaves a warning unsaid.
    private const int Pages = 30;

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

        for (var page = 0; page < Pages; page++)
        {
            var rows = await ReadAsync(item, page * ZaloClient.HistoryPageSize, cancellationToken);
            if (!rows.IsOk)
            {
                return new Look(WasRead: false, null);
            }

            if (rows.Value.FirstOrDefault(row => row.IsFromOa && CaseNumber.FindLastIn(row.Text) == item.Case) is { } found)
            {
                return new Look(WasRead: true, found.MessageId);
            }

            if (rows.Value.Count == 0 || rows.Value.Min(row => row.SentAt) < item.CalledAt - ClockSlack)
            {
                return new Look(WasRead: true, null);
            }
        }

        // So much was written since that the call lies beyond what was read.
        return new Look(WasRead: false, null);
    }

    private Task<ZaloResult<IReadOnlyList<HistoryMessage>>> ReadAsync(OutboxItem item, int offset, CancellationToken cancellationToken) =>
        item.Audience == Audience.Group
            ? zalo.ReadGroupHistoryAsync(item.To, offset, priority: CallPriority.Urgent, cancellationToken: cancellationToken)
            : zalo.ReadPrivateHistoryAsync(item.To, offset, priority: CallPriority.Urgent, cancellationToken: cancellationToken);
}

/// <summary>What a look into the history showed.</summary>
/// <param name="WasRead">False when the history could not be read, which proves nothing.</param>
/// <param name="MessageId">The message, when it was said.</param>
public sealed record Look(bool WasRead, string? MessageId);
