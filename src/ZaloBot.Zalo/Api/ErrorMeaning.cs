namespace ZaloBot.Zalo.Api;

/// <summary>What a code means. Codes with two meanings (-32, -223) are told apart by the message.</summary>
public enum ErrorMeaning
{
    /// <summary>Not in the table.</summary>
    Unknown,

    /// <summary>-32: the app's requests of this minute are used up.</summary>
    AppRateExceeded,

    /// <summary>-32: the OA's requests of this minute are used up.</summary>
    OaRateExceeded,

    /// <summary>-100: the attachment id or token has expired; upload again.</summary>
    AttachmentExpired,

    /// <summary>-200: sending failed; it may have been sent all the same.</summary>
    SendingFailed,

    /// <summary>-201: a field is invalid. Never a reason to renew the token.</summary>
    InvalidField,

    /// <summary>-204: the OA is disabled or deleted.</summary>
    OaDisabled,

    /// <summary>-205: there is no such OA.</summary>
    OaMissing,

    /// <summary>-209: the app is not activated.</summary>
    AppNotActivated,

    /// <summary>-210: a value is above the allowed limit.</summary>
    LimitExceeded,

    /// <summary>-211: the quota of the feature is used up.</summary>
    QuotaUsedUp,

    /// <summary>-212: the API product is not registered for the app.</summary>
    ProductNotRegistered,

    /// <summary>-213: the person does not follow the OA.</summary>
    NotFollowing,

    /// <summary>-214: an article is still being processed.</summary>
    StillProcessing,

    /// <summary>-216: the access token is invalid.</summary>
    TokenInvalid,

    /// <summary>-217: the person blocked invitations.</summary>
    InvitationsBlocked,

    /// <summary>-218: the person's limit of today is reached.</summary>
    ReceivingLimit,

    /// <summary>-219: the app is removed or disabled.</summary>
    AppDisabled,

    /// <summary>-220: the access token is expired or withdrawn.</summary>
    TokenExpired,

    /// <summary>-221: the OA must be verified.</summary>
    OaNotVerified,

    /// <summary>-223: the OA has not granted this permission to the app.</summary>
    NotAuthorised,

    /// <summary>-223: the article quota is used up.</summary>
    ArticleQuotaUsedUp,

    /// <summary>-224: the OA needs a larger package.</summary>
    PackageTooSmall,

    /// <summary>-227: the person is banned, or inactive for over 45 days.</summary>
    PersonInactive,

    /// <summary>-230, -232: the person has not interacted with the OA in time.</summary>
    NoInteraction,

    /// <summary>-233: this type of message is not supported.</summary>
    MessageTypeUnsupported,

    /// <summary>-234: not at night, 22:00 to 06:00 Viet Nam time.</summary>
    Night,

    /// <summary>-235: not for this type of OA.</summary>
    WrongOaType,

    /// <summary>-237: the group is disabled, its asset expired.</summary>
    GroupDisabled,

    /// <summary>-238: the asset is in use or disabled.</summary>
    AssetUnavailable,

    /// <summary>-240: the old message API is closed.</summary>
    ApiClosed,

    /// <summary>-241: the free asset of the package is already in use.</summary>
    FreeAssetUsed,

    /// <summary>-242: <c>appsecret_proof</c> is wrong.</summary>
    ProofWrong,

    /// <summary>-244: the person restricted this type of message.</summary>
    PersonRestricts,

    /// <summary>-248: the content violates the platform's standards.</summary>
    ContentRefused,

    /// <summary>-249: the template cannot be sent by user id.</summary>
    TemplateNotByUser,

    /// <summary>-320: a Zalo Cloud Account must be linked.</summary>
    CloudAccountMissing,

    /// <summary>-321: the Zalo Cloud Account has no money.</summary>
    CloudAccountEmpty,

    /// <summary>-403: the group is not the OA's, or is gone.</summary>
    GroupNotOwned,

    /// <summary>-501: personal data is only given to addresses in Viet Nam.</summary>
    OutsideVietNam,

    /// <summary>-1340, -1341: advertising forms.</summary>
    AdvertisingForm,

    /// <summary>No numeric code and no usable data.</summary>
    NoAnswer,

    /// <summary>The network or the platform's front door failed.</summary>
    Unreachable,

    /// <summary>HTTP 429 without a body that says more.</summary>
    TooManyRequests,

    /// <summary>There is no usable token at all; an administrator must give consent.</summary>
    ConsentNeeded,
}
