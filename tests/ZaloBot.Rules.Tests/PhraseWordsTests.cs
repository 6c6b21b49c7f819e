using Shouldly;
using Xunit;
using ZaloBot.Rules.Entities;
using ZaloBot.Rules.Signs;
using ZaloBot.Rules.Tests.Infrastructure;

namespace ZaloBot.Rules.Tests;

/// <summary>What an administrator is told of a phrase is what is looked for.</summary>
public sealed class PhraseWordsTests
{
    [Theory]
    [InlineData("  Quỹ   ĐEN ", "quỹ đen")]
    [InlineData("Zalo.Pay", "zalo pay")]
    [InlineData("C++", "c")]
    [InlineData("50% hoa hồng", "50 hoa hồng")]
    [InlineData("... !!", null)]
    [InlineData("", null)]
    [InlineData("góp 😂", null)]
    [InlineData("vui :))", null)]
    public void The_words_of_a_phrase_are_those_that_are_found(string phrase, string? words)
    {
        PhraseWords.Of(phrase).ShouldBe(words);

        var index = IndexBuilder.Beside(The.ShippedIndex, [(0, phrase)]);
        var reading = new SignReading();
        reading.Read($"trước {words ?? phrase} sau", The.ShippedIndex, OfficialDomains.Common, index);
        reading.OwnPhrases.Length.ShouldBe(words is null ? 0 : 1);
    }
}
