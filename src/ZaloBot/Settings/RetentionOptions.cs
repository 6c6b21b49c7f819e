using System.ComponentModel;

namespace ZaloBot.Settings;

/// <summary>Section <c>Retention</c>: how long each kind of record lives; afterwards the store forgets it by itself.</summary>
public sealed record RetentionOptions
{
    /// <summary>Text of messages that broke a rule or need a look, for the leaders.</summary>
    [Description("Nội dung tin vi phạm hoặc cần xem lại, để lãnh đạo xem.")]
    [Span("01:00:00", "90.00:00:00")]
    public TimeSpan MessageText { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Text of the last messages of a group, by which the next ones are understood.</summary>
    [Description("Nội dung các tin gần nhất của nhóm, dùng làm ngữ cảnh.")]
    [Span("00:01:00", "7.00:00:00")]
    public TimeSpan Context { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Marks of events already done, by which a repeated event is recognised.</summary>
    [Description("Dấu sự kiện đã xử lý, để không xử lý hai lần.")]
    [Span("7.00:00:00", "90.00:00:00")]
    public TimeSpan DoneMarks { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Cases: who broke which rule when, without the text.</summary>
    [Description("Hồ sơ vụ việc: ai, khi nào, luật nào; không gồm nội dung tin.")]
    [Span("1.00:00:00", "1830.00:00:00")]
    public TimeSpan Cases { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Events that could not be used, with their bodies.</summary>
    [Description("Sự kiện không dùng được, kèm nội dung gốc.")]
    [Span("01:00:00", "90.00:00:00")]
    public TimeSpan Quarantine { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Receipts of what was said, without texts.</summary>
    [Description("Biên nhận tin bot đã gửi; không gồm nội dung.")]
    [Span("1.00:00:00", "366.00:00:00")]
    public TimeSpan Receipts { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The membership entry and the name of people who left every group, and the books of a group that was taken out of the settings.</summary>
    [Description("Dòng thành viên và tên của người đã rời mọi nhóm; danh sách thành viên của nhóm đã bỏ khỏi cấu hình.")]
    [Span("1.00:00:00", "366.00:00:00")]
    public TimeSpan Departed { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Which person of the OA a person of the app is, since the person last wrote; an erasure by either id needs it.</summary>
    [Description("Cặp mã người dùng (theo OA và theo ứng dụng) kể từ lần nhắn cuối; cần cho việc xóa theo một trong hai mã.")]
    [Span("30.00:00:00", "1830.00:00:00")]
    public TimeSpan Contacts { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Back-ups in the folder of the command <c>backup</c>; older ones are deleted there by the next back-up. So long, too, the former people files beside the people file, until the next import.</summary>
    [Description("Các bản sao lưu trong thư mục của lệnh backup; bản cũ hơn bị xóa khi sao lưu lần sau. Cũng là thời hạn của các tệp danh sách con người cũ (.bak), đến lần nhập sau.")]
    [Span("1.00:00:00", "90.00:00:00")]
    public TimeSpan Backups { get; init; } = TimeSpan.FromDays(30);
}
