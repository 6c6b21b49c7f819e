using Shouldly;
using Xunit;
using ZaloBot.Rules.Phrases;
using ZaloBot.Rules.Tests.Infrastructure;

namespace ZaloBot.Rules.Tests.Phrases;

public sealed class WordReaderTests
{
    [Theory]
    [InlineData("kk", "haha")]
    [InlineData("kkkkkk", "haha")]
    [InlineData("hihi", "haha")]
    [InlineData("hehehe", "haha")]
    [InlineData("haha", "haha")]
    [InlineData("hahah", "haha")]
    [InlineData("k", "không")]
    [InlineData("hai", "hai")]
    [InlineData("hohoho", "?")]
    [InlineData("kkkx", "?")]
    [InlineData("hihx", "?")]
    public void Laughter_is_one_word_whatever_its_length(string text, string words) => Read(text).ShouldBe(words);

    [Theory]
    [InlineData("quáaaa", "quá")]
    [InlineData("quaaáaa", "quá")]
    [InlineData("hayyyy", "hay")]
    [InlineData("điiii", "đi")]
    [InlineData("khôôông", "không")]
    [InlineData("11111", "?")]
    public void A_letter_held_down_counts_once_and_keeps_its_mark(string text, string words) => Read(text).ShouldBe(words);

    [Theory]
    [InlineData("c.h.o v.a.y", "cho[0-2] vay[3-5]")]
    [InlineData("đ/c", "đồng[0-1] chí[0-1]")]
    [InlineData("n g u", "ngu[0-2]")]
    [InlineData("a b c", "anh[0-0] bạn[1-1] chị[2-2]")]
    [InlineData("c.h,o", "?[0-1] o[2-2]")]
    [InlineData("x/y", "?[0-0] y[1-1]")]
    [InlineData("c.h.o vay", "cho[0-2] vay[3-3]")]
    public void Letters_parted_by_one_sign_are_joined_and_by_spaces_only_where_a_word_asks_for_it(string text, string words) => Read(text, withTokens: true).ShouldBe(words);

    private static string Read(string text, bool withTokens = false)
    {
        var lexicon = The.ShippedIndex.Lexicon;
        var reading = new Reading();
        reading.Read(text, lexicon);
        return string.Join(' ', reading.Words.ToArray().Select(word =>
            (word.Word == Vocabulary.Unknown ? "?" : lexicon.Vocabulary.WordOf(word.Word).ToString()) + (withTokens ? $"[{word.FirstToken}-{word.LastToken}]" : "")));
    }
}
