using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Patterns;
using ZaloBot.Rules.Reasons;

namespace ZaloBot.Rules.Tests.Reasons;

/// <summary>The sentences people read: whole ones, with the words that weighed, each ending in one full stop.</summary>
public sealed class ReasonTextsTests
{
    [Theory]
    [InlineData("Tin rao bán hàng", "", "Tin rao bán hàng.")]
    [InlineData("Tin rao bán hàng.", "", "Tin rao bán hàng.")]
    [InlineData("Tin rao bán hàng", "“bán”, “250k”", "Tin rao bán hàng (căn cứ: “bán”, “250k”).")]
    public void A_sentence_ends_in_one_full_stop_and_names_the_words_when_there_are_any(string claim, string words, string expected) =>
        ReasonTexts.Default.Sentence(claim, words).ShouldBe(expected);

    [Fact]
    public void What_leaders_answered_is_said_with_how_often()
    {
        ReasonTexts.Default.Learnt(isBreach: false, alike: 3).ShouldBe("Lãnh đạo đã cho biết tin tương tự (3 tin) là đúng việc của nhóm.");
        ReasonTexts.Default.Learnt(isBreach: true, alike: 12).ShouldBe("Lãnh đạo đã xác nhận tin tương tự (12 tin) là chưa phù hợp với nhóm.");
    }

    [Fact]
    public void Each_pattern_each_kind_of_breach_and_each_clause_has_a_sentence()
    {
        foreach (var pattern in PatternSet.Default.All)
        {
            ReasonTexts.Default.For(pattern.Category, pattern).ShouldNotBeNullOrWhiteSpace();
            ReasonTexts.Default.For(pattern.Category, pattern).ShouldNotBe(ReasonTexts.Default.For(pattern.Category, null), pattern.Name);
        }

        for (var category = MessageCategory.Personal; category <= MessageCategory.Scam; category++)
        {
            ReasonTexts.Default.For(category, null).ShouldNotBeNullOrWhiteSpace();
            ReasonTexts.Default.ClauseOf(category).ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public void Why_a_message_cleared_is_one_sentence_for_every_kind_of_work()
    {
        for (var category = MessageCategory.Invitation; category < MessageCategory.Personal; category++)
        {
            ReasonTexts.Default.Cleared(category.Name()).ShouldHaveSingleItem().ShouldEndWith(".");
        }
    }
}
