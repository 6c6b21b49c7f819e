using System.Text;

namespace ZaloBot.Rules.Text;

/// <summary>
/// Rewrites a text so that what reads alike is alike: one Unicode form, lower case, old tone placement ("hòa"), no invisible characters,
/// plain letters for fancy and look-alike ones, one stand-in character an emoji.
/// </summary>
internal static class Normaliser
{
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>Fills <paramref name="into"/> with the normalised text; one pass, whatever the characters.</summary>
    public static void Run(ReadOnlySpan<char> text, NormalisedText into)
    {
        into.Begin(text.Length);
        var joined = false;
        var position = 0;
        while (position < text.Length)
        {
            var unit = text[position];
            var units = 1;
            int codePoint = unit;
            if (char.IsHighSurrogate(unit) && position + 1 < text.Length && char.IsLowSurrogate(text[position + 1]))
            {
                units = 2;
                codePoint = char.ConvertToUtf32(unit, text[position + 1]);
            }

            if (codePoint == ZeroWidthJoiner)
            {
                joined = true;
                position += units;
                continue;
            }

            if (codePoint >= 0x2190 && (Emoji.IsModifier(codePoint) || Emoji.Of(codePoint) is not null))
            {
                // A family or a profession is several emoji joined: the first tells enough.
                if (!joined && !Emoji.IsModifier(codePoint))
                {
                    into.Add(Emoji.Sign(Emoji.Of(codePoint)!.Value), position, units);
                }

                joined = false;
                position += units;
                continue;
            }

            joined = false;
            Take(units == 2 ? LetterTable.Of(new Rune(codePoint)) : LetterTable.Of(unit), unit, position, units, into);
            position += units;
        }

        SetTones(into.MutableMarked, into.Bare);
    }

    private static void Take(char letter, char unit, int position, int units, NormalisedText into)
    {
        switch (letter)
        {
            case LetterTable.Drop:
                return;
            case LetterTable.Mark:
                into.PutMark(unit, position + units);
                return;
            default:
                into.Add(letter, position, units);
                return;
        }
    }

    // "hoà", "thuý" and "hòa", "thúy" are the same words; before a final consonant only "hoàn" is. After q the u is no vowel: "quý".
    private static void SetTones(Span<char> letters, ReadOnlySpan<char> bare)
    {
        for (var glide = 0; glide + 1 < bare.Length; glide++)
        {
            if (bare[glide] is 'o' or 'u' && IsGlide(bare[glide], bare[glide + 1]) && !HasShape(letters, bare, glide) && !HasShape(letters, bare, glide + 1))
            {
                SetTone(letters, glide);
            }
        }
    }

    private static bool HasShape(ReadOnlySpan<char> letters, ReadOnlySpan<char> bare, int at) => VietnameseLetters.WithoutTone(letters[at]) != bare[at];

    private static void SetTone(Span<char> letters, int glide)
    {
        ref char first = ref letters[glide], second = ref letters[glide + 1];
        var tone = Math.Max(VietnameseLetters.ToneOf(first), VietnameseLetters.ToneOf(second));
        if (tone == 0)
        {
            return;
        }

        var isOpen = glide + 2 >= letters.Length || !char.IsLetter(letters[glide + 2]);
        var afterQ = glide > 0 && letters[glide - 1] == 'q';
        var onFirst = isOpen && !afterQ;
        first = VietnameseLetters.WithTone(first, onFirst ? tone : 0);
        second = VietnameseLetters.WithTone(second, onFirst ? 0 : tone);
    }

    private static bool IsGlide(char first, char second) => first == 'o' ? second is 'a' or 'e' : second == 'y';
}
