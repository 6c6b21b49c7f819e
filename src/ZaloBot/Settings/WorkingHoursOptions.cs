using System.ComponentModel;

namespace ZaloBot.Settings;

/// <summary>Days and hours people are at work, in the organisation's time zone.</summary>
public sealed record WorkingHoursOptions
{
    /// <summary>Weekdays worked.</summary>
    [Description("Các ngày làm việc trong tuần.")]
    public IReadOnlyList<DayOfWeek> Days { get; init; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>Start of work.</summary>
    [Description("Giờ bắt đầu.")]
    public TimeOnly From { get; init; } = new(7, 0);

    /// <summary>End of work, later than From.</summary>
    [Description("Giờ kết thúc, sau giờ bắt đầu.")]
    public TimeOnly To { get; init; } = new(17, 0);
}
