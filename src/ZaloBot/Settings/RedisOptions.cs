using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ZaloBot.Settings;

/// <summary>Section <c>Redis</c>: the store. Nothing of it is read again while the bot runs.</summary>
public sealed record RedisOptions
{
    /// <summary>Connection string of a Redis or Valkey server. Empty: the embedded server, for one machine.</summary>
    [Description("Chuỗi kết nối Redis hoặc Valkey. Để trống thì dùng kho nhúng sẵn, phù hợp với một máy.")]
    [Secret]
    public string ConnectionString { get; init; } = "";

    /// <summary>Folder of the embedded server, the spool and the key ring; relative to the settings file.</summary>
    [Description("Thư mục dữ liệu (kho nhúng, sự kiện chờ, khóa mã hóa); tính từ nơi đặt tệp cấu hình.")]
    [FilePath, Required]
    public string DataDirectory { get; init; } = "data";

    /// <summary>Folder of the keys that encrypt tokens. Empty: <c>keys</c> inside DataDirectory. Several processes need one they share.</summary>
    [Description("Thư mục chứa khóa mã hóa. Để trống: thư mục keys trong DataDirectory. Chạy nhiều tiến trình thì phải dùng chung thư mục này.")]
    [FilePath]
    public string KeyDirectory { get; init; } = "";
}
