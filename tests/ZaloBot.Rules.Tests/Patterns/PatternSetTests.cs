using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Patterns;
using ZaloBot.Rules.Signs;
using ZaloBot.Rules.Work;

namespace ZaloBot.Rules.Tests.Patterns;

/// <summary>Which pattern explains a breach: a strong one, else the one whose signs weigh most.</summary>
public sealed class PatternSetTests
{
    [Theory]
    [InlineData("vào qua-tang.xyz nhập mã otp nhận tiền", MessageCategory.Scam, "scam-link-asks")]
    [InlineData("mở luong2027.apk đi", MessageCategory.Scam, "scam-program")]
    [InlineData("vào qua-tang.xyz coi đi", MessageCategory.Scam, "scam-link")]
    [InlineData("nghe nói anh Ba sắp chuyển công tác", MessageCategory.Unofficial, "unofficial-hearsay")]
    [InlineData("em bán mật ong 250k một lít, ai lấy ib", MessageCategory.Advertising, "advertising-order-price")]
    [InlineData("tối nay nhậu không anh em", MessageCategory.Personal, "personal-party")]
    [InlineData("đồ ngu", MessageCategory.Uncivil, "uncivil-insult")]
    [InlineData("tối nay nhậu không anh em", MessageCategory.Scam, null)]
    [InlineData("báo cáo đã gửi", MessageCategory.Advertising, null)]
    public void The_best_pattern_explains(string text, MessageCategory category, string? expected)
    {
        var (signs, work) = Read(text);
        (PatternSet.Default.BestOf(category, signs, work)?.Name).ShouldBe(expected);
    }

    [Theory]
    [InlineData("vào qua-tang.xyz nhập mã otp nhận tiền", MessageCategory.Scam, "scam-link-asks")]
    [InlineData("vào qua-tang.xyz nhập mã otp nhận tiền", MessageCategory.Uncivil, null)]
    [InlineData("cảnh báo: đừng vào qua-tang.xyz nhập mã otp", MessageCategory.Scam, null)]
    [InlineData("vào qua-tang.xyz coi đi", MessageCategory.Scam, null)]
    public void Only_a_strong_pattern_is_enough(string text, MessageCategory category, string? expected)
    {
        var (signs, work) = Read(text);
        (PatternSet.Default.FirstStrong(category, signs, work)?.Name).ShouldBe(expected);
    }

    [Fact]
    public void Work_in_a_message_outweighs_what_little_speaks_against_it()
    {
        var (signs, work) = Read("em bán mật ong 250k một lít, ai lấy ib");
        PatternSet.Default.FirstStrong(MessageCategory.Advertising, signs, work: 0).ShouldNotBeNull().Name.ShouldBe("advertising-order-price");
        PatternSet.Default.FirstStrong(MessageCategory.Advertising, signs, work: work + 9).ShouldBeNull();
    }

    private static (SignSet Signs, int Work) Read(string text)
    {
        var own = SignReader.Default.Read(text, "").Own;
        return (own, WorkSigns.Count(own));
    }
}
