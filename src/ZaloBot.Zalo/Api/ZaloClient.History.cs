using System.Text.Json;
using ZaloBot.Zalo.Events;
using ZaloBot.Zalo.Json;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Zalo.Api;

public sealed partial class ZaloClient
{
    /// <summary>What was said in a group, at most <see cref="HistoryPageSize"/> rows; newest first in the platform's example, which is no promise.</summary>
    public Task<ZaloResult<HistoryPage>> ReadGroupHistoryAsync(string groupId, int offset = 0, int count = HistoryPageSize, CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(history.ReadGroupAsync(groupId, offset, Math.Min(count, HistoryPageSize), priority, cancellationToken), ReadRows, NoRows);

    /// <summary>What was said lately in all groups.</summary>
    public Task<ZaloResult<HistoryPage>> ReadRecentChatsAsync(int offset = 0, int count = HistoryPageSize, CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(history.ReadRecentAsync(offset, Math.Min(count, HistoryPageSize), priority, cancellationToken), ReadRows, NoRows);

    /// <summary>What was said between a person and the OA, newest first.</summary>
    public Task<ZaloResult<HistoryPage>> ReadPrivateHistoryAsync(string userId, int offset = 0, int count = HistoryPageSize, CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(
            history.ReadPrivateAsync(Json(new UserHistoryRequest(userId, offset, Math.Min(count, HistoryPageSize)), ZaloJson.Default.UserHistoryRequest), priority, cancellationToken),
            ReadRows,
            NoRows);

    // The rows are documented as `data` itself and were seen one level deeper, as `data.data`.
    private static HistoryPage? ReadRows(JsonElement data)
    {
        var rows = data.ValueKind == JsonValueKind.Object && data.TryGetProperty("data", out var inner) ? inner : data;
        return rows.ValueKind == JsonValueKind.Array
            ? new HistoryPage([.. rows.EnumerateArray().Select(TryReadRow).OfType<HistoryMessage>()], rows.GetArrayLength())
            : null;
    }

    // Past its end a history may come without `data`, or with an empty object in its place.
    private static HistoryPage NoRows() => new([], 0);

    private static HistoryMessage? TryReadRow(JsonElement row)
    {
        try
        {
            return row.ValueKind == JsonValueKind.Object && row.Deserialize(ZaloJson.Default.HistoryRow) is { } read ? ReadRow(read) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static HistoryMessage? ReadRow(HistoryRow row) =>
        (row.MessageId ?? row.MsgId) is { Length: > 0 } id && EpochTime.Read(row.Time) is { } sentAt
            ? new HistoryMessage
            {
                MessageId = id,
                IsFromOa = row.Src is { } source ? source == 0 : row.FromId is null,
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
