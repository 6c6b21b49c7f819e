using System.Collections.Immutable;

namespace ZaloBot.Emulator;

/// <summary>A group of the OA. The OA itself is a member too, but not listed in <see cref="Members"/>.</summary>
public sealed record ChatGroup
{
    /// <summary>20 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>1 to 30 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Free text.</summary>
    public string Description { get; init; } = "";

    /// <summary>The picture a group has to begin with.</summary>
    public const string PlainAvatar = "http://s120.ava.example.zdn.vn/default";

    /// <summary>Address of the picture.</summary>
    public string Avatar { get; init; } = PlainAvatar;

    /// <summary>Ids of people, in the order they came.</summary>
    public ImmutableList<string> Members { get; init; } = [];

    /// <summary>Ids of the members who are deputies ("group admin").</summary>
    public ImmutableHashSet<string> Deputies { get; init; } = [];

    /// <summary>Ids of people waiting for approval.</summary>
    public ImmutableList<string> Pending { get; init; } = [];

    /// <summary>The four switches.</summary>
    public GroupSettings Settings { get; init; } = new();

    /// <summary>The asset that pays for the group.</summary>
    public string AssetId { get; init; } = "";

    /// <summary>Disabled by hand; a group whose asset has run out is disabled as well.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>The link by which people join.</summary>
    public string Link => "https://zalo.me/g/" + Id[..9];
}

/// <summary>Switches of a group (fact sheet 5.2).</summary>
public sealed record GroupSettings
{
    /// <summary>Ordinary members cannot write.</summary>
    public bool LockSendMsg { get; init; }

    /// <summary>Newcomers must be approved.</summary>
    public bool JoinAppr { get; init; }

    /// <summary>Newcomers read recent messages.</summary>
    public bool EnableMsgHistory { get; init; } = true;

    /// <summary>People can join by the link.</summary>
    public bool EnableLinkJoin { get; init; } = true;
}

/// <summary>A paid unit that carries one group (fact sheet 1.1).</summary>
public sealed record Asset
{
    /// <summary>Opaque id.</summary>
    public required string Id { get; init; }

    /// <summary><c>gmf10</c>, <c>gmf50</c>, <c>gmf100</c> or <c>gmf1000</c>.</summary>
    public string ProductType { get; init; } = "gmf100";

    /// <summary><c>sub_quota</c>, <c>purchase_quota</c> or <c>reward_quota</c>.</summary>
    public string QuotaType { get; init; } = "sub_quota";

    /// <summary>Last day, in Viet Nam time; afterwards the group is disabled, and dissolved 45 days later.</summary>
    public DateOnly ValidThrough { get; init; } = new(2099, 12, 31);

    /// <summary>The group it carries; empty while it is available.</summary>
    public string UsedBy { get; init; } = "";

    /// <summary>Most people in the group.</summary>
    public int MostMembers => int.Parse(ProductType.AsSpan(3), System.Globalization.CultureInfo.InvariantCulture);
}
