using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ZaloBot.Settings;

/// <summary>Section <c>Webhook</c>: what is let in and how it is worked off.</summary>
public sealed record WebhookOptions
{
    /// <summary>Largest body in bytes; a larger one is answered 413.</summary>
    [Description("Kích thước tối đa của một sự kiện, tính bằng byte.")]
    [Range(4096, 16 * 1024 * 1024)]
    public int MaxBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Time the store has to keep an event before the spool file takes it. The platform waits 2 s in all (fact sheet 2.1).</summary>
    [Description("Thời gian chờ kho lưu sự kiện trước khi chuyển sang tệp dự phòng.")]
    [Span("00:00:00.1", "00:00:01.5")]
    public TimeSpan StoreTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Bound of the spool files in megabytes; beyond it events are answered 503.</summary>
    [Description("Dung lượng tối đa của tệp dự phòng, tính bằng MB.")]
    [Range(1, 65536)]
    public int SpoolMegabytes { get; init; } = 256;

    /// <summary>Bound of events waiting in the inbox; beyond it new ones go to the spool.</summary>
    [Description("Số sự kiện tối đa nằm chờ trong hàng đợi.")]
    [Range(1000, 100_000_000)]
    public int InboxEvents { get; init; } = 1_000_000;

    /// <summary>Lanes the groups are spread over; one lane is worked off by one worker at a time. All processes must agree.</summary>
    [Description("Số làn chia đều các nhóm; mọi tiến trình phải dùng cùng một số.")]
    [Range(1, 256)]
    public int Lanes { get; init; } = 16;

    /// <summary>Workers of this process. 0: as many as the machine has processors.</summary>
    [Description("Số luồng xử lý của tiến trình; 0 là bằng số bộ xử lý của máy.")]
    [Range(0, 64)]
    public int Workers { get; init; }

    /// <summary>How long a worker may hold a lane without renewing its lease.</summary>
    [Description("Thời hạn một luồng được giữ một làn.")]
    [Span("00:00:02", "00:05:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the set-up window of the command <c>setup</c> stays open: webhooks are answered 200 and nothing is kept.</summary>
    [Description("Thời gian mở chế độ cài đặt (lệnh setup): trả lời 200 và không giữ lại gì.")]
    [Span("00:01:00", "02:00:00")]
    public TimeSpan SetUpWindow { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Wrong or missing signatures within an hour that raise an alert to the administrators.</summary>
    [Description("Số chữ ký sai trong một giờ thì báo quản trị viên.")]
    [Range(1, 1_000_000)]
    public int WrongSignaturesPerHour { get; init; } = 20;
}
