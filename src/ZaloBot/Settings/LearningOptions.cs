using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ZaloBot.Settings;

/// <summary>Section <c>Learning</c>: what the bot makes of leaders' answers to its findings.</summary>
public sealed record LearningOptions
{
    /// <summary>Whether answers change later decisions. Answers are kept and counted either way.</summary>
    [Description("Câu trả lời của lãnh đạo có làm thay đổi các quyết định về sau hay không. Dù tắt, câu trả lời vẫn được lưu và thống kê.")]
    public bool Enabled { get; init; } = true;

    /// <summary>How many of the latest answers about a rule in a group are looked at; those about its breaches and those about its doubts apart.</summary>
    [Description("Số câu trả lời gần nhất được xét cho mỗi luật trong mỗi nhóm; tin vi phạm và tin bot còn phân vân tính riêng.")]
    [Range(3, 1000)]
    public int LatestAnswers { get; init; } = 20;

    /// <summary>A rule that was right less often than this among them only observes in that group.</summary>
    [Description("Tỷ lệ đúng tối thiểu; thấp hơn mức này thì luật tự lui về chế độ quan sát trong nhóm đó.")]
    [Range(0.0, 1.0)]
    public double LeastPrecision { get; init; } = 0.80;

    /// <summary>Fewer dismissals than this never make a rule step down, and fewer than twice as many never end the questions about it for a while.</summary>
    [Description("Số lần bị trả lời là sai ít nhất phải có thì luật mới tự lui; gấp đôi số này thì bot mới tạm ngừng hỏi riêng lãnh đạo về luật ấy.")]
    [Range(1, 100)]
    public int FewestWrong { get; init; } = 3;
}
