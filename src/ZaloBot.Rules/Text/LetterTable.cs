using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ZaloBot.Rules.Text;

/// <summary>
/// What becomes of a single UTF-16 unit or code point when a text is normalised. The answer for a character and for its taken-apart form is the
/// same, whatever the script, so that two Unicode forms of one text give one result.
/// </summary>
internal static class LetterTable
{
    /// <summary>Stands for a letter outside the basic plane that looks like no Latin letter.</summary>
    public const char OtherLetter = '\uE000';

    /// <summary>The character is left out.</summary>
    public const char Drop = '\uE001';

    /// <summary>The character is a mark for the letter before it.</summary>
    public const char Mark = '\uE002';

    // Lazily filled: 0 is "not looked up yet". Two threads may compute the same entry, which is harmless.
    private static readonly char[] Known = new char[0x10000];

    /// <summary>The lower-case letter, digit, sign or space a unit stands for, or <see cref="Drop"/> or <see cref="Mark"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static char Of(char unit)
    {
        var known = Known[unit];
        return known != '\0' ? known : Known[unit] = Look(unit);
    }

    /// <summary>The same for a code point outside the basic plane that is no emoji.</summary>
    public static char Of(Rune rune)
    {
        var alike = LookAlikes.Of(rune.Value);
        if (alike != '\0')
        {
            return alike;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => Drop,
            UnicodeCategory.DecimalDigitNumber => (char)('0' + (int)Rune.GetNumericValue(rune)),
            _ when Rune.IsLetter(rune) => OtherLetter,
            _ => ' ',
        };
    }

    private static char Look(char unit)
    {
        if (unit is '\n' or '\r' or '\u2028' or '\u2029' or '\u0085' or '\v' or '\f')
        {
            return '\n';
        }

        var category = char.GetUnicodeCategory(unit);
        switch (category)
        {
            case UnicodeCategory.SpaceSeparator:
                return ' ';
            case UnicodeCategory.Control:
                return unit == '\t' ? ' ' : Drop;
            case UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned:
                return Drop;
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark:
                return Mark;
            default:
                break;
        }

        var alike = LookAlikes.Of(unit);
        if (alike != '\0')
        {
            return alike;
        }

        if (unit is >= '\u1160' and <= '\u11FF' or '\u115F' or '\u3164' or '\uFFA0')
        {
            // Vowels and finals of Hangul written apart; a whole syllable, taken apart below, keeps its initial.
            return Drop;
        }

        var apart = unit.ToString().Normalize(NormalizationForm.FormD);
        if (apart[0] != unit)
        {
            return char.IsSurrogate(apart[0]) ? OtherLetter : Together(apart);
        }

        if (category == UnicodeCategory.DecimalDigitNumber)
        {
            return (char)('0' + (int)char.GetNumericValue(unit));
        }

        var lower = char.ToLowerInvariant(unit);
        return lower != unit ? Of(lower) : lower;
    }

    private static char Together(string apart)
    {
        var letter = Of(apart[0]);
        foreach (var mark in apart.AsSpan(1))
        {
            letter = VietnameseLetters.WithMark(letter, mark);
        }

        return letter;
    }
}
