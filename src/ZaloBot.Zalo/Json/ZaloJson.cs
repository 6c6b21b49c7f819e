using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ZaloBot.Zalo.Api;

namespace ZaloBot.Zalo.Json;

/// <summary>What goes over the wire to and from the platform.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(LenientString), typeof(LenientInt), typeof(LenientLong), typeof(LenientBool), typeof(LenientDate), typeof(LenientMoment)])]
[JsonSerializable(typeof(Answer<Group>))]
[JsonSerializable(typeof(Answer<GroupInfo>))]
[JsonSerializable(typeof(Answer<GroupPage>))]
[JsonSerializable(typeof(Answer<MemberPage>))]
[JsonSerializable(typeof(Answer<Done>))]
[JsonSerializable(typeof(Answer<SentAnswer>))]
[JsonSerializable(typeof(Answer<UserQuota>))]
[JsonSerializable(typeof(Answer<UploadAnswer>))]
[JsonSerializable(typeof(Answer<UserDetail>))]
[JsonSerializable(typeof(Answer<OaProfile>))]
[JsonSerializable(typeof(Answer<List<QuotaAsset>>))]
[JsonSerializable(typeof(Answer<JsonElement>))]
[JsonSerializable(typeof(Group))]
[JsonSerializable(typeof(GroupInfo))]
[JsonSerializable(typeof(GroupAsset))]
[JsonSerializable(typeof(GroupSettings))]
[JsonSerializable(typeof(SendQuota))]
[JsonSerializable(typeof(ReplyQuota))]
[JsonSerializable(typeof(GroupPage))]
[JsonSerializable(typeof(MemberPage))]
[JsonSerializable(typeof(List<GroupInfo>))]
[JsonSerializable(typeof(List<GroupMember>))]
[JsonSerializable(typeof(HistoryRow))]
[JsonSerializable(typeof(SentAnswer))]
[JsonSerializable(typeof(UserQuota))]
[JsonSerializable(typeof(UploadAnswer))]
[JsonSerializable(typeof(UserDetail))]
[JsonSerializable(typeof(OaProfile))]
[JsonSerializable(typeof(List<QuotaAsset>))]
[JsonSerializable(typeof(NewGroup))]
[JsonSerializable(typeof(GroupUpdateRequest))]
[JsonSerializable(typeof(GroupAssetRequest))]
[JsonSerializable(typeof(GroupPeopleRequest))]
[JsonSerializable(typeof(GroupRequest))]
[JsonSerializable(typeof(GroupMessageRequest))]
[JsonSerializable(typeof(PrivateMessageRequest))]
[JsonSerializable(typeof(UserRequest))]
[JsonSerializable(typeof(UserHistoryRequest))]
[JsonSerializable(typeof(QuotaRequest))]
public sealed partial class ZaloJson : JsonSerializerContext
{
    private static ZaloJson? _wire;

    /// <summary>As it is written: Vietnamese stays readable instead of becoming escapes six times as long.</summary>
    public static ZaloJson Wire => _wire ??= new(new JsonSerializerOptions(Default.Options!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
