using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ZaloBot.Settings;

/// <summary>Section <c>Membership</c>: consent to members, what follows without it, and how often the groups are compared with the record.</summary>
public sealed record MembershipOptions
{
    /// <summary>In groups with Mode <c>Enforce</c> and OnUnauthorisedMember <c>Remove</c>: how long consent may be given before an unauthorised person has to leave.</summary>
    [Description("Nhóm có Mode Enforce và OnUnauthorisedMember Remove: thời gian chờ sự đồng ý trước khi mời người ngoài thành phần ra khỏi nhóm.")]
    [Span("00:10:00", "30.00:00:00")]
    public TimeSpan Grace { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Whether somebody is removed when a leader says so, or by itself when the grace period is over.</summary>
    [Description("Mời ra khỏi nhóm khi nào: AfterConfirmation (chỉ khi lãnh đạo xác nhận) hoặc AfterGrace (tự động khi hết thời gian chờ).")]
    public RemovalPolicy Removal { get; init; }

    /// <summary>So many people are removed from all groups on one day at most; the rest wait for the next.</summary>
    [Description("Số người tối đa bot mời ra khỏi các nhóm trong một ngày; phần còn lại chờ ngày sau.")]
    [Range(0, 500)]
    public int MaxRemovalsPerDay { get; init; } = 10;

    /// <summary>How long a question to a leader or to the secretary stays open.</summary>
    [Description("Câu hỏi gửi lãnh đạo hoặc Bí thư còn hiệu lực trong bao lâu.")]
    [Span("01:00:00", "30.00:00:00")]
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromDays(3);

    /// <summary>How long somebody may wait for approval to join before the request is closed: refused in Enforce, otherwise told to the leader again.</summary>
    [Description("Người xin vào nhóm chờ duyệt tối đa bao lâu; quá hạn thì từ chối (Enforce) hoặc nhắc lại lãnh đạo.")]
    [Span("01:00:00", "30.00:00:00")]
    public TimeSpan RequestsWithin { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long a consent holds; afterwards the leader is asked again about a person who is in the group by it.</summary>
    [Description("Sự đồng ý có hiệu lực trong bao lâu; hết hạn thì hỏi lại lãnh đạo.")]
    [Span("01:00:00", "1830.00:00:00")]
    public TimeSpan ConsentLasts { get; init; } = TimeSpan.FromDays(180);

    /// <summary>How often each group is compared with what the platform lists.</summary>
    [Description("Bao lâu một lần đối chiếu thành viên từng nhóm với danh sách của Zalo.")]
    [Span("00:10:00", "7.00:00:00")]
    public TimeSpan CompareEvery { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Days on which leaders get the drift report of their groups; empty: never.</summary>
    [Description("Những ngày trong tuần gửi lãnh đạo bảng đối chiếu thành viên; để trống: không gửi.")]
    public IReadOnlyList<DayOfWeek> DriftReportOn { get; init; } = [DayOfWeek.Monday];
}

/// <summary>When a person who may not stay is removed.</summary>
public enum RemovalPolicy
{
    /// <summary>When a leader says so.</summary>
    AfterConfirmation,

    /// <summary>Also by itself once the grace period is over without consent.</summary>
    AfterGrace,
}
