using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ZaloBot.Settings;

/// <summary>Section <c>Warnings</c>: what is said in public, never beyond the group's mode.</summary>
public sealed record WarningOptions
{
    /// <summary>What follows the first, second, … breach of a person; the last step holds for all later ones.</summary>
    [Description("Các bậc nhắc nhở theo số lần vi phạm; bậc cuối áp dụng cho mọi lần sau.")]
    public IReadOnlyList<LadderStep> Ladder { get; init; } =
    [
        new() { Breach = 1, Action = LadderAction.Remind },
        new() { Breach = 2, Action = LadderAction.Warn, TellLeader = true },
        new() { Breach = 4, Action = LadderAction.Alert, TellLeader = true },
    ];

    /// <summary>Pause between two things said in one group, and before leaders are asked again about one rule; what falls into it is recorded, not said.</summary>
    [Description("Khoảng nghỉ giữa hai lần bot lên tiếng trong một nhóm; cũng là khoảng nghỉ trước khi hỏi lãnh đạo thêm về cùng một luật.")]
    [Span("00:00:00", "1.00:00:00")]
    public TimeSpan GroupCooldown { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Time without a breach after which a person starts anew.</summary>
    [Description("Sau thời gian này không vi phạm thì tính lại từ đầu.")]
    [Span("01:00:00", "366.00:00:00")]
    public TimeSpan FadeAfter { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Warnings in one group on one day at most.</summary>
    [Description("Số lần nhắc tối đa trong một nhóm mỗi ngày.")]
    [Range(0, 1000)]
    public int MaxPerGroupPerDay { get; init; } = 6;

    /// <summary>Whether warnings are said in working hours only; those outside are recorded, not said later.</summary>
    [Description("Chỉ nhắc trong giờ làm việc.")]
    public bool OnlyInWorkingHours { get; init; } = true;

    /// <summary>Age after which a warning that could not be sent is dropped: yesterday's reminder is not posted today.</summary>
    [Description("Lời nhắc chưa gửi được sau thời gian này thì bỏ.")]
    [Span("00:01:00", "1.00:00:00")]
    public TimeSpan ExpireAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The clause of the office's own notice that each rule rests on, by rule name; absent rules use the shipped wording.</summary>
    [Description("Điều khoản trong thông báo của đơn vị mà bot dẫn khi nhắc, theo tên luật (Personal, OffTopic, Advertising, Unofficial, Uncivil, Scam, Flood, Membership).")]
    public IReadOnlyDictionary<string, string> Clauses { get; init; } = new Dictionary<string, string>();

    /// <summary>Wording by template name, in Liquid; what is not named keeps the wording the bot comes with.</summary>
    [Description("Lời văn theo tên mẫu, viết bằng Liquid; mẫu không khai thì dùng lời có sẵn.")]
    [Liquid]
    public IReadOnlyDictionary<string, string> Templates { get; init; } = new Dictionary<string, string>();
}

/// <summary>A step of the ladder.</summary>
public sealed record LadderStep
{
    /// <summary>Number of the breach the step begins at; the first step begins at 1.</summary>
    [Description("Bậc này áp dụng từ lần vi phạm thứ mấy; bậc đầu là 1.")]
    [Range(1, 1000)]
    public int Breach { get; init; } = 1;

    /// <summary>What is done.</summary>
    [Description("Việc làm: Note (chỉ ghi lại), Remind (nhắc nhẹ trong nhóm), Warn (nhắc nghiêm trong nhóm), Alert (chỉ báo lãnh đạo).")]
    public LadderAction Action { get; init; } = LadderAction.Remind;

    /// <summary>Whether the leaders are told besides.</summary>
    [Description("Có báo lãnh đạo kèm theo hay không.")]
    public bool TellLeader { get; init; }
}

/// <summary>What a step of the ladder does.</summary>
public enum LadderAction
{
    /// <summary>Recorded; nothing is said.</summary>
    Note,

    /// <summary>A courteous reminder in the group.</summary>
    Remind,

    /// <summary>A firmer reminder in the group.</summary>
    Warn,

    /// <summary>Nothing in the group; the leaders are told.</summary>
    Alert,
}
