using Shouldly;
using Xunit;
using ZaloBot.Rules.Phrases;
using ZaloBot.Rules.Signs;
using ZaloBot.Rules.Tests.Infrastructure;

namespace ZaloBot.Rules.Tests.Phrases;

public sealed class PhraseIndexTests
{
    private static PhraseIndex Shipped => The.ShippedIndex;

    [Theory]
    [InlineData("cho vay tiền nhanh", "vay tiền", "vay tiền")]
    [InlineData("CHO VAY TIỀN NHANH", "vay tiền", "VAY TIỀN")]
    [InlineData("cho vay tien nhanh nha", "vay tiền", "vay tien")]
    [InlineData("vâyyyyyy tiền", "vây tiền", "vâyyyyyy tiền")]
    [InlineData("v.a.y tiền", "vay tiền", "v.a.y tiền")]
    [InlineData("ѵay 𝐭𝐢ền", "vay tiền", null)]
    [InlineData("ｖａｙ 𝐭𝐢ền", "vay tiền", "ｖａｙ 𝐭𝐢ền")]
    [InlineData("nt cho em nha", "nhắn tin", "nt")]
    [InlineData("ko đc đâu", "không được", "ko đc")]
    [InlineData("cho vay. Tiền đâu", "vay tiền", null)]
    [InlineData("cho vảy tiền anh đi", "vay tiền", null)]
    [InlineData("cho vay tiên anh nhé", "vay tiền", null)]
    [InlineData("cho vay tiên nhanh di nha ban", "vay tiền", "vay tiên")]
    [InlineData("thoi dung chuiiii nua", "chửi", "chuiiii")]
    [InlineData("thoi dung chủiiii nua nha anh em oi", "chửi", null)]
    [InlineData("thoi dung chưi nua nha anh em oi", "chửi", "chưi")]
    [InlineData("thoi dung chúi nua nha anh em oi", "chửi", null)]
    public void Finds_a_phrase_as_people_type_it(string text, string phrase, string? expected) => Find(text, phrase).ShouldBe(expected);

    [Fact]
    public void A_word_with_other_marks_is_another_word()
    {
        Find("anh ấy cho chó ăn", "chó ăn").ShouldBe("chó ăn");
        Find("chị ấy chỉ chỗ ăn cho mọi người", "chó ăn").ShouldBeNull();
    }

    [Fact]
    public void Finds_phrases_within_and_behind_each_other()
    {
        string[] phrases = ["a b", "b c", "a b c", "c", "b"];
        var index = IndexBuilder.Beside(Shipped, phrases.Select((phrase, number) => (number, phrase)));
        var reading = new Reading();
        reading.Read("a b c", index.Lexicon);
        Span<PhraseHit> hits = new PhraseHit[10];
        var count = index.Find(reading, hits);
        hits[..count].ToArray().Select(hit => phrases[hit.Owner]).Order(StringComparer.Ordinal).ShouldBe(["a b", "a b c", "b", "b c", "c"]);
    }

    [Fact]
    public void Keeps_no_more_hits_than_fit()
    {
        var index = IndexBuilder.Beside(Shipped, [(0, "kẹo")]);
        var reading = new Reading();
        reading.Read(string.Join(' ', Enumerable.Repeat("kẹo", 1000)), index.Lexicon);
        index.Find(reading, new PhraseHit[PhraseIndex.MostHits]).ShouldBe(PhraseIndex.MostHits);
    }

    [Fact]
    public void Refuses_an_owner_whose_number_it_has_no_room_for() =>
        Should.Throw<OverflowException>(() => IndexBuilder.Beside(Shipped, [(short.MaxValue + 1, "quỹ đen")]));

    [Fact]
    public void Agrees_with_looking_for_each_phrase_by_itself()
    {
        string[] phrases = ["họp", "họp giao ban", "giao ban quý", "ban quý một", "quý", "gửi báo cáo", "báo cáo quý", "cáo quý", "hạn nộp", "nộp báo cáo quý một"];
        string[] texts = ["họp giao ban quý một", "hạn nộp báo cáo quý một là thứ hai", "gửi báo cáo quý", "báo cáo. quý một", "giao ban họp quý", "nộp nộp báo cáo quý quý một"];
        var index = IndexBuilder.Beside(Shipped, phrases.Select((phrase, number) => (number, phrase)));
        var reading = new Reading();
        var hits = new PhraseHit[100];
        foreach (var text in texts)
        {
            reading.Read(text, index.Lexicon);
            var found = hits[..index.Find(reading, hits)].Select(hit => phrases[hit.Owner]).Distinct(StringComparer.Ordinal);
            var expected = phrases.Where(phrase => text.Split(". ").Any(sentence => $" {sentence} ".Contains($" {phrase} ", StringComparison.Ordinal)));
            found.Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal), text);
        }
    }

    private static string? Find(string text, string phrase)
    {
        var index = IndexBuilder.Beside(Shipped, [(0, phrase)]);
        var reading = new SignReading();
        reading.Read(text, Shipped, ZaloBot.Rules.Entities.OfficialDomains.Common, index);
        return reading.OwnPhrases.Length == 0 ? null : reading.RangeOf(reading.OwnPhrases[0]).Of(text).ToString();
    }
}
