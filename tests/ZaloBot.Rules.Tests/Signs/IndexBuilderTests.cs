using Shouldly;
using Xunit;
using ZaloBot.Rules.Entities;
using ZaloBot.Rules.Signs;
using ZaloBot.Rules.Tests.Infrastructure;

namespace ZaloBot.Rules.Tests.Signs;

/// <summary>Which phrases are recognised without their marks: the shipped ones of several words, and all of an administrator's.</summary>
public sealed class IndexBuilderTests
{
    [Fact]
    public void A_shipped_phrase_of_one_word_needs_its_marks_and_so_does_one_whose_file_says_so()
    {
        (string Text, string Sign, bool IsThere)[] rows =
        [
            ("đéo hiểu gì hết", "uncivil.swear", true),
            ("deo hieu gi het", "uncivil.swear", false),
            ("địt mẹ tụi bây", "uncivil.swear", true),
            ("dit me tui bay", "uncivil.swear", false),
            ("nhậu đi anh em", "personal.party", true),
            ("di nhau di ban oi", "personal.party", false),
            ("nghe nói sắp đổi", "unofficial.hearsay", true),
            ("nghe noi sap doi", "unofficial.hearsay", true),
            ("ib em nha", "advertising.contact", true),
            ("đồ n g u", "uncivil.insult", true),
            ("đồ n g ủ", "uncivil.insult", false),
        ];
        var reading = new SignReading();
        foreach (var (text, sign, isThere) in rows)
        {
            reading.Read(text, The.ShippedIndex, OfficialDomains.Common);
            reading.Own.Has(SignNames.NumberOf(sign)).ShouldBe(isThere, text);
        }
    }

    [Theory]
    [InlineData("quỹ đen", "góp quỹ đen đi", "quỹ đen")]
    [InlineData("quỹ đen", "gop quy den di", "quy den")]
    [InlineData("chửi", "thoi dung chui nua", "chui")]
    [InlineData("chửi", "thôi đừng chui vào nữa", null)]
    [InlineData("!chửi", "thôi đừng chửi nữa", "chửi")]
    [InlineData("(bác|chú) ba", "chào chú ba", null)]
    [InlineData("Zalo.Pay", "gửi zalo.pay nhé", "zalo.pay")]
    [InlineData("hạn 15/10", "hạn 15/10 nhé", "hạn 15/10")]
    [InlineData("", "góp quỹ", null)]
    [InlineData("... !!", "góp quỹ ... !!", null)]
    [InlineData("😂", "vui 😂", null)]
    [InlineData("góp 😂", "góp 😂", null)]
    public void An_administrators_phrases(string phrase, string text, string? expected)
    {
        var index = IndexBuilder.Beside(The.ShippedIndex, [(0, phrase)]);
        var reading = new SignReading();
        reading.Read(text, The.ShippedIndex, OfficialDomains.Common, index);

        (reading.OwnPhrases.Length == 0 ? null : reading.RangeOf(reading.OwnPhrases[0]).Of(text).ToString()).ShouldBe(expected);
    }

    [Fact]
    public void Each_phrase_keeps_its_owner()
    {
        var index = IndexBuilder.Beside(The.ShippedIndex, [(7, "quỹ đen"), (3, "quỹ đỏ"), (7, "")]);
        var reading = new SignReading();
        reading.Read("quỹ đỏ rồi quỹ đen", The.ShippedIndex, OfficialDomains.Common, index);

        reading.OwnPhrases.ToArray().Select(hit => hit.Owner).ShouldBe([3, 7]);
    }
}
