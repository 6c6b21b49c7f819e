using System.Text;
using Shouldly;
using Xunit;
using ZaloBot.Rules.Text;

namespace ZaloBot.Rules.Tests.Text;

public sealed class NormaliserTests
{
    [Theory]
    [InlineData("Đồng Chí", "đồng chí")]
    [InlineData("hoà giải, thuý, hoè", "hòa giải, thúy, hòe")]
    [InlineData("hòan thành, tòan, thủy, qúy", "hoàn thành, toàn, thủy, quý")]
    [InlineData("quý vị", "quý vị")]
    [InlineData("ngoài, khuỷu, huỳnh", "ngoài, khuỷu, huỳnh")]
    [InlineData("n\u200Bg\u200Du", "ngu")]
    [InlineData("Ｖａｙ ｔｉền", "vay tiền")]
    [InlineData("𝐢𝐧𝐛𝐨𝐱 𝓮𝓶", "inbox em")]
    [InlineData("ⓥⓐⓨ 🅥🅐🅨 🆅🅰🆈", "vay vay vay")]
    [InlineData("ʙáɴ ʜàɴɢ", "bán hàng")]
    [InlineData("сhо vау", "cho vay")]
    [InlineData("Ðồng", "đồng")]
    [InlineData("“trích” – ‘dẫn’ …", "\"trích\" - 'dẫn' .")]
    [InlineData("a\u00A0b\tc", "a b c")]
    [InlineData("oà khóc", "òa khóc")]
    [InlineData("xoè, loé", "xòe, lóe")]
    [InlineData("hoà7, hoàn", "hòa7, hoàn")]
    [InlineData("qúy, quỳ", "quý, quỳ")]
    [InlineData("hòa, túi, múa, cúa, kìa", "hòa, túi, múa, cúa, kìa")]
    [InlineData("\u0301ba", "ba")]
    [InlineData("e\u0302\u0301m", "ếm")]
    public void Makes_alike_what_reads_alike(string text, string expected) => Marked(text).ShouldBe(expected);

    // The ends of each range of the Unicode code charts.
    [Theory]
    [InlineData(0xFF01, 0xFF5E, "!~")]
    [InlineData(0xFF21, 0xFF5A, "az")]
    [InlineData(0x24B6, 0x24E9, "az")]
    [InlineData(0x24CF, 0x24D0, "za")]
    [InlineData(0x249C, 0x24B5, "az")]
    [InlineData(0x2460, 0x2468, "19")]
    [InlineData(0x1D400, 0x1D6A3, "az")]
    [InlineData(0x1D419, 0x1D41A, "za")]
    [InlineData(0x1D7CE, 0x1D7FF, "09")]
    [InlineData(0x1F110, 0x1F129, "az")]
    [InlineData(0x1F130, 0x1F149, "az")]
    [InlineData(0x1F150, 0x1F169, "az")]
    [InlineData(0x1F170, 0x1F189, "az")]
    public void Letters_in_other_dress_are_letters(int first, int last, string expected) =>
        Marked($"{new Rune(first)}{new Rune(last)}").ShouldBe(expected);

    [Theory]
    [InlineData("łŁøØſ", "lloos")]
    [InlineData("đĐăÂơƯ", "đđăâơư")]
    [InlineData("٣७", "37")]
    [InlineData("漢字 Ω ж", "漢字 ω ж")]
    [InlineData("한글", "\u1112\u1100")]
    [InlineData("a\u0085b\u2028c\rd\ve", "a\nb\nc\nd\ne")]
    [InlineData("a\u0007b\uE123c\u2066d", "abcd")]
    [InlineData("\U00010330\U000E0041x", "\uE000x")]
    public void What_looks_like_no_letter_stays_or_goes_alike(string text, string expected) => Marked(text).ShouldBe(expected);

    [Theory]
    [InlineData("Kính gửi các đồng chí, đề nghị hoàn thành trước thứ Sáu")]
    [InlineData("Ộ ợ ữ ỗ ẵ ặ ệ Ắ ǻ ά ё が 한글 é ñ ū")]
    public void Composed_and_decomposed_are_one(string text) =>
        Marked(text.Normalize(NormalizationForm.FormD)).ShouldBe(Marked(text.Normalize(NormalizationForm.FormC)));

