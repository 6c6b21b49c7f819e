using Shouldly;
using Xunit;
using ZaloBot.Rules.Phrases;
using ZaloBot.Rules.Tests.Infrastructure;

namespace ZaloBot.Rules.Tests.Phrases;

public sealed class AbbreviationTests
{
    private static readonly AbbreviationFile File = PhraseData.Abbreviations();

    [Fact]
    public void Each_is_one_word_and_stands_for_another() =>
        File.Words.ShouldAllBe(pair => !pair.Key.Contains(' ') && pair.Key != pair.Value && !pair.Key.Any(char.IsUpper));

    // "tui" for "tôi" is written out once; a chain would leave the reading half way.
    [Fact]
    public void None_stands_for_another_abbreviation() =>
        File.Words.Values.SelectMany(value => value.Split(' ')).Where(File.Words.ContainsKey).ShouldBeEmpty();

    [Theory]
    [InlineData("v c l", "uncivil.swear")]
    [InlineData("đ.m làm ăn gì vậy", "uncivil.swear")]
    [InlineData("đ*o hiểu nổi", "uncivil.swear")]
    [InlineData("n g u quá vậy", "uncivil.insult")]
    [InlineData("nguuuuuu quá", "uncivil.insult")]
    public void Swearing_is_recognised_in_disguise(string text, string sign) => The.SignsOf(text).ShouldContain(sign);

    [Theory]
    [InlineData("cam on chi nhieu a")]
    [InlineData("cho em xin lich hop voi a")]
    [InlineData("chi Dan gui danh sach roi a")]
    [InlineData("Phòng vật tư báo giá VL xây dựng")]
    [InlineData("Đ/c Minh, đ/c Lan dự họp")]
    public void Harmless_words_are_no_swearing(string text)
    {
        The.SignsOf(text).ShouldNotContain("uncivil.swear");
        The.SignsOf(text).ShouldNotContain("uncivil.insult");
    }
}
