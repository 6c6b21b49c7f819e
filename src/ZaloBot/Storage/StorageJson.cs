using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ZaloBot.Groups;
using ZaloBot.Leaders;
using ZaloBot.Learning;
using ZaloBot.Membership;
using ZaloBot.Membership.Agenda;
using ZaloBot.Membership.Consents;
using ZaloBot.Moderation;
using ZaloBot.Outbox;
using ZaloBot.People;
using ZaloBot.Privacy;
using ZaloBot.Webhooks;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Storage;

/// <summary>Every shape that is written into the store.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(QuarantinedEvent))]
[JsonSerializable(typeof(GroupMemory))]
[JsonSerializable(typeof(MemberPace))]
[JsonSerializable(typeof(LadderState))]
[JsonSerializable(typeof(MemberState))]
[JsonSerializable(typeof(CaseRecord))]
[JsonSerializable(typeof(LessonRecord))]
[JsonSerializable(typeof(OutboxItem))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(LeaderAlert))]
[JsonSerializable(typeof(TokenState))]
[JsonSerializable(typeof(ErasureReceipt))]
[JsonSerializable(typeof(Consent))]
[JsonSerializable(typeof(AgendaItem))]
[JsonSerializable(typeof(GroupCopy))]
[JsonSerializable(typeof(PersonLink))]
[JsonSerializable(typeof(LinkCode))]
internal sealed partial class StorageJson : JsonSerializerContext
{
    private static StorageJson? _readable;

    /// <summary>The same shapes with Vietnamese written as itself: half the bytes, and readable when an operator looks.</summary>
    public static StorageJson Readable => _readable ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
