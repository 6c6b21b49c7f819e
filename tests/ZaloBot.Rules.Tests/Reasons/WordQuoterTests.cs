using Shouldly;
using Xunit;
using ZaloBot.Rules.Entities;
using ZaloBot.Rules.Reasons;
using ZaloBot.Rules.Signs;
using ZaloBot.Rules.Tests.Infrastructure;

namespace ZaloBot.Rules.Tests.Reasons;

/// <summary>The words that weighed are quoted shortly, in order, and call nobody.</summary>
public sealed class WordQuoterTests
{
    [Fact]
    public void Stretches_are_quoted_in_turn() => Quote("một hai ba", (0, 3), (4, 3)).ShouldBe("“một”, “hai”");

    [Fact]
    public void No_more_than_three_are_quoted() => Quote("a b c d", (0, 1), (2, 1), (4, 1), (6, 1)).ShouldBe("“a”, “b”, “c”");

    [Fact]
    public void Nothing_is_quoted_when_nothing_weighed() => Quote("a b c").ShouldBe("");

    [Theory]
    [InlineData(40, 40, "”")]
    [InlineData(41, 40, "…”")]
    public void A_long_stretch_is_cut_after_forty_letters(int length, int kept, string end) =>
        Quote(new string('a', length), (0, length)).ShouldBe("“" + new string('a', kept) + end);

    [Fact]
    public void A_cut_does_not_halve_a_letter()
    {
        var text = new string('a', 39) + "😀b";

        Quote(text, (0, text.Length)).ShouldBe("“" + new string('a', 39) + "…”");
    }

    [Fact]
    public void A_letter_of_two_halves_stays_whole_when_it_fits() => Quote("vui 😀", (0, 6)).ShouldBe("“vui 😀”");

    [Fact]
    public void Mentions_and_lines_are_defused() => Quote("a\nb\rc\td [@7]", (0, 12)).ShouldBe("“a b c d **7*”");

    [Fact]
    public void Words_within_others_are_not_quoted_twice_and_those_that_overlap_are_joined()
    {
        const string Text = "nghe nói sếp sắp bị bắt, chưa có văn bản gì nhưng chắc lắm";
        var reading = new SignReading();
        SignReader.Default.Read(Text, reading);

        var ranges = WordQuoter.Pick(reading, reading.Own);

        ranges.ShouldNotBeEmpty();
        for (var index = 1; index < ranges.Count; index++)
        {
            ranges[index].Start.ShouldBeGreaterThanOrEqualTo(ranges[index - 1].End);
        }

        ranges[0].Of(Text).ToString().ShouldStartWith("nghe nói");
    }

    [Fact]
    public void What_is_quoted_by_the_writer_is_not_picked()
    {
        var reading = new SignReading();
        SignReader.Default.Read("Có người gọi tôi là \"thằng ngu, đồ chó\" trong nhóm", reading);

        WordQuoter.Pick(reading, SignNames.Starting("uncivil.")).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_recognised_by_its_shape_is_picked_when_it_weighed()
    {
        const string Text = "xem vidientu-qua.top nha";
        var reading = new SignReading();
        SignReader.Default.Read(Text, reading);

        WordQuoter.Pick(reading, SignNames.Starting("entity.odd-link")).ShouldHaveSingleItem().Of(Text).ToString().ShouldBe("vidientu-qua.top");
        WordQuoter.Pick(reading, SignNames.Starting("entity.deadline")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cam quýt", "cam", "cam")]
    [InlineData("bán cam quýt ngọt", "cam quýt|cam", "cam quýt")]
    [InlineData("bán cam quýt ngọt", "cam|cam quýt", "cam quýt")]
    [InlineData("bán cam quýt ngọt", "cam quýt|quýt ngọt", "cam quýt ngọt")]
    [InlineData("bán cam quýt ngọt", "quýt ngọt|bán cam quýt|cam", "bán cam quýt ngọt")]
    [InlineData("bán cam quýt ngọt", "bán cam quýt ngọt|cam quýt", "bán cam quýt ngọt")]
    [InlineData("bán cam quýt ngọt", "quýt|bán", "bán / quýt")]
    [InlineData("cam rồi cam rồi quýt", "quýt|cam", "cam / cam / quýt")]
    [InlineData("cam 25k quýt", "quýt", "25k / quýt")]
    [InlineData("quýt 25k", "cam", "25k")]
    [InlineData("bưởi", "cam", "")]
    public void Stretches_come_in_the_order_of_the_text_the_longer_for_the_shorter(string text, string phrases, string expected)
    {
        var index = IndexBuilder.Beside(The.ShippedIndex, phrases.Split('|').Select(phrase => (SignNames.NumberOf("work.fund"), phrase)));
        var reading = new SignReading();
        reading.Read(text, index, OfficialDomains.Common);

        var ranges = WordQuoter.Pick(reading, SignNames.Starting("work.fund", "entity.price"));
        string.Join(" / ", ranges.Select(range => range.Of(text).ToString())).ShouldBe(expected);
    }

    private static string Quote(string text, params (int Start, int Length)[] ranges) =>
        WordQuoter.Quote(text, [.. ranges.Select(range => new TextRange(range.Start, range.Length))]);
}
