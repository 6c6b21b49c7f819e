using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZaloBot.Zalo.Api;

/// <summary>Everything the platform tells of one group (fact sheet 5.2, <c>getgroup</c>).</summary>
public sealed record Group
{
    /// <summary>Name, link, size.</summary>
    [JsonPropertyName("group_info")]
    public required GroupInfo Info { get; init; }

    /// <summary>The paid asset it is bound to.</summary>
    [JsonPropertyName("asset_info")]
    [JsonConverter(typeof(Json.LenientPart<GroupAsset>))]
    public GroupAsset? Asset { get; init; }

    /// <summary>What members may do.</summary>
    [JsonPropertyName("group_setting")]
    [JsonConverter(typeof(Json.LenientPart<GroupSettings>))]
    public GroupSettings? Settings { get; init; }
}

/// <summary>A group as lists show it.</summary>
public sealed record GroupInfo
{
    /// <summary>Opaque id.</summary>
    public required string GroupId { get; init; }

    /// <summary>Shown name.</summary>
    public string? Name { get; init; }

    /// <summary>Link by which people come in.</summary>
    public string? GroupLink { get; init; }

    /// <summary>Shown description.</summary>
    public string? GroupDescription { get; init; }

    /// <summary>Picture.</summary>
    public string? Avatar { get; init; }

    /// <summary><c>enabled</c> or <c>disabled</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Members, the OA among them.</summary>
    public int? TotalMember { get; init; }

    /// <summary>How many the asset allows.</summary>
    public int? MaxMember { get; init; }

    /// <summary>The day the platform dissolves a disabled group.</summary>
    public DateOnly? AutoDeleteDate { get; init; }

    /// <summary>Members may write; an expired asset disables the group.</summary>
    [JsonIgnore]
    public bool IsEnabled => !string.Equals(Status, "disabled", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A paid right to one group.</summary>
public sealed record GroupAsset
{
    /// <summary>Opaque id; not the app's.</summary>
    public string? AssetId { get; init; }

    /// <summary><c>gmf10</c>, <c>gmf50</c>, <c>gmf100</c>, <c>gmf1000</c>.</summary>
    public string? AssetType { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly? ValidThrough { get; init; }

    /// <summary>Renews itself.</summary>
    public bool? AutoRenew { get; init; }
}

/// <summary>What members of a group may do; null where the platform did not say.</summary>
public sealed record GroupSettings
{
    /// <summary>Ordinary members cannot write.</summary>
    public bool? LockSendMsg { get; init; }

    /// <summary>Newcomers need approval.</summary>
    public bool? JoinAppr { get; init; }

    /// <summary>Newcomers read recent messages.</summary>
    public bool? EnableMsgHistory { get; init; }

    /// <summary>The link lets people in.</summary>
    public bool? EnableLinkJoin { get; init; }
}

/// <summary>
/// A change of a group. What is null is not sent. Whether the platform leaves unsent fields alone is not documented, so
/// start from <see cref="From"/>.
/// </summary>
public sealed record GroupUpdate
{
    /// <summary>1 to 30 characters.</summary>
    public string? GroupName { get; init; }

    /// <summary>Address of a picture.</summary>
    public string? GroupAvatar { get; init; }

    /// <summary>Description.</summary>
    public string? GroupDescription { get; init; }

    /// <summary>Ordinary members cannot write.</summary>
    public bool? LockSendMsg { get; init; }

    /// <summary>Newcomers need approval.</summary>
    public bool? JoinAppr { get; init; }

    /// <summary>Newcomers read recent messages.</summary>
    public bool? EnableMsgHistory { get; init; }

    /// <summary>The link lets people in.</summary>
    public bool? EnableLinkJoin { get; init; }

    /// <summary>The group as it is, its picture included, lest an unsent one be reset; change it with <c>with</c>.</summary>
    public static GroupUpdate From(Group current)
    {
        ArgumentNullException.ThrowIfNull(current);
        return new GroupUpdate
        {
            GroupName = current.Info.Name,
            GroupAvatar = Uri.TryCreate(current.Info.Avatar, UriKind.Absolute, out _) ? current.Info.Avatar : null,
            GroupDescription = current.Info.GroupDescription,
            LockSendMsg = current.Settings?.LockSendMsg,
            JoinAppr = current.Settings?.JoinAppr,
            EnableMsgHistory = current.Settings?.EnableMsgHistory,
            EnableLinkJoin = current.Settings?.EnableLinkJoin,
        };
    }
}

/// <summary>A member, or somebody waiting to become one. The platform tells neither role nor date nor who brought them.</summary>
public sealed record GroupMember
{
    /// <summary>The person; null for the OA itself.</summary>
    public string? UserId { get; init; }

    /// <summary>The OA, which is one of the members; null for people.</summary>
    public string? OaId { get; init; }

    /// <summary>Shown name; may be missing for callers outside Viet Nam.</summary>
    public string? Name { get; init; }

    /// <summary>Picture.</summary>
    public string? Avatar { get; init; }

    /// <summary>Undocumented fields, a role for instance.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unmapped { get; set; }
}

/// <summary>A quota unit (fact sheet 5.2, <c>quota/group</c>).</summary>
public sealed record QuotaAsset
{
    /// <summary>Opaque id, to create or re-bind a group with.</summary>
    public string? AssetId { get; init; }

    /// <summary><c>gmf10</c>, <c>cs</c>, ….</summary>
    public string? ProductType { get; init; }

    /// <summary><c>sub_quota</c>, <c>purchase_quota</c>, <c>reward_quota</c>.</summary>
    public string? QuotaType { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly? ValidThrough { get; init; }

    /// <summary>Renews itself.</summary>
    public bool? AutoRenew { get; init; }

    /// <summary><c>available</c> or <c>used</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The group that uses it; empty when none does.</summary>
    public string? UsedId { get; init; }

    /// <summary>Of a message quota: how many there are.</summary>
    public long? Total { get; init; }

    /// <summary>Of a message quota: how many are left.</summary>
    public long? Remain { get; init; }
}

/// <summary>A group to be created.</summary>
public sealed record NewGroup
{
    /// <summary>1 to 30 characters.</summary>
    public required string GroupName { get; init; }

    /// <summary>Description.</summary>
    public string? GroupDescription { get; init; }

    /// <summary>A free asset of <c>quota/group</c>.</summary>
    public required string AssetId { get; init; }

    /// <summary>1 to 99 people, at least one of them an administrator of the OA.</summary>
    public required IReadOnlyList<string> MemberUserIds { get; init; }
}
