using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ZaloBot.Settings;

/// <summary>Section <c>Alerts</c>: private messages to leaders and administrators.</summary>
public sealed record AlertOptions
{
    /// <summary>Where an alert appears while the leader can not be written to; it is delivered in private as soon as that is possible.</summary>
    [Description("Khi chưa nhắn riêng được cho lãnh đạo thì báo ở đâu: Dashboard (trang quản trị) hoặc Group (nhóm lãnh đạo).")]
    public AlertFallback Fallback { get; init; }

    /// <summary>Id of the leaders' group for Fallback <c>Group</c>. An alert about that very group goes to the dashboard.</summary>
    [Description("Mã nhóm lãnh đạo khi Fallback là Group. Việc của chính nhóm đó thì báo ở trang quản trị.")]
    [GroupId]
    public string FallbackGroup { get; init; } = "";

    /// <summary>Whether alerts wait for working hours. Scam and unauthorised members never wait.</summary>
    [Description("Báo cáo riêng có chờ đến giờ làm việc không. Lừa đảo và người ngoài thành phần thì báo ngay.")]
    public bool OnlyInWorkingHours { get; init; } = true;

    /// <summary>Alerts to one leader on one day at most; the rest wait on the dashboard.</summary>
    [Description("Số tin báo tối đa cho một lãnh đạo mỗi ngày; phần còn lại xem ở trang quản trị.")]
    [Range(1, 1000)]
    public int MaxPerLeaderPerDay { get; init; } = 30;

    /// <summary>Questions about doubtful messages to one leader on one day at most; they do not count as alerts. 0: none is asked. What may be fraud is asked about all the same.</summary>
    [Description("Số lần hỏi tối đa về tin chưa chắc cho một lãnh đạo mỗi ngày, không tính vào số tin báo; 0 là không hỏi. Tin có thể là lừa đảo thì vẫn hỏi.")]
    [Range(0, 1000)]
    public int MaxQuestionsPerLeaderPerDay { get; init; } = 5;

    /// <summary>Working time without any event from the platform after which the administrators are told; zero: never.</summary>
    [Description("Trong giờ làm việc, sau khoảng thời gian này mà Zalo không gửi sự kiện nào thì báo quản trị viên; 00:00:00 là không báo.")]
    [Span("00:00:00", "30.00:00:00")]
    public TimeSpan AfterSilence { get; init; } = TimeSpan.FromHours(10);

    /// <summary>Age after which an undelivered alert is dropped.</summary>
    [Description("Tin báo chưa gửi được sau thời gian này thì bỏ.")]
    [Span("01:00:00", "90.00:00:00")]
    public TimeSpan ExpireAfter { get; init; } = TimeSpan.FromDays(7);
}

/// <summary>Where an alert appears while the leader can not be written to.</summary>
public enum AlertFallback
{
    /// <summary>On the dashboard.</summary>
    Dashboard,

    /// <summary>In the group named by <see cref="AlertOptions.FallbackGroup"/>.</summary>
    Group,
}
