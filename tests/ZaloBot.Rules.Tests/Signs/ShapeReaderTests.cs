using Shouldly;
using Xunit;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Tests.Signs;

/// <summary>What the writing looks like, sign by sign, at the edges of each.</summary>
public sealed class ShapeReaderTests
{
    [Theory]
    [InlineData("rõ", "one-word", true)]
    [InlineData("rõ rồi", "one-word", false)]
    [InlineData("👍", "one-word", false)]
    [InlineData("một hai ba bốn năm sáu", "short", true)]
    [InlineData("một hai ba bốn năm sáu bảy", "short", false)]
    [InlineData("12 34", "short", false)]
    [InlineData("👍 👍", "only-emoji", true)]
    [InlineData("rõ 👍", "only-emoji", false)]
    [InlineData("12 34", "only-emoji", false)]
    [InlineData("12 34", "no-words", true)]
    [InlineData("👍", "no-words", false)]
    [InlineData("rõ", "no-words", false)]
    [InlineData("rõ 🧩", "emoji", true)]
    [InlineData("rõ", "emoji", false)]
    [InlineData("Nội dung:\n- một\n- hai", "list", true)]
    [InlineData("Nội dung:\n1. một", "list", true)]
    [InlineData("Nội dung:\n+ một", "list", true)]
    [InlineData("\n- một", "list", true)]
    [InlineData("\n1. một", "list", true)]
    [InlineData("\n+ một", "list", true)]
    [InlineData("một - hai + ba 1. bốn", "list", false)]
    [InlineData("rõ =))", "smile", true)]
    [InlineData("rõ :(", "smile", true)]
    [InlineData("rõ 🧩", "smile", false)]
    [InlineData("mấy giờ họp?", "question", true)]
    [InlineData("mấy giờ họp", "question", false)]
    [InlineData("họp ngay!", "exclamation", true)]
    [InlineData("họp ngay", "exclamation", false)]
    [InlineData("phòng 2 có 3 bàn 4 ghế 5 quạt", "numbers", true)]
    [InlineData("phòng 2 có 3 bàn 4 ghế", "numbers", false)]
    [InlineData("ai di hop", "bare", true)]
    [InlineData("ai di", "bare", false)]
    [InlineData("ai đi họp", "bare", false)]
    [InlineData("v c l", "spelt-out", true)]
    [InlineData("đi họp", "spelt-out", false)]
    [InlineData("anh ấy nói \"mai họp ở hội trường\" rồi", "quotation", true)]
    [InlineData("anh ấy nói mai họp rồi", "quotation", false)]
    public void Has(string text, string shape, bool expected) => Shows(text, shape).ShouldBe(expected);

    [Theory]
    [InlineData("😂", "laugh")]
    [InlineData("🙂", "smile")]
    [InlineData("❤", "love")]
    [InlineData("😢", "sad")]
    [InlineData("😡", "angry")]
    [InlineData("🙄", "mock")]
    [InlineData("👍", "assent")]
    [InlineData("🎉", "celebrate")]
    [InlineData("🍜", "food")]
    [InlineData("🍻", "drink")]
    [InlineData("💰", "trade")]
    [InlineData("📌", "office")]
    [InlineData("⚽", "leisure")]
    [InlineData("🚨", "alarm")]
    [InlineData("👂", "hearsay")]
    public void Each_kind_of_emoji_has_its_sign(string emoji, string shape)
    {
        Shows($"rõ {emoji}", shape).ShouldBeTrue();
        Shows($"rõ {emoji}", "emoji").ShouldBeTrue();
        ((string[])["laugh", "smile", "love", "sad", "angry", "mock", "assent", "celebrate", "food", "drink", "trade", "office", "leisure", "alarm", "hearsay"])
            .Count(other => Shows($"rõ {emoji}", other)).ShouldBe(1);
    }

    [Fact]
    public void An_emoji_of_no_kind_is_an_emoji_and_nothing_more() => SignsOf("rõ rồi 🧩").ShouldBe(["shape.short", "shape.emoji"], ignoreOrder: true);

    [Theory]
    [InlineData(40, false)]
    [InlineData(41, true)]
    public void Forty_words_are_not_long_yet(int words, bool isLong) => Shows(Words(words), "long").ShouldBe(isLong);

    [Theory]
    [InlineData(6, 7, true)]
    [InlineData(5, 9, false)]
    [InlineData(7, 5, false)]
    [InlineData(8, 5, false)]
    public void A_letter_is_long_and_has_six_sentences(int sentences, int wordsOfEach, bool isLetter) =>
        Shows(string.Concat(Enumerable.Repeat($"{Words(wordsOfEach)}. ", sentences)), "letter").ShouldBe(isLetter);

    [Theory]
    [InlineData("tối nay nhậu nhé", true, false)]
    [InlineData("không nhậu nhẹt trong nhóm", false, true)]
    [InlineData("đừng rủ nhậu", false, true)]
    [InlineData("cấm nhậu", false, true)]
    [InlineData("chớ nhậu", false, true)]
    [InlineData("tránh nhậu", false, true)]
    [InlineData("ko nhậu nữa", false, true)]
    [InlineData("cam lai rai o day", false, true)]
    [InlineData("khong lai rai o day", false, true)]
    [InlineData("dung lai rai o day", false, true)]
    [InlineData("không thấy ai rủ nhậu", true, false)]
    [InlineData("Hôm nay không. Nhậu thôi", true, false)]
    [InlineData("dung nhậu, đó là thuốc đắng", true, false)]
    public void What_is_denied_or_forbidden_within_two_words_is_relayed(string text, bool isOwn, bool isRelayed)
    {
        var drinking = Enumerable.Range(0, SignNames.All.Count).Single(sign => SignNames.All[sign] == "personal.party");
        var signs = SignReader.Default.Read(text, "");

        (signs.Own.Has(drinking), signs.Relayed.Has(drinking)).ShouldBe((isOwn, isRelayed));
    }

    [Fact]
    public void Signs_of_the_message_before_are_kept_apart()
    {
        var signs = SignReader.Default.Read("rõ", "mấy giờ họp?");

        signs.Own.Has(SignNames.NumberOf("shape.question")).ShouldBeFalse();
        signs.Context.Has(SignNames.NumberOf("shape.question")).ShouldBeTrue();
        SignReader.Default.Read("rõ", "").Context.IsEmpty.ShouldBeTrue();
        (signs == SignReader.Default.Read("rõ", "mấy giờ họp?")).ShouldBeTrue();
        (signs != SignReader.Default.Read("rõ", "mấy giờ họp")).ShouldBeTrue();
        signs.GetHashCode().ShouldBe(SignReader.Default.Read("rõ", "mấy giờ họp?").GetHashCode());
    }

    private static string Words(int count) => string.Join(' ', Enumerable.Repeat("chữ", count));

    private static bool Shows(string text, string shape) => SignReader.Default.Read(text, "").Own.Has(SignNames.NumberOf($"shape.{shape}"));

    private static string[] SignsOf(string text)
    {
        var own = SignReader.Default.Read(text, "").Own;
        return [.. SignNames.All.Where((name, sign) => name.StartsWith("shape.", StringComparison.Ordinal) && own.Has(sign))];
    }
}
