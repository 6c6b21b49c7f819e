using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ZaloBot.Settings;

/// <summary>Section <c>Organisation</c>: the office whose groups these are.</summary>
public sealed record OrganisationOptions
{
    /// <summary>Name of the office as it appears in what the bot says.</summary>
    [Description("Tên cơ quan, đơn vị, dùng trong lời của bot.")]
    [Required]
    public string Name { get; init; } = "";

    /// <summary>IANA name of the time zone of working hours and dates.</summary>
    [Description("Múi giờ, theo tên IANA.")]
    [TimeZoneName]
    public string TimeZone { get; init; } = "Asia/Ho_Chi_Minh";

    /// <summary>When people are at work; reminders wait for it.</summary>
    [Description("Giờ làm việc; lời nhắc chờ đến giờ này.")]
    public WorkingHoursOptions WorkingHours { get; init; } = new();

    /// <summary>Days off besides the weekdays not worked.</summary>
    [Description("Các ngày nghỉ, dạng năm-tháng-ngày.")]
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];

    /// <summary>User id of the secretary (Bí thư), who consents to members outside the composition.</summary>
    [Description("Mã người dùng của Bí thư, người đồng ý việc thêm thành viên ngoài thành phần.")]
    [Id]
    public string Secretary { get; init; } = "";

    /// <summary>User ids of those who may consent in the secretary's place.</summary>
    [Description("Mã người dùng của những người được đồng ý thay Bí thư.")]
    [Id]
    public IReadOnlyList<string> Deputies { get; init; } = [];

    /// <summary>User ids of those who run the bot and are told of its troubles.</summary>
    [Description("Mã người dùng của quản trị viên bot.")]
    [Id]
    public IReadOnlyList<string> Administrators { get; init; } = [];

    /// <summary>Positions: short name (letters, digits, hyphens) to title.</summary>
    [Description("Chức danh: mã ngắn (chữ thường, số, gạch nối) và tên đầy đủ.")]
    public IReadOnlyDictionary<string, string> Positions { get; init; } = new Dictionary<string, string>();

    /// <summary>CSV file of the people: UserId, Name, Unit, Positions (separated by ;). Relative to the settings file. Empty: no roster.</summary>
    [Description("Tệp CSV danh sách con người: UserId, Name, Unit, Positions (cách nhau bằng dấu ;). Để trống: không có danh sách.")]
    [FilePath]
    public string PeopleFile { get; init; } = "";
}
