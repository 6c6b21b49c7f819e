namespace ZaloBot.Zalo.Events;

/// <summary>A person follows the OA.</summary>
public sealed record Followed : ZaloEvent
{
    /// <summary>The person.</summary>
    public required string UserId { get; init; }

    /// <summary><c>oa_profile</c>, <c>message_invite</c> or <c>social_plugin</c>.</summary>
    public string? Source { get; init; }
}

/// <summary>A person follows the OA no longer.</summary>
public sealed record Unfollowed : ZaloEvent
{
    /// <summary>The person.</summary>
    public required string UserId { get; init; }
}

/// <summary>A person pressed "message" on the OA's profile, which opens the window for private messages once.</summary>
public sealed record ChatOpened : ZaloEvent
{
    /// <summary>The person.</summary>
    public required string UserId { get; init; }
}

/// <summary>A person answered a request for their data. Personal data throughout.</summary>
public sealed record InfoSubmitted : ZaloEvent
{
    /// <summary>The person.</summary>
    public required string UserId { get; init; }

    /// <summary>Full name.</summary>
    public string? FullName { get; init; }

    /// <summary>Telephone number as digits.</summary>
    public string? Phone { get; init; }

    /// <summary>Date of birth as the platform writes it, <c>dd/MM/yyyy</c>.</summary>
    public string? BirthDate { get; init; }

    /// <summary>As the platform writes it.</summary>
    public string? Gender { get; init; }

    /// <summary>City or province.</summary>
    public string? City { get; init; }

    /// <summary>District; only in the older shape.</summary>
    public string? District { get; init; }

    /// <summary>Ward.</summary>
    public string? Ward { get; init; }

    /// <summary>Street and number.</summary>
    public string? Address { get; init; }
}

/// <summary>
/// A person used a right over their data (<c>user_withdraw</c>): everything kept about them must go. <see cref="UserId"/> is
/// missing when app and OA are not linked, so erasure must also work by <see cref="ZaloEvent.UserIdByApp"/>; one of the two is there.
/// </summary>
public sealed record DataWithdrawn : ZaloEvent
{
    /// <summary>The person within the OA.</summary>
    public string? UserId { get; init; }
}

/// <summary>The OA took the app's permission away (<c>permission_revoked</c>; its fields are not documented).</summary>
public sealed record PermissionRevoked : ZaloEvent;

/// <summary>A person agreed in the interaction widget of a web page.</summary>
public sealed record WidgetAccepted : ZaloEvent
{
    /// <summary>The person.</summary>
    public string? UserId { get; init; }

    /// <summary>The web page's own id for them.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The page.</summary>
    public string? Url { get; init; }
}

/// <summary>Something happened to a tag of the OA.</summary>
public sealed record TagChanged : ZaloEvent
{
    /// <summary>The tag.</summary>
    public string? Tag { get; init; }

    /// <summary>What happened.</summary>
    public required TagChange Change { get; init; }

    /// <summary>Those who got or lost the tag; empty when the tag itself was removed.</summary>
    public IReadOnlyList<string> UserIds { get; init; } = [];
}

/// <summary>What can happen to a tag.</summary>
public enum TagChange
{
    /// <summary>People got it (<c>add_user_to_tag</c>).</summary>
    Given,

    /// <summary>People lost it (<c>remove_user_from_tag</c>).</summary>
    Taken,

    /// <summary>There is no such tag any more (<c>remove_tag</c>).</summary>
    Removed,
}

/// <summary>What the OA knows of a person changed (<c>update_user_info</c>).</summary>
public sealed record UserInfoUpdated : ZaloEvent
{
    /// <summary>The person.</summary>
    public string? UserId { get; init; }

    /// <summary>How, such as <c>dynamic_url</c>.</summary>
    public string? Method { get; init; }
}

/// <summary>An event whose name is known and whose subject is none of the bot's business; its fields are in <see cref="ZaloEvent.Unmapped"/>.</summary>
public sealed record PlatformNotice : ZaloEvent
{
    /// <summary>What it is about.</summary>
    public required NoticeTopic Topic { get; init; }

    /// <summary>Who called the OA, which opens the window for private messages. The fields of a call are not documented; this is where other events name the person.</summary>
    public string? UserId { get; init; }
}

/// <summary>Subjects of a <see cref="PlatformNotice"/>.</summary>
public enum NoticeTopic
{
    /// <summary>Message templates: status, quality, quota, tags, feedback, journeys.</summary>
    Template,

    /// <summary>Voice calls and the consent to be called.</summary>
    Call,

    /// <summary>Orders and bought extensions.</summary>
    Shop,
}

/// <summary>An event the reader does not know. Its name and the shape of <see cref="ZaloEvent.Unmapped"/> deserve a line in the log.</summary>
public sealed record UnknownEvent : ZaloEvent
{
    /// <summary>The group or person it seems to be about.</summary>
    public string? ConversationId { get; init; }
}
