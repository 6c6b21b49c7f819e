using System.Collections.Frozen;
using static ZaloBot.Zalo.Api.ErrorClass;
using static ZaloBot.Zalo.Api.ErrorMeaning;

namespace ZaloBot.Zalo.Api;

/// <summary>
/// The codes of <c>openapi.zalo.me</c> (fact sheet 7.1). The host for messages by telephone number uses some of the same numbers
/// for other things (7.4) and is not called here. Codes known only from outdated third-party tables are left out on purpose: they count as unknown.
/// </summary>
public static class ErrorTable
{
    private static readonly FrozenDictionary<int, (ErrorClass Class, ErrorMeaning Meaning)> Known = new Dictionary<int, (ErrorClass, ErrorMeaning)>
    {
        [-32] = (BackOff, AppRateExceeded),
        [-100] = (CallerMistake, AttachmentExpired),
        [-200] = (BackOff, SendingFailed),
        [-201] = (CallerMistake, InvalidField),
        [-204] = (Operator, OaDisabled),
        [-205] = (Operator, OaMissing),
        [-209] = (Operator, AppNotActivated),
        [-210] = (CallerMistake, LimitExceeded),
        [-211] = (Operator, QuotaUsedUp),
        [-212] = (Operator, ProductNotRegistered),
        [-213] = (PermanentForTarget, NotFollowing),
        [-214] = (BackOff, StillProcessing),
        [-216] = (Renew, TokenInvalid),
        [-217] = (PermanentForTarget, InvitationsBlocked),
        [-218] = (PermanentForTarget, ReceivingLimit),
        [-219] = (Operator, AppDisabled),
        [-220] = (Renew, TokenExpired),
        [-221] = (Operator, OaNotVerified),
        [-223] = (Operator, NotAuthorised),
        [-224] = (Operator, PackageTooSmall),
        [-227] = (PermanentForTarget, PersonInactive),
        [-230] = (PermanentForTarget, NoInteraction),
        [-232] = (PermanentForTarget, NoInteraction),
        [-233] = (CallerMistake, MessageTypeUnsupported),
        [-234] = (BackOff, Night),
        [-235] = (Operator, WrongOaType),
        [-237] = (Operator, GroupDisabled),
        [-238] = (Operator, AssetUnavailable),
        [-240] = (CallerMistake, ApiClosed),
        [-241] = (Operator, FreeAssetUsed),
        [-242] = (Operator, ProofWrong),
        [-244] = (PermanentForTarget, PersonRestricts),
        [-248] = (CallerMistake, ContentRefused),
        [-249] = (CallerMistake, TemplateNotByUser),
        [-320] = (Operator, CloudAccountMissing),
        [-321] = (Operator, CloudAccountEmpty),
        [-403] = (PermanentForTarget, GroupNotOwned),
        [-501] = (Operator, OutsideVietNam),
        [-1340] = (CallerMistake, AdvertisingForm),
        [-1341] = (CallerMistake, AdvertisingForm),
    }.ToFrozenDictionary();

    // Only after -200 the platform itself does not know whether the message went out.
    private const int SendingFailedCode = -200;

    /// <summary>Every code of the table, for documents and for a stand-in of the platform.</summary>
    public static IEnumerable<int> Codes => Known.Keys;

    /// <summary>What a refusal means. The message decides where a code has two meanings.</summary>
    public static ZaloError Read(int code, string? message, int? httpStatus = null)
    {
        var (errorClass, meaning) = Known.GetValueOrDefault(code, (ErrorClass.Unknown, ErrorMeaning.Unknown));
        return new ZaloError
        {
            Code = code,
            Message = string.IsNullOrWhiteSpace(message) ? $"error {code} without a message" : message,
            Class = errorClass,
            Meaning = Narrow(code, meaning, message),
            Fate = code == SendingFailedCode || httpStatus >= 500 ? CallFate.Unclear : CallFate.Refused,
            HttpStatus = httpStatus,
        };
    }

    private static ErrorMeaning Narrow(int code, ErrorMeaning meaning, string? message) => code switch
    {
        -32 when Says(message, "official account") || SaysWord(message, "oa") => OaRateExceeded,
        -223 when Says(message, "article") || Says(message, "bài viết") || Says(message, "quota") => ArticleQuotaUsedUp,
        _ => meaning,
    };

    private static bool Says(string? message, string words) => message?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;

    private static bool SaysWord(string? message, string word) =>
        message?.Split([' ', ',', '.', ':', ';', '\''], StringSplitOptions.RemoveEmptyEntries).Contains(word, StringComparer.OrdinalIgnoreCase) == true;
}
