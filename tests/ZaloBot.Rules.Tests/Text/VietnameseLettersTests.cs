using Shouldly;
using Xunit;
using ZaloBot.Rules.Text;

namespace ZaloBot.Rules.Tests.Text;

/// <summary>Vowels, shapes and tones, taken apart and put together.</summary>
public sealed class VietnameseLettersTests
{
    private const string Levels = "aăâeêioôơuưy";
    private const string Toned = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ";

    [Fact]
    public void Each_letter_has_its_row_its_tone_and_its_plain_forms()
    {
        for (var index = 0; index < Toned.Length; index++)
        {
            var (letter, level, tone) = (Toned[index], Levels[index / 6], index % 6);
            ((int)VietnameseLetters.VowelOf(letter), VietnameseLetters.ToneOf(letter)).ShouldBe((index / 6, tone), $"{letter}");
            (VietnameseLetters.WithoutTone(letter), VietnameseLetters.Bare(letter)).ShouldBe((level, "aaaeeiooouuy"[index / 6]), $"{letter}");
            VietnameseLetters.WithTone(level, tone).ShouldBe(letter);
        }
    }

    [Theory]
    [InlineData('b', 'b')]
    [InlineData('đ', 'd')]
    [InlineData('7', '7')]
    [InlineData('\u1EFA', '\u1EFA')]
    [InlineData('\u1EFB', '\u1EFB')]
    [InlineData('漢', '漢')]
    public void What_is_no_vowel_has_no_tone(char letter, char bare)
    {
        (VietnameseLetters.VowelOf(letter), VietnameseLetters.ToneOf(letter)).ShouldBe((VietnameseLetters.NotVowel, 0));
        (VietnameseLetters.WithoutTone(letter), VietnameseLetters.Bare(letter)).ShouldBe((letter, bare));
    }

    [Theory]
    [InlineData('a', '\u0300', 'à')]
    [InlineData('a', '\u0340', 'à')]
    [InlineData('e', '\u0301', 'é')]
    [InlineData('e', '\u0341', 'é')]
    [InlineData('o', '\u0309', 'ỏ')]
    [InlineData('y', '\u0303', 'ỹ')]
    [InlineData('i', '\u0323', 'ị')]
    [InlineData('ơ', '\u0301', 'ớ')]
    [InlineData('à', '\u0301', 'à')]
    [InlineData('a', '\u0302', 'â')]
    [InlineData('á', '\u0302', 'ấ')]
    [InlineData('ẹ', '\u0302', 'ệ')]
    [InlineData('o', '\u0302', 'ô')]
    [InlineData('ã', '\u0306', 'ẵ')]
    [InlineData('ò', '\u031B', 'ờ')]
    [InlineData('u', '\u031B', 'ư')]
    [InlineData('i', '\u0302', 'i')]
    [InlineData('e', '\u0306', 'e')]
    [InlineData('ớ', '\u0302', 'ớ')]
    [InlineData('a', '\u0327', 'a')]
    [InlineData('b', '\u0301', 'b')]
    [InlineData('đ', '\u0301', 'đ')]
    [InlineData('漢', '\u0301', '漢')]
    [InlineData('d', '\u0335', 'đ')]
    [InlineData('d', '\u0336', 'đ')]
    [InlineData('a', '\u0335', 'a')]
    [InlineData('d', '\u0301', 'd')]
    public void A_mark_is_put_on_where_the_language_has_such_a_letter(char letter, char mark, char expected) =>
        VietnameseLetters.WithMark(letter, mark).ShouldBe(expected);

    [Theory]
    [InlineData('ấ', 'ấ', true)]
    [InlineData('â', 'ấ', true)]
    [InlineData('á', 'ấ', true)]
    [InlineData('a', 'ấ', true)]
    [InlineData('ầ', 'ấ', false)]
    [InlineData('à', 'ấ', false)]
    [InlineData('ă', 'ấ', false)]
    [InlineData('ắ', 'ấ', false)]
    [InlineData('ấ', 'â', false)]
    [InlineData('ấ', 'á', false)]
    [InlineData('á', 'a', false)]
    [InlineData('â', 'a', false)]
    [InlineData('e', 'ấ', false)]
    [InlineData('d', 'đ', true)]
    [InlineData('đ', 'd', false)]
    [InlineData('t', 'đ', false)]
    [InlineData('b', 'b', true)]
    [InlineData('b', 'c', false)]
    public void Letters_stand_for_others_only_with_marks_left_out(char typed, char meant, bool may) => VietnameseLetters.MayStandFor(typed, meant).ShouldBe(may);
}
