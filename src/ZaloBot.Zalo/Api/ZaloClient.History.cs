using System.Text.Json;
using ZaloBot.Zalo.Events;
using ZaloBot.Zalo.Json;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Zalo.Api;

public sealed partial class ZaloClient
{
    /// <summary>What was said in a group, newest first, at most <see cref="HistoryPageSize"/> rows.</summary>
    public Task<ZaloResult<IReadOnlyList<HistoryMessage>>> ReadGroupHistoryAsync(string groupId, int offset = 0, int count = HistoryPageSize, CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(history.ReadGroupAsync(groupId, offset, Math.Min(count, HistoryPageSize), priority, cancellationToken), ReadRows);

    /// <summary>What was said lately in all groups.</summary>
    public Task<ZaloResult<IReadOnlyList<HistoryMessage>>> ReadRecentChatsAsync(int offset = 0, int count = HistoryPageSize, CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(history.ReadRecentAsync(offset, Math.Min(count, HistoryPageSize), priority, cancellationToken), ReadRows);

    /// <summary>What was said between a person and the OA, newest first.</summary>
    public Task<ZaloResult<IReadOnlyList<HistoryMessage>>> ReadPrivateHistoryAsync(string userId, int offset = 0, int count = HistoryPageSize, CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(
            history.ReadPrivateAsync(Json(new UserHistoryRequest(userId, offset, Math.Min(count, HistoryPageSize)), ZaloJson.Default.UserHistoryRequest), priority, cancellationToken),
            ReadRows);

    // The rows are documented as `data` itself and were seen one level deeper, as `data.data`.
    private static IReadOnlyList<HistoryMessage>? ReadRows(JsonElement data)
    {
        var rows = data.ValueKind == JsonValueKind.Object && data.TryGetProperty("data", out var inner) ? inner : data;
        return rows.ValueKind == JsonValueKind.Array
            ? [.. rows.Deserialize(ZaloJson.Default.ListHistoryRow)!.Select(ReadRow).OfType<HistoryMessage>()]
            : null;
    }

    private static HistoryMessage? ReadRow(HistoryRow row) =>
        (row.MessageId ?? row.MsgId) is { Length: > 0 } id && EpochTime.Read(row.Time) is { } sentAt
            ? new HistoryMessage
            {
                MessageId = id,
                IsFromOa = row.Src == 0,
                SentAt = sentAt,
                Kind = MessageKinds.OfHistory(row.Type),
                Type = row.Type,
                Text = row.Message ?? row.Description,
                FromId = row.FromId,
                FromDisplayName = row.FromDisplayName,
                ToId = row.ToId,
                GroupId = row.GroupId,
                Url = row.Url,
                Thumbnail = row.Thumb,
                Links = row.Links ?? [],
            }
            : null;
}