    [Theory]
    [InlineData("đề nghị gửi báo cáo", "de nghi gui bao cao")]
    [InlineData("ưỡn ẹo, Ắt hẳn", "uon eo, at han")]
    public void Leaves_marks_out_in_the_bare_copy(string text, string expected)
    {
        var normalised = new NormalisedText();
        Normaliser.Run(text, normalised);
        normalised.Bare.ToString().ShouldBe(expected);
        normalised.Bare.Length.ShouldBe(normalised.Marked.Length);
    }

    [Theory]
    [InlineData("😂😂", 2)]
    [InlineData("👨‍👩‍👧", 1)]
    [InlineData("👍🏽", 1)]
    [InlineData("❤️", 1)]
    [InlineData("👨‍👩😂", 2)]
    [InlineData("a\u200Db😂", 3)]
    [InlineData("👨\u200D🏽😂", 2)]
    [InlineData("🏴\U000E0067\U000E0062\U000E007F", 1)]
    [InlineData("←→", 2)]
    public void One_sign_stands_for_an_emoji(string text, int signs) => Marked(text).Length.ShouldBe(signs);

    // Not in a table: half a character would not come through whole.
    [Fact]
    public void Half_a_character_is_left_out()
    {
        string[] texts = ["x\uD83D", "\uD83Dx", "\uDE00x", "x\uDE00\uD83D"];
        texts.Select(Marked).ShouldBe(["x", "x", "x", "x"]);
    }

    [Fact]
    public void Knows_what_an_emoji_tells()
    {
        Emoji.KindOf(Marked("🤣")[0]).ShouldBe(EmojiKind.Laugh);
        Emoji.KindOf(Marked("🛒")[0]).ShouldBe(EmojiKind.Trade);
        Emoji.KindOf(Marked("📌")[0]).ShouldBe(EmojiKind.Office);
        Emoji.KindOf(Marked("🦖")[0]).ShouldBe(EmojiKind.Other);
    }

    [Theory]
    [InlineData("xin cha\u0300o")]
    [InlineData("  𝐢𝐧𝐛𝐨𝐱 👨‍👩‍👧 em\u200B nhé")]
    [InlineData("\uD800 lẻ loi \uDC00")]
    public void Knows_the_way_back(string text)
    {
        var normalised = new NormalisedText();
        Normaliser.Run(text, normalised);
        for (var start = 0; start < normalised.Length; start++)
        {
            var range = normalised.Original(start, normalised.Length - start);
            range.Start.ShouldBeInRange(0, text.Length);
            range.End.ShouldBeInRange(range.Start, text.Length);
        }
    }

    [Fact]
    public void The_way_back_takes_the_marks_along()
    {
        var text = "a cha\u0300o b";
        var normalised = new NormalisedText();
        Normaliser.Run(text, normalised);
        normalised.Marked.ToString().ShouldBe("a chào b");
        normalised.Original(2, 4).Of(text).ToString().ShouldBe("cha\u0300o");
    }

    [Theory]
    [InlineData("", 0, 0, 0, 0)]
    [InlineData("ab", 0, 0, 0, 0)]
    [InlineData("ab", 1, 0, 1, 0)]
    [InlineData("ab", 2, 0, 2, 0)]
    [InlineData("ab", 0, 1, 0, 1)]
    [InlineData("ab", 1, 1, 1, 1)]
    [InlineData("a😂b", 1, 1, 1, 2)]
    [InlineData("a😂b", 2, 1, 3, 1)]
    [InlineData("a\u200B", 1, 0, 1, 0)]
    [InlineData("xe\u0302\u0301m", 1, 1, 1, 3)]
    public void Stretches_and_places_between_them_have_a_way_back(string text, int start, int length, int from, int units)
    {
        var normalised = new NormalisedText();
        Normaliser.Run(text, normalised);
        normalised.Original(start, length).ShouldBe(new TextRange(from, units));
    }

    [Theory]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(5000)]
    public void A_text_may_be_long_and_the_next_one_short(int length)
    {
        var normalised = new NormalisedText();
        Normaliser.Run(new string('Á', length), normalised);
        (normalised.Length, normalised.Marked[^1], normalised.Bare[^1]).ShouldBe((length, 'á', 'a'));
        normalised.Original(0, length).ShouldBe(new TextRange(0, length));

        Normaliser.Run("Ô", normalised);
        (normalised.Marked.ToString(), normalised.Bare.ToString()).ShouldBe(("ô", "o"));
    }

    private static string Marked(string text)
    {
        var normalised = new NormalisedText();
        Normaliser.Run(text, normalised);
        return normalised.Marked.ToString();
    }
}
