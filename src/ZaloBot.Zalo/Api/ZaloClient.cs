using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Refit;
using ZaloBot.Zalo.Json;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Zalo.Api;

/// <summary>
/// The platform as the bot uses it. Every method returns the platform's refusals and failures on the way as a
/// <see cref="ZaloError"/> and throws only <see cref="OperationCanceledException"/>. No POST is ever repeated by itself; after
/// <see cref="CallFate.Unclear"/> the caller looks before it repeats. Acts are urgent and readings routine unless said otherwise.
/// </summary>
public sealed partial class ZaloClient(
    IZaloGroupApi groups,
    IZaloGroupMessageApi groupMessages,
    IZaloPrivateMessageApi privateMessages,
    IZaloHistoryApi history,
    IZaloUserApi users,
    IZaloQuotaApi quotas,
    IZaloUploadApi uploads)
{
    /// <summary>Rows of a page of a list; the platform's default is 5, others run with 50 (fact sheet 5.2).</summary>
    public const int PageSize = 50;

    /// <summary>Rows of a page of history; the private one allows no more (fact sheet 5.3).</summary>
    public const int HistoryPageSize = 10;

    /// <summary>Longest text of a message, in characters after NFC (fact sheet 5.4).</summary>
    public const int LongestText = 2000;

    /// <summary>Writes in a group. <c>[@user id]</c> in the text mentions a person; defuse it in what users wrote.</summary>
    public Task<ZaloResult<SentMessage>> SendGroupTextAsync(string groupId, string text, CallPriority priority = CallPriority.Urgent, CancellationToken cancellationToken = default) =>
        SendToGroupAsync(groupId, new OutgoingMessage { Text = text }, priority, cancellationToken);

    /// <summary>Posts an uploaded picture in a group.</summary>
    public Task<ZaloResult<SentMessage>> SendGroupImageAsync(string groupId, Upload image, string? caption = null, CallPriority priority = CallPriority.Urgent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        return SendToGroupAsync(groupId, new OutgoingMessage { Text = caption, Attachment = OutgoingAttachment.Media("image", image.Id) }, priority, cancellationToken);
    }

    /// <summary>Posts an uploaded document in a group.</summary>
    public Task<ZaloResult<SentMessage>> SendGroupFileAsync(string groupId, Upload file, CallPriority priority = CallPriority.Urgent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return SendToGroupAsync(groupId, new OutgoingMessage { Attachment = OutgoingAttachment.File(file.Id) }, priority, cancellationToken);
    }

    /// <summary>Writes to one person, who must have interacted within seven days (-230, -232 otherwise).</summary>
    public Task<ZaloResult<SentMessage>> SendPrivateTextAsync(string userId, string text, string? quotedMessageId = null, CallPriority priority = CallPriority.Urgent, CancellationToken cancellationToken = default) =>
        SendToUserAsync(userId, new OutgoingMessage { Text = text, QuoteMessageId = quotedMessageId }, priority, cancellationToken);

    /// <summary>Sends an uploaded picture to one person.</summary>
    public Task<ZaloResult<SentMessage>> SendPrivateImageAsync(string userId, Upload image, string? caption = null, CallPriority priority = CallPriority.Urgent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        return SendToUserAsync(userId, new OutgoingMessage { Text = caption, Attachment = OutgoingAttachment.Media("image", image.Id) }, priority, cancellationToken);
    }

    /// <summary>Sends an uploaded document to one person.</summary>
    public Task<ZaloResult<SentMessage>> SendPrivateFileAsync(string userId, Upload file, CallPriority priority = CallPriority.Urgent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return SendToUserAsync(userId, new OutgoingMessage { Attachment = OutgoingAttachment.File(file.Id) }, priority, cancellationToken);
    }

    /// <summary>Uploads a jpg or png of at most 1 MB.</summary>
    public Task<ZaloResult<Upload>> UploadImageAsync(byte[] content, string fileName, CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        ReadUploadAsync(uploads.UploadImageAsync(Part(content, fileName), priority, cancellationToken));

    /// <summary>Uploads a gif of at most 5 MB.</summary>
    public Task<ZaloResult<Upload>> UploadGifAsync(byte[] content, string fileName, CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        ReadUploadAsync(uploads.UploadGifAsync(Part(content, fileName), priority, cancellationToken));

    /// <summary>Uploads a PDF, DOC or DOCX of at most 5 MB.</summary>
    public Task<ZaloResult<Upload>> UploadFileAsync(byte[] content, string fileName, CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        ReadUploadAsync(uploads.UploadFileAsync(Part(content, fileName), priority, cancellationToken));

    /// <summary>What the OA knows of a person; for mere group members this may be refused.</summary>
    public Task<ZaloResult<UserDetail>> GetUserAsync(string userId, CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(users.GetAsync(Json(new UserRequest(userId), ZaloJson.Default.UserRequest), priority, cancellationToken), data => data.Deserialize(ZaloJson.Default.UserDetail));

    /// <summary>The OA itself. Refused to an app that holds only the group permission.</summary>
    public Task<ZaloResult<OaProfile>> GetOaAsync(CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(users.GetOaAsync(priority, cancellationToken), data => data.Deserialize(ZaloJson.Default.OaProfile));

    /// <summary>Erases what the platform keeps about a person for the OA.</summary>
    public Task<ZaloResult<Done>> EraseUserAsync(string userId, CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(users.EraseAsync(new UserRequest(userId), priority, cancellationToken));

    /// <summary>Assets for groups, used and free: also the cheapest proof that token and group permission work.</summary>
    public Task<ZaloResult<List<QuotaAsset>>> GetQuotaAsync(CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(quotas.GetGroupQuotaAsync(new QuotaRequest(), priority, cancellationToken), data => data.Deserialize(ZaloJson.Default.ListQuotaAsset));

    /// <summary>Units for private messages.</summary>
    public Task<ZaloResult<List<QuotaAsset>>> GetMessageQuotaAsync(CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(quotas.GetMessageQuotaAsync(new QuotaRequest(), priority, cancellationToken), data => data.Deserialize(ZaloJson.Default.ListQuotaAsset));

    /// <summary>What may still be sent to one person.</summary>
    public Task<ZaloResult<UserQuota>> GetUserQuotaAsync(string userId, CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(privateMessages.GetUserQuotaAsync(new UserRequest(userId), priority, cancellationToken), data => AnswerReader.Single(data).Deserialize(ZaloJson.Default.UserQuota));

    private Task<ZaloResult<SentMessage>> SendToGroupAsync(string groupId, OutgoingMessage message, CallPriority priority, CancellationToken cancellationToken) =>
        AnswerReader.ReadAsync(groupMessages.SendAsync(new GroupMessageRequest(new GroupRecipient(groupId), message), priority, cancellationToken), ReadSent, SentWithoutId);

    private Task<ZaloResult<SentMessage>> SendToUserAsync(string userId, OutgoingMessage message, CallPriority priority, CancellationToken cancellationToken) =>
        AnswerReader.ReadAsync(privateMessages.SendAsync(new PrivateMessageRequest(new UserRecipient(userId), message), priority, cancellationToken), ReadSent, SentWithoutId);

    // The platform says that it was sent and not under which id: to send again for want of an id would say the thing twice.
    private static SentMessage SentWithoutId() => new() { MessageId = "" };

    private static SentMessage? ReadSent(JsonElement data) =>
        AnswerReader.Single(data).Deserialize(ZaloJson.Default.SentAnswer) is { } sent && (sent.MessageId ?? sent.MsgId) is { Length: > 0 } id
            ? new SentMessage { MessageId = id, GroupId = sent.GroupId, UserId = sent.UserId, Quota = sent.Quota }
            : null;

    private static Task<ZaloResult<Upload>> ReadUploadAsync(Task<IApiResponse<Answer<UploadAnswer>>> call) =>
        AnswerReader.ReadAsync(call, data =>
            data.Deserialize(ZaloJson.Default.UploadAnswer) is { } answer && (answer.AttachmentId ?? answer.Token) is { Length: > 0 } id ? new Upload(id) : null);

    private static ByteArrayPart Part(byte[] content, string fileName) => new(content, fileName, ContentType(fileName));

    private static string ContentType(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".jpg" or ".jpeg" => "image/jpeg",
        ".png" => "image/png",
        ".gif" => "image/gif",
        ".pdf" => "application/pdf",
        ".doc" => "application/msword",
        ".docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".csv" => "text/csv",
        _ => "application/octet-stream",
    };

    private static string Json<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);
}
