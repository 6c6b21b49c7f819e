using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ZaloBot.Settings;

/// <summary>Section <c>Zalo</c>: which Official Account, which app, and their keys (fact sheet 1.2, 2.2, 5.1).</summary>
public sealed record ZaloOptions
{
    /// <summary>Id of the app at developers.zalo.me, digits only.</summary>
    [Description("Mã ứng dụng (App ID) tại developers.zalo.me, chỉ gồm chữ số.")]
    [Id, Required, TakesRestart]
    public string AppId { get; init; } = "";

    /// <summary>Id of the Official Account, digits only. All keys of the store carry it.</summary>
    [Description("Mã Official Account (OA ID), chỉ gồm chữ số.")]
    [Id, Required, TakesRestart]
    public string OaId { get; init; } = "";

    /// <summary>The app's secret, used to obtain and renew tokens. Not the webhook key.</summary>
    [Description("Khóa bí mật của ứng dụng (App Secret Key), dùng để xin và gia hạn mã truy cập. Không phải khóa webhook.")]
    [Secret]
    public string AppSecretKey { get; init; } = "";

    /// <summary>The key that signs webhooks, from the app's Webhook page. Empty: webhooks are refused and the bot is not ready.</summary>
    [Description("Khóa ký webhook (OA Secret Key), xem ở trang Webhook của ứng dụng. Để trống thì bot không nhận sự kiện.")]
    [Secret]
    public string OaSecretKey { get; init; } = "";

    /// <summary>The former webhook key, accepted for the overlap while the key is changed. Empty at other times.</summary>
    [Description("Khóa webhook cũ, chỉ điền trong lúc đổi khóa; đổi xong thì xóa đi.")]
    [Secret]
    public string PreviousOaSecretKey { get; init; } = "";

    /// <summary>First access token. Later ones live encrypted in the store; this one wins only while it is new to the bot.</summary>
    [Description("Mã truy cập (access token) đầu tiên. Các mã sau bot tự lưu, có mã hóa.")]
    [Secret]
    public string AccessToken { get; init; } = "";

    /// <summary>First refresh token, the partner of AccessToken. It works once.</summary>
    [Description("Mã gia hạn (refresh token) đầu tiên, đi cùng AccessToken. Mỗi mã chỉ dùng được một lần.")]
    [Secret]
    public string RefreshToken { get; init; } = "";

    /// <summary>Address of the OA API.</summary>
    [Description("Địa chỉ OpenAPI của Zalo.")]
    [WebAddress, TakesRestart]
    public string OpenApiUrl { get; init; } = "https://openapi.zalo.me";

    /// <summary>Address where tokens are issued and renewed.</summary>
    [Description("Địa chỉ cấp và gia hạn mã truy cập của Zalo.")]
    [WebAddress, TakesRestart]
    public string OAuthUrl { get; init; } = "https://oauth.zaloapp.com";

    /// <summary>Calls the OA may make per minute, all processes together. The package Growth allows 100 (fact sheet 8).</summary>
    [Description("Số lần gọi Zalo tối đa mỗi phút, tính chung mọi tiến trình.")]
    [Range(1, 4000)]
    public int CallsPerMinute { get; init; } = 90;

    /// <summary>Sends appsecret_proof with each call. Switch on when the app demands it (fact sheet 1.4).</summary>
    [Description("Gửi kèm appsecret_proof trong mỗi lần gọi; bật khi ứng dụng trên Zalo đã bật yêu cầu này.")]
    public bool SendAppSecretProof { get; init; }

    /// <summary>Code of the domain verification, served as meta tag and as <c>zalo_verifier….html</c> (fact sheet 2.6).</summary>
    [Description("Mã xác thực tên miền của Zalo; bot tự đưa vào trang chủ và tệp zalo_verifier….html.")]
    public string DomainVerification { get; init; } = "";
}
