using System.ComponentModel;

namespace ZaloBot.Settings;

/// <summary>Everything an administrator can set: the root of <c>appsettings.json</c>.</summary>
/// <remarks>
/// The initial value of each property is its default; what the file or the environment names replaces it whole, lists included.
/// English descriptions in <c>docs/settings.md</c> are these summaries, the Vietnamese ones in the JSON schema the <c>Description</c> attributes.
/// </remarks>
public sealed record ZaloBotSettings
{
    /// <summary>The Official Account, its app and the keys of both.</summary>
    [Description("Official Account, ứng dụng và các khóa.")]
    public ZaloOptions Zalo { get; init; } = new();

    /// <summary>Where the bot keeps what it must remember.</summary>
    [Description("Nơi bot lưu những gì cần nhớ.")]
    [TakesRestart]
    public RedisOptions Redis { get; init; } = new();

    /// <summary>Limits of the webhook.</summary>
    [Description("Giới hạn của webhook.")]
    public WebhookOptions Webhook { get; init; } = new();

    /// <summary>The office: hours, holidays, positions, people.</summary>
    [Description("Cơ quan, đơn vị: giờ làm việc, ngày nghỉ, chức danh, con người.")]
    public OrganisationOptions Organisation { get; init; } = new();

    /// <summary>The groups the bot looks after. A group of the OA that is not named here is never judged.</summary>
    [Description("Các nhóm bot trông coi. Nhóm không khai ở đây thì bot không xét nội dung.")]
    public IReadOnlyList<GroupOptions> Groups { get; init; } = [];

    /// <summary>What does not belong in a work group, for all groups; a group may deviate in its own <c>Rules</c>.</summary>
    [Description("Những nội dung không thuộc về nhóm công việc, áp dụng cho mọi nhóm; từng nhóm có thể khai riêng trong Rules của nhóm.")]
    public RulesOptions Rules { get; init; } = new();

    /// <summary>What is said in the group, how firmly and how often.</summary>
    [Description("Nhắc nhở trong nhóm: mức độ và tần suất.")]
    public WarningOptions Warnings { get; init; } = new();

    /// <summary>What leaders and administrators are told in private.</summary>
    [Description("Những gì báo riêng cho lãnh đạo và quản trị viên.")]
    public AlertOptions Alerts { get; init; } = new();

    /// <summary>What the bot makes of leaders' answers to its findings.</summary>
    [Description("Bot học từ câu trả lời của lãnh đạo như thế nào.")]
    public LearningOptions Learning { get; init; } = new();

    /// <summary>Consent to members, grace, comparison.</summary>
    [Description("Thành viên: sự đồng ý, thời gian chờ, việc đối chiếu.")]
    public MembershipOptions Membership { get; init; } = new();

    /// <summary>Reminders of reports and deadlines.</summary>
    [Description("Nhắc việc, nhắc báo cáo theo lịch.")]
    public IReadOnlyList<ReminderOptions> Reminders { get; init; } = [];

    /// <summary>Periodic reports to leaders.</summary>
    [Description("Báo cáo định kỳ cho lãnh đạo.")]
    public ReportOptions Reports { get; init; } = new();

    /// <summary>How long each kind of record is kept.</summary>
    [Description("Thời hạn lưu từng loại dữ liệu.")]
    public RetentionOptions Retention { get; init; } = new();

    /// <summary>The administration pages.</summary>
    [Description("Trang quản trị.")]
    public DashboardOptions Dashboard { get; init; } = new();

    /// <summary>An optional language model asked about undecided messages only.</summary>
    [Description("Mô hình ngôn ngữ hỗ trợ, chỉ hỏi khi bộ luật chưa quyết được; mặc định tắt.")]
    public JudgeOptions Judge { get; init; } = new();

    /// <summary>What is written to the log.</summary>
    [Description("Nhật ký vận hành.")]
    [TakesRestart]
    public LogOptions Log { get; init; } = new();

    /// <summary>Metrics and traces.</summary>
    [Description("Số liệu đo và dấu vết.")]
    [TakesRestart]
    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>The declared group of that id, or null: then the group is undeclared and never judged.</summary>
    public GroupOptions? Group(string groupId) => Groups.FirstOrDefault(group => group.Id == groupId);

    /// <summary>The rules that hold in a group: its own where it has some, else those for all.</summary>
    public RulesOptions RulesFor(string? groupId) => (groupId is null ? null : Group(groupId)?.Rules) ?? Rules;
}
