using System.Text.Json.Serialization;

namespace ZaloBot.Zalo.Api;

/// <summary>A message to a group (fact sheet 5.4).</summary>
public sealed record GroupMessageRequest(GroupRecipient Recipient, OutgoingMessage Message);

/// <summary>The group a message goes to.</summary>
public sealed record GroupRecipient(string GroupId);

/// <summary>A message to one person (fact sheet 5.5).</summary>
public sealed record PrivateMessageRequest(UserRecipient Recipient, OutgoingMessage Message);

/// <summary>The person a message goes to.</summary>
public sealed record UserRecipient(string UserId);

/// <summary>Text, an attachment, or both where the attachment is a picture.</summary>
public sealed record OutgoingMessage
{
    /// <summary>At most 2,000 characters.</summary>
    public string? Text { get; init; }

    /// <summary>Documented for private messages only.</summary>
    public string? QuoteMessageId { get; init; }

    /// <summary>Picture, sticker or document.</summary>
    public OutgoingAttachment? Attachment { get; init; }
}

/// <summary><c>template</c> for media, <c>file</c> for documents.</summary>
public sealed record OutgoingAttachment(string Type, OutgoingPayload Payload)
{
    /// <summary>A picture or sticker by its id.</summary>
    public static OutgoingAttachment Media(string mediaType, string attachmentId) => new("template", new OutgoingPayload
    {
        TemplateType = "media",
        Elements = [new MediaElement(mediaType, attachmentId)],
    });

    /// <summary>A document by its token.</summary>
    public static OutgoingAttachment File(string token) => new("file", new OutgoingPayload { Token = token });
}

/// <summary>Inside of an attachment.</summary>
public sealed record OutgoingPayload
{
    /// <summary><c>media</c>.</summary>
    public string? TemplateType { get; init; }

    /// <summary>Exactly one.</summary>
    public IReadOnlyList<MediaElement>? Elements { get; init; }

    /// <summary>Of an uploaded document.</summary>
    public string? Token { get; init; }
}

/// <summary><c>image</c>, <c>sticker</c>, with its id.</summary>
public sealed record MediaElement(string MediaType, string AttachmentId);

/// <summary>People of a group to act upon.</summary>
public sealed record GroupPeopleRequest(string GroupId, IReadOnlyList<string> MemberUserIds);

/// <summary>Names a group.</summary>
public sealed record GroupRequest(string GroupId);

/// <summary>Binds a group to another asset.</summary>
public sealed record GroupAssetRequest(string GroupId, string AssetId);

/// <summary>Names a person; also the content of the <c>data</c> parameter of <c>user/detail</c>.</summary>
public sealed record UserRequest(string UserId);

/// <summary>Content of the <c>data</c> parameter of the private history.</summary>
public sealed record UserHistoryRequest(string UserId, int Offset, int Count);

/// <summary>Asks for quota units.</summary>
public sealed record QuotaRequest
{
    /// <summary><c>OA</c> or <c>APP</c>.</summary>
    public string QuotaOwner { get; init; } = "OA";

    /// <summary><c>gmf100</c>, …; all when null.</summary>
    public string? ProductType { get; init; }

    /// <summary><c>sub_quota</c>, …; all when null.</summary>
    public string? QuotaType { get; init; }
}

/// <summary>A change of a group, with its group.</summary>
public sealed record GroupUpdateRequest
{
    /// <summary>The group.</summary>
    public required string GroupId { get; init; }

    /// <inheritdoc cref="GroupUpdate.GroupName"/>
    public string? GroupName { get; init; }

    /// <inheritdoc cref="GroupUpdate.GroupAvatar"/>
    public string? GroupAvatar { get; init; }

    /// <inheritdoc cref="GroupUpdate.GroupDescription"/>
    public string? GroupDescription { get; init; }

    /// <inheritdoc cref="GroupUpdate.LockSendMsg"/>
    public bool? LockSendMsg { get; init; }

    /// <inheritdoc cref="GroupUpdate.JoinAppr"/>
    public bool? JoinAppr { get; init; }

    /// <inheritdoc cref="GroupUpdate.EnableMsgHistory"/>
    public bool? EnableMsgHistory { get; init; }

    /// <inheritdoc cref="GroupUpdate.EnableLinkJoin"/>
    public bool? EnableLinkJoin { get; init; }
}

/// <summary>One page of people.</summary>
public sealed record MemberPage
{
    /// <summary>Where it starts.</summary>
    public int? Offset { get; init; }

    /// <summary>How many were asked for.</summary>
    public int? Count { get; init; }

    /// <summary>How many there are in all.</summary>
    public int? Total { get; init; }

    /// <summary>The people.</summary>
    public IReadOnlyList<GroupMember>? Members { get; init; }
}

/// <summary>One page of groups.</summary>
public sealed record GroupPage
{
    /// <summary>Where it starts.</summary>
    public int? Offset { get; init; }

    /// <summary>How many were asked for.</summary>
    public int? Count { get; init; }

    /// <summary>How many there are in all.</summary>
    public int? Total { get; init; }

    /// <summary>The groups.</summary>
    public IReadOnlyList<GroupInfo>? Groups { get; init; }
}

/// <summary>What an upload gives: one of the two.</summary>
public sealed record UploadAnswer
{
    /// <summary>Of a picture.</summary>
    public string? AttachmentId { get; init; }

    /// <summary>Of a document.</summary>
    public string? Token { get; init; }
}

/// <summary>What sending gives. The platform's pages write the id in two ways.</summary>
public sealed record SentAnswer
{
    /// <summary>As the field table says.</summary>
    public string? MessageId { get; init; }

    /// <summary>As the example says.</summary>
    public string? MsgId { get; init; }

    /// <summary>The group.</summary>
    public string? GroupId { get; init; }

    /// <summary>The person.</summary>
    public string? UserId { get; init; }

    /// <summary>What is left.</summary>
    [JsonConverter(typeof(Json.LenientPart<SendQuota>))]
    public SendQuota? Quota { get; init; }
}

/// <summary>One row of a history as the platform writes it (fact sheet 5.3).</summary>
public sealed record HistoryRow
{
    /// <summary>0 the OA, 1 a person.</summary>
    public int? Src { get; init; }

    /// <summary>Epoch milliseconds, a number.</summary>
    public long? Time { get; init; }

    /// <summary><c>text</c>, <c>photo</c>, <c>voice</c>, ….</summary>
    public string? Type { get; init; }

    /// <summary>Text.</summary>
    public string? Message { get; init; }

    /// <summary>Id, as the group history writes it.</summary>
    public string? MessageId { get; init; }

    /// <summary>Id, as events write it.</summary>
    public string? MsgId { get; init; }

    /// <summary>Writer.</summary>
    public string? FromId { get; init; }

    /// <summary>Writer's shown name.</summary>
    public string? FromDisplayName { get; init; }

    /// <summary>The other side, one to one.</summary>
    public string? ToId { get; init; }

    /// <summary>The group.</summary>
    public string? GroupId { get; init; }

    /// <summary>Small picture.</summary>
    public string? Thumb { get; init; }

    /// <summary>Address.</summary>
    public string? Url { get; init; }

    /// <summary>Caption or title.</summary>
    public string? Description { get; init; }

    /// <summary>Addresses of a link message: texts or objects with <c>url</c>.</summary>
    [JsonConverter(typeof(Json.LinksConverter))]
    public IReadOnlyList<string>? Links { get; init; }
}
