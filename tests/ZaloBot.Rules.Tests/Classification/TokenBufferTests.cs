using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Tests.Classification;

/// <summary>What the classifier takes for one and the same word, and where a word ends.</summary>
public sealed class TokenBufferTests
{
    [Theory]
    [InlineData("hòa", "hoà")]
    [InlineData("dạ", "Dạ")]
    [InlineData("dạ", "dạạạạ")]
    [InlineData("báo", "bá\u200Bo")]
    [InlineData("báo", "báo\u200B")]
    [InlineData("báo", "b\u200Bá\u2060o")]
    [InlineData("0912345678", "0987654321")]
    [InlineData("17h", "18h")]
    [InlineData("17h", "٣٧h")]
    public void These_are_one_word(string text, string other)
    {
        var (word, same) = (Only(text), Only(other));

        (same.Marked, same.Bare).ShouldBe((word.Marked, word.Bare));
    }

    [Theory]
    [InlineData("bán", "bạn")]
    [InlineData("xong", "xoong")]
    [InlineData("em1", "em2")]
    [InlineData("12", "123")]
    public void These_are_two(string text, string other) => Only(other).Marked.ShouldNotBe(Only(text).Marked);

    [Theory]
    [InlineData("bán", "bạn")]
    [InlineData("đi", "di")]
    [InlineData("đi", "ĐI")]
    [InlineData("ban", "bаn")]
    public void Without_marks_these_are_one(string text, string other) => Only(other).Bare.ShouldBe(Only(text).Bare);

    [Theory]
    [InlineData("em gửi ạ", 3)]
    [InlineData("a\u200B b", 2)]
    [InlineData("\u200Ba", 1)]
    [InlineData("gửi... ạ!!!", 4)]
    [InlineData("dòng\nhai", 3)]
    [InlineData("🌷🌷 – “ạ”", 6)]
    [InlineData("x\uD83C", 2)]
    [InlineData("", 0)]
    public void A_text_has_so_many(string text, int count)
    {
        var buffer = new TokenBuffer(16);
        buffer.Read(text);
        buffer.Count.ShouldBe(count);
    }

    [Fact]
    public void Every_unit_is_what_the_runtime_says_it_is()
    {
        for (var unit = 0; unit <= char.MaxValue; unit++)
        {
            var c = (char)unit;
            var letter = Letters.Of(c);
            (letter.IsOfWord, letter.IsDigit, letter.IsCapital).ShouldBe((char.IsLetterOrDigit(c), char.IsDigit(c), char.IsUpper(c)), $"U+{unit:X4}");
            letter.Lower.ShouldBe(char.IsLetter(c) || unit < 0x1F00 ? char.ToLowerInvariant(c) : c, $"U+{unit:X4}");
        }
    }

    private static Token Only(string text)
    {
        var buffer = new TokenBuffer(16);
        buffer.Read(text);
        buffer.Count.ShouldBe(1, text);
        return buffer.Tokens[0];
    }
}
