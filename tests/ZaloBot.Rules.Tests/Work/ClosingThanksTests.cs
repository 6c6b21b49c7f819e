using Shouldly;
using Xunit;
using ZaloBot.Rules.Signs;
using ZaloBot.Rules.Work;

namespace ZaloBot.Rules.Tests.Work;

/// <summary>Where what a message has to say ends.</summary>
public sealed class ClosingThanksTests
{
    [Theory]
    [InlineData("Em gửi báo cáo. Dạ em cảm ơn ạ.", "Em gửi báo cáo")]
    [InlineData("Em gửi báo cáo. Dạ em nhận. Dạ cảm ơn anh.", "Em gửi báo cáo")]
    [InlineData("Em gửi báo cáo!!! Dạ em cảm ơn", "Em gửi báo cáo!!!")]
    [InlineData("Xong. Dạ em cảm ơn", "Xong")]
    [InlineData("Em hỏi \"mấy giờ họp?\" Dạ em cảm ơn", "Em hỏi \"mấy giờ họp?\"")]
    public void Thanks_at_the_end_are_cut_off(string text, string rest)
    {
        var (kept, hasThanks) = Cut(text);

        kept.ShouldBe(rest);
        hasThanks.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Dạ em cảm ơn. Em gửi báo cáo")]
    [InlineData("Em gửi báo cáo")]
    [InlineData("Em gửi báo cáo. Anh em mình")]
    [InlineData("Em gửi báo cáo. Dạ em cảm ơn 2 anh")]
    [InlineData("Em gửi báo cáo. Dạ em cảm ơn báo cáo")]
    [InlineData("Em gửi báo cáo. Dạ em cảm ơn Lan")]
    [InlineData("Em gửi báo cáo. Dạ em xin cảm ơn các anh chị nhiều nha")]
    public void What_is_no_thanks_at_the_end_stays(string text)
    {
        var (kept, hasThanks) = Cut(text);

        kept.ShouldBe(text);
        hasThanks.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Dạ em cảm ơn anh")]
    [InlineData("Dạ em nhận. Dạ cảm ơn")]
    [InlineData("Ok. Dạ em nhận")]
    public void Nothing_but_thanks_is_a_message(string text)
    {
        var (kept, hasThanks) = Cut(text);

        kept.ShouldBe(text);
        hasThanks.ShouldBeFalse();
    }

    [Fact]
    public void Eight_words_may_be_thanks_and_nine_may_not()
    {
        Cut("Em gửi rồi đó. Dạ em xin cảm ơn anh chị nhiều").HasThanks.ShouldBeTrue();
        Cut("Em gửi rồi đó. Dạ em xin cảm ơn các anh chị nhiều").HasThanks.ShouldBeFalse();
    }

    [Fact]
    public void A_text_without_words_is_kept_whole()
    {
        var (kept, hasThanks) = Cut(" !!! ");

        kept.ShouldBe(" !!! ");
        hasThanks.ShouldBeFalse();
    }

    private static (string Kept, bool HasThanks) Cut(string text)
    {
        var reading = new SignReading();
        SignReader.Default.Read(text, reading);
        var end = ClosingThanks.Cut(reading.Reading, text, out var hasThanks);
        return (text[..end], hasThanks);
    }
}
