using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ZaloBot.Settings;

/// <summary>Section <c>Webhook</c>: what is let in.</summary>
public sealed record WebhookOptions
{
    /// <summary>Largest body in bytes; a larger one is answered 413.</summary>
    [Description("Kích thước tối đa của một sự kiện, tính bằng byte.")]
    [Range(4096, 16 * 1024 * 1024), TakesRestart]
    public int MaxBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Events that may wait in the store; beyond it they go to the spool, and come back as the store is worked off.</summary>
    [Description("Số sự kiện tối đa được chờ trong kho; quá số này thì ghi vào tệp dự phòng và đưa lại khi kho vơi bớt.")]
    [Range(100, 10_000_000)]
    public int MaxWaiting { get; init; } = 50_000;

    /// <summary>Bound of the spool files in megabytes; beyond it events are answered 503.</summary>
    [Description("Dung lượng tối đa của tệp dự phòng, tính bằng MB.")]
    [Range(1, 65536), TakesRestart]
    public int SpoolMegabytes { get; init; } = 256;

    /// <summary>Connections at the same time, all routes together; one more is closed, and the platform comes again.</summary>
    [Description("Số kết nối đồng thời tối đa; kết nối vượt mức bị đóng và Zalo sẽ gửi lại.")]
    [Range(10, 100_000), TakesRestart]
    public int MaxConnections { get; init; } = 2_000;

    /// <summary>How long the set-up window of the command <c>setup</c> stays open: webhooks are answered 200 and nothing is kept.</summary>
    [Description("Thời gian mở chế độ cài đặt (lệnh setup): trả lời 200 và không giữ lại gì.")]
    [Span("00:01:00", "02:00:00")]
    public TimeSpan SetUpWindow { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Wrong or missing signatures within an hour that raise an alert to the administrators.</summary>
    [Description("Số chữ ký sai trong một giờ thì báo quản trị viên.")]
    [Range(1, 1_000_000)]
    public int WrongSignaturesPerHour { get; init; } = 20;
}
