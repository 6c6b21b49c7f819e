using ZaloBot.Rules.Phrases;
using ZaloBot.Rules.Text;

namespace ZaloBot.Rules.Work;

/// <summary>
/// Finds where what a message has to say ends: "Dạ em cảm ơn ạ." behind it says nothing more. Judging only what comes before makes sure that
/// politeness never turns a message into a breach.
/// </summary>
internal static class ClosingThanks
{
    private const int LongestThanks = 8;

    /// <summary>Index in the original text just behind its last meaningful word; the length of the text when there is nothing but thanks.</summary>
    public static int Cut(Reading reading, ReadOnlySpan<char> text, out bool hasThanks)
    {
        var tokens = reading.Tokens.Span;
        var last = tokens.Length - 1;
        hasThanks = false;
        while (last >= 0)
        {
            var first = last;
            while (first > 0 && tokens[first - 1].Sentence == tokens[last].Sentence)
            {
                first--;
            }

            if (!IsThanks(reading, first, last))
            {
                break;
            }

            hasThanks = true;
            last = first - 1;
        }

        if (last < 0)
        {
            hasThanks = false;
            last = tokens.Length - 1;
        }

        if (last < 0)
        {
            return text.Length;
        }

        var end = reading.Text.Original(tokens[last].Start, tokens[last].Length).End;
        while (end < text.Length && BelongsToWordBefore(text[end]))
        {
            end++;
        }

        return end;
    }

    // Marks and what the normaliser drops too, such as the vowel of a syllable of Hangul written apart: the same text in another form is cut at the same place.
    private static bool BelongsToWordBefore(char unit) =>
        unit is '!' or '?' or ')' or '"' or '”' or '»' or ']' || LetterTable.Of(unit) is LetterTable.Drop or LetterTable.Mark;

    private static bool IsThanks(Reading reading, int first, int last)
    {
        if (last - first >= LongestThanks)
        {
            return false;
        }

        var tells = false;
        for (var index = first; index <= last; index++)
        {
            ref readonly var token = ref reading.Tokens.Span[index];
            var word = reading.Text.Bare.Slice(token.Start, token.Length);
            if (token.Kind != TokenKind.Word || !(IsTelling(word) || IsFiller(word)))
            {
                return false;
            }

            tells |= IsTelling(word);
        }

        return tells;
    }

    private static bool IsTelling(ReadOnlySpan<char> word) =>
        word is "da" or "vang" or "ok" or "oke" or "ro" or "nhan" or "on" or "biet" or "thanks" or "nghe" or "u" or "hieu";

    private static bool IsFiller(ReadOnlySpan<char> word) =>
        word is "em" or "e" or "anh" or "a" or "chi" or "c" or "co" or "thay" or "bac" or "chu" or "sep" or "toi" or "tui" or "minh" or "ben" or "don" or "vi" or "cac"
            or "dong" or "moi" or "nguoi" or "cam" or "xin" or "duoc" or "roi" or "nha" or "nhe" or "nhieu" or "thong" or "tin" or "rat" or "tran" or "trong";
}
