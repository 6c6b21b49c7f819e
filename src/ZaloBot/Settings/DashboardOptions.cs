using System.ComponentModel;

namespace ZaloBot.Settings;

/// <summary>Section <c>Dashboard</c>: the administration pages.</summary>
public sealed record DashboardOptions
{
    /// <summary>Address under which the world reaches the bot, for the OAuth callback and for links. Empty: taken from the request.</summary>
    [Description("Địa chỉ công khai của bot (ví dụ https://bot.example.vn), dùng cho callback OAuth và đường dẫn.")]
    [WebAddress]
    public string PublicUrl { get; init; } = "";

    /// <summary>How long a sign-in lasts.</summary>
    [Description("Thời gian một lần đăng nhập có hiệu lực.")]
    [Span("00:05:00", "30.00:00:00")]
    public TimeSpan SignedInFor { get; init; } = TimeSpan.FromHours(8);
}
