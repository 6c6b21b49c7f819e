using Shouldly;
using Xunit;
using ZaloBot.Rules.Phrases;

namespace ZaloBot.Rules.Tests.Phrases;

public sealed class PhrasePatternTests
{
    [Theory]
    [InlineData("nghe nói", "nghe nói")]
    [InlineData("bán (nhà|đất)", "bán nhà|bán đất")]
    [InlineData("(rất )?(gấp|vội)", "rất gấp|rất vội|gấp|vội")]
    [InlineData("a (b (c|d)|e)", "a b c|a b d|a e")]
    public void Writes_out_all_phrases(string pattern, string expected) => string.Join('|', PhrasePattern.Expand(pattern)).ShouldBe(expected);

    [Theory]
    [InlineData("bán (nhà")]
    [InlineData("bán nhà)")]
    [InlineData("(1|2|3|4|5|6|7|8)(1|2|3|4|5|6|7|8)(1|2|3|4|5|6|7|8)(1|2|3|4|5|6|7|8)")]
    public void Refuses_what_it_cannot_mean(string pattern) => Should.Throw<FormatException>(() => PhrasePattern.Expand(pattern));

    [Fact]
    public void Every_shipped_pattern_gives_phrases() =>
        PhraseData.Signs().SelectMany(sign => sign.Value).ShouldAllBe(pattern => PhrasePattern.Expand(pattern.TrimStart('!')).All(phrase => phrase.Trim().Length > 0));
}
