using System.Globalization;
using System.Text;
using Shouldly;
using Xunit;
using ZaloBot.Rules.Text;

namespace ZaloBot.Rules.Tests.Text;

/// <summary>What becomes of single characters of every kind that Unicode has.</summary>
public sealed class LetterTableTests
{
    [Theory]
    [InlineData('\n', '\n')]
    [InlineData('\r', '\n')]
    [InlineData('\v', '\n')]
    [InlineData('\f', '\n')]
    [InlineData('\u0085', '\n')]
    [InlineData('\u2028', '\n')]
    [InlineData('\u2029', '\n')]
    [InlineData('\t', ' ')]
    [InlineData(' ', ' ')]
    [InlineData('\u00A0', ' ')]
    [InlineData('\u3000', ' ')]
    [InlineData('\u0001', LetterTable.Drop)]
    [InlineData('\u007F', LetterTable.Drop)]
    [InlineData('\u00AD', LetterTable.Drop)]
    [InlineData('\u200B', LetterTable.Drop)]
    [InlineData('\uFEFF', LetterTable.Drop)]
    [InlineData('\uE123', LetterTable.Drop)]
    [InlineData('\u0378', LetterTable.Drop)]
    [InlineData('\u0301', LetterTable.Mark)]
    [InlineData('\u0903', LetterTable.Mark)]
    [InlineData('\u20DD', LetterTable.Mark)]
    public void Spaces_and_what_cannot_be_seen(char unit, char expected) => LetterTable.Of(unit).ShouldBe(expected);

    [Fact]
    public void Half_a_letter_is_dropped() => (LetterTable.Of('\uD83D'), LetterTable.Of('\uDE00')).ShouldBe((LetterTable.Drop, LetterTable.Drop));

    [Theory]
    [InlineData('A', 'a')]
    [InlineData('7', '7')]
    [InlineData('%', '%')]
    [InlineData('`', '`')]
    [InlineData('Đ', 'đ')]
    [InlineData('Ỹ', 'ỹ')]
    [InlineData('Ế', 'ế')]
    [InlineData('É', 'é')]
    [InlineData('ñ', 'n')]
    [InlineData('Ñ', 'n')]
    [InlineData('ç', 'c')]
    [InlineData('Ώ', 'ω')]
    [InlineData('Ё', 'e')]
    [InlineData('Ж', 'ж')]
    [InlineData('\uA7AC', 'g')]
    [InlineData('٣', '3')]
    [InlineData('\u0E59', '9')]
    [InlineData('が', 'か')]
    [InlineData('漢', '漢')]
    [InlineData('€', '€')]
    public void Letters_digits_and_signs(char unit, char expected) => LetterTable.Of(unit).ShouldBe(expected);

    // The initial of a syllable stays, whether it is written in one or apart.
    [Theory]
    [InlineData('\u1100', '\u1100')]
    [InlineData('\u115E', '\u115E')]
    [InlineData('\u115F', LetterTable.Drop)]
    [InlineData('\u1160', LetterTable.Drop)]
    [InlineData('\u11FF', LetterTable.Drop)]
    [InlineData('\u1200', '\u1200')]
    [InlineData('\u3164', LetterTable.Drop)]
    [InlineData('\uFFA0', LetterTable.Drop)]
    [InlineData('가', '\u1100')]
    [InlineData('깋', '\u1100')]
    [InlineData('까', '\u1101')]
    [InlineData('힣', '\u1112')]
    public void Of_a_syllable_of_Hangul_the_initial_stays(char unit, char expected) => LetterTable.Of(unit).ShouldBe(expected);

    [Theory]
    [InlineData(0x1D41A, 'a')]
    [InlineData(0x1D7CE, '0')]
    [InlineData(0x104A3, '3')]
    [InlineData(0x10330, LetterTable.OtherLetter)]
    [InlineData(0x2284A, LetterTable.OtherLetter)]
    [InlineData(0x10100, ' ')]
    [InlineData(0x101FD, LetterTable.Drop)]
    [InlineData(0x1D165, LetterTable.Drop)]
    [InlineData(0x1D173, LetterTable.Drop)]
    [InlineData(0xF0000, LetterTable.Drop)]
    [InlineData(0x1FFFF, LetterTable.Drop)]
    public void Beyond_the_basic_plane(int codePoint, char expected) => LetterTable.Of(new Rune(codePoint)).ShouldBe(expected);

    // The same sign for both: the first stands in the basic plane and means the second, which does not.
    [Fact]
    public void A_letter_that_means_one_beyond_the_basic_plane_is_as_that_one() => LetterTable.Of('\uFAD0').ShouldBe(LetterTable.OtherLetter);

    [Fact]
    public void Whatever_the_letter_its_two_Unicode_forms_become_one()
    {
        var (apart, together) = (new NormalisedText(), new NormalisedText());
        for (var unit = '\u0080'; unit < '\uFFFE'; unit++)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(unit) is not (UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned))
            {
                Normaliser.Run(unit.ToString().Normalize(NormalizationForm.FormD), apart);
                Normaliser.Run(unit.ToString().Normalize(NormalizationForm.FormC), together);
                apart.Marked.SequenceEqual(together.Marked).ShouldBeTrue($"U+{(int)unit:X4}");
            }
        }
    }
}
