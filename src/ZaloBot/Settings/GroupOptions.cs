using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ZaloBot.Settings;

/// <summary>An entry of <c>Groups</c>: a group of the OA and how the bot behaves there.</summary>
public sealed record GroupOptions
{
    /// <summary>Group id as <c>getgroupsofoa</c> and the events give it; hexadecimal digits. Not the id in the browser's address bar (fact sheet 2.5).</summary>
    [Description("Mã nhóm, lấy bằng lệnh check; không lấy từ thanh địa chỉ của trình duyệt.")]
    [GroupId, Required]
    public string Id { get; init; } = "";

    /// <summary>Name of the group.</summary>
    [Description("Tên nhóm.")]
    [Required]
    public string Name { get; init; } = "";

    /// <summary>Standing, kept by a unit, or for one task.</summary>
    [Description("Loại nhóm: Standing (thường trực), Unit (của đơn vị), Task (theo việc).")]
    public GroupKind Kind { get; init; }

    /// <summary>The ceiling of what the bot does in the group, whatever else is set.</summary>
    [Description("Mức bot được làm trong nhóm: Observe (chỉ quan sát), Remind (nhắc nhở), Enforce (thêm: từ chối, mời ra khỏi nhóm).")]
    public GroupMode Mode { get; init; }

    /// <summary>User ids of the leaders, who are told and who decide.</summary>
    [Description("Mã người dùng của lãnh đạo nhóm.")]
    [Id]
    public IReadOnlyList<string> Leaders { get; init; } = [];

    /// <summary>User ids of those who may be deputies (the platform's group admins) besides the leaders.</summary>
    [Description("Mã người dùng của những người được làm phó nhóm, ngoài lãnh đạo nhóm.")]
    [Id]
    public IReadOnlyList<string> Deputies { get; init; } = [];

    /// <summary>Positions whose holders belong in the group.</summary>
    [Description("Các chức danh thuộc thành phần nhóm.")]
    public IReadOnlyList<string> AllowedPositions { get; init; } = [];

    /// <summary>What happens when somebody joins who neither belongs by position nor was authorised.</summary>
    [Description("Khi có người vào nhóm ngoài thành phần: Ignore (chỉ ghi lại), Ask (hỏi riêng lãnh đạo), Alert (thông báo trong nhóm và báo lãnh đạo), Remove (như Alert, ở chế độ Enforce thì mời ra).")]
    public UnauthorisedMember OnUnauthorisedMember { get; init; } = UnauthorisedMember.Ask;

    /// <summary>What happens when somebody asks to join who neither belongs by position nor was authorised.</summary>
    [Description("Khi có người xin vào nhóm mà ngoài thành phần: Ask (hỏi lãnh đạo) hoặc Refuse (ở chế độ Enforce thì từ chối ngay, kèm lời nhắn).")]
    public UnauthorisedRequest OnUnauthorisedRequest { get; init; }

    /// <summary>Whether newcomers must be approved (<c>join_appr</c>); left out: as the group is.</summary>
    [Description("Người mới phải được duyệt hay không; không khai thì giữ như nhóm đang có.")]
    public bool? JoinApproval { get; init; }

    /// <summary>Whether the group's link lets people in (<c>enable_link_join</c>); left out: as the group is.</summary>
    [Description("Có cho vào nhóm bằng đường liên kết hay không; không khai thì giữ như nhóm đang có.")]
    public bool? JoinByLink { get; init; }

    /// <summary>True once the roster names everybody who belongs; until then an unknown newcomer is only asked about in private.</summary>
    [Description("Danh sách của nhóm đã đầy đủ chưa; khi chưa, người lạ chỉ được hỏi riêng lãnh đạo.")]
    public bool RosterComplete { get; init; }

    /// <summary>What a task group is for.</summary>
    [Description("Mục đích của nhóm theo việc.")]
    public string Purpose { get; init; } = "";

    /// <summary>Day a task group has done its work.</summary>
    [Description("Ngày kết thúc của nhóm theo việc.")]
    public DateOnly? EndsOn { get; init; }

    /// <summary>Rules of this group; what is not named here is as in <c>Rules</c> for all.</summary>
    [Description("Luật riêng của nhóm; phần không khai thì theo Rules chung.")]
    public RulesOptions? Rules { get; init; }
}

/// <summary>Kinds of group (clauses 1 and 3 of the notice).</summary>
public enum GroupKind
{
    /// <summary>One of the standing groups.</summary>
    Standing,

    /// <summary>Kept by a unit on its own account.</summary>
    Unit,

    /// <summary>Made for one task, dissolved afterwards.</summary>
    Task,
}

/// <summary>How far the bot goes in a group.</summary>
public enum GroupMode
{
    /// <summary>Nothing is said in the group; leaders see what would have been.</summary>
    Observe,

    /// <summary>Reminders and warnings in the group.</summary>
    Remind,

    /// <summary>Also refuses requests and removes people added without authority.</summary>
    Enforce,
}

/// <summary>What follows when an unauthorised person joins.</summary>
public enum UnauthorisedMember
{
    /// <summary>Recorded only.</summary>
    Ignore,

    /// <summary>The leader is asked in private.</summary>
    Ask,

    /// <summary>A notice in the group and an alert to the leader.</summary>
    Alert,

    /// <summary>As Alert; the removal follows in the mode Enforce.</summary>
    Remove,
}

/// <summary>What follows when an unauthorised person asks to join.</summary>
public enum UnauthorisedRequest
{
    /// <summary>The leader is asked.</summary>
    Ask,

    /// <summary>As Ask; in the mode Enforce the request is refused with a courteous word.</summary>
    Refuse,
}
