using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ZaloBot.Settings;

/// <summary>Section <c>Rules</c>: one entry a rule.</summary>
public sealed record RulesOptions
{
    /// <summary>Private matters: family, health, own celebrations, favours.</summary>
    [Description("Chuyện riêng: gia đình, sức khỏe, tiệc tùng, nhờ vả cá nhân.")]
    public RuleOptions Personal { get; init; } = new();

    /// <summary>Football, films, jokes, chain greetings.</summary>
    [Description("Chuyện ngoài lề: bóng đá, phim ảnh, chuyện phiếm.")]
    public RuleOptions OffTopic { get; init; } = new();

    /// <summary>Sales, loans, recruiting.</summary>
    [Description("Quảng cáo, mua bán, vay mượn, tuyển người bán hàng.")]
    public RuleOptions Advertising { get; init; } = new();

    /// <summary>Hearsay and unverified news.</summary>
    [Description("Tin chưa kiểm chứng, không rõ nguồn.")]
    public UnofficialOptions Unofficial { get; init; } = new();

    /// <summary>Swearing, insults, sneering.</summary>
    [Description("Lời lẽ thiếu văn hóa, xúc phạm.")]
    public RuleOptions Uncivil { get; init; } = new();

    /// <summary>Fraud: false gifts, one-time codes, impersonation.</summary>
    [Description("Lừa đảo: quà giả, xin mã OTP, mạo danh.")]
    public RuleOptions Scam { get; init; } = new();

    /// <summary>Many messages in a short time by one person.</summary>
    [Description("Nhắn dồn dập: nhiều tin trong thời gian ngắn.")]
    public FloodOptions Flood { get; init; } = new();
}

/// <summary>A rule about what is said.</summary>
public record RuleOptions
{
    /// <summary>Whether the rule is applied.</summary>
    [Description("Có áp dụng luật này hay không.")]
    public bool Enabled { get; init; } = true;

    /// <summary>Score (probability of a violation, 0 to 1) from which a message breaks the rule: the leaders are asked, and from PublicThreshold on a word may be said in the group.</summary>
    [Description("Điểm (xác suất vi phạm, từ 0 đến 1) từ mức này trở lên là vi phạm: hỏi riêng lãnh đạo, và nếu đạt cả PublicThreshold thì nhắc trong nhóm.")]
    [Range(0.0, 1.0)]
    public double Threshold { get; init; } = 0.30;

    /// <summary>Score from which a leader may want to look; not above Threshold.</summary>
    [Description("Điểm từ mức này trở lên thì lãnh đạo nên xem lại; không lớn hơn Threshold.")]
    [Range(0.0, 1.0)]
    public double ReviewThreshold { get; init; } = 0.20;

    /// <summary>Score from which a word may be said in the group; between Threshold and this the leaders are asked in private. Below Threshold it is that.</summary>
    [Description("Điểm từ mức này trở lên mới nhắc trong nhóm; từ Threshold đến dưới mức này thì hỏi riêng lãnh đạo. Nhỏ hơn Threshold thì tính bằng Threshold.")]
    [Range(0.0, 1.0)]
    public double PublicThreshold { get; init; } = 0.60;

    /// <summary>Phrases that always break the rule.</summary>
    [Description("Cụm từ luôn bị coi là vi phạm.")]
    [Phrases]
    public IReadOnlyList<string> Phrases { get; init; } = [];

    /// <summary>Phrases that clear a message of the rule.</summary>
    [Description("Cụm từ làm cho tin nhắn được bỏ qua ở luật này.")]
    [Phrases]
    public IReadOnlyList<string> Except { get; init; } = [];
}

/// <summary>The rule of unofficial sources: as the others, and whose word is official.</summary>
public sealed record UnofficialOptions : RuleOptions
{
    /// <summary>Domains whose links are official; <c>*.</c> stands for any part before.</summary>
    [Description("Tên miền chính thống; *. thay cho phần đứng trước bất kỳ.")]
    [Domains]
    public IReadOnlyList<string> OfficialDomains { get; init; } = ["*.gov.vn", "*.dcs.vn", "*.doanthanhnien.vn"];
}

/// <summary>The rule of bursts. An album of pictures counts once.</summary>
public sealed record FloodOptions
{
    /// <summary>Whether the rule is applied.</summary>
    [Description("Có áp dụng luật này hay không.")]
    public bool Enabled { get; init; } = true;

    /// <summary>Messages of one person from which it is a flood.</summary>
    [Description("Số tin của một người từ mức này trở lên là dồn dập.")]
    [Range(2, 1000)]
    public int Messages { get; init; } = 8;

    /// <summary>Time in which they are counted.</summary>
    [Description("Khoảng thời gian tính.")]
    [Span("00:00:05", "01:00:00")]
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(1);
}
