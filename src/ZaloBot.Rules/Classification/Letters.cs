using System.Text;

namespace ZaloBot.Rules.Classification;

/// <summary>What the classifier needs to know of letters, by table. A tone kept apart makes "hoà" and "hòa" the same word.</summary>
internal static class Letters
{
    // Latin with all Vietnamese letters ends at U+1EFF; other scripts are taken as they come.
    private const int Size = 0x1F00;

    private static readonly Letter[] Table = new Letter[Size];

    static Letters()
    {
        for (var code = 0; code < Size; code++)
        {
            Table[code] = Make((char)code);
        }

        // Cyrillic letters that look Latin are a way round a filter, not another language here.
        foreach (var (look, latin) in "аaеeоoрpсcхxуyіi".Chunk(2).Select(pair => (pair[0], pair[1])))
        {
            Table[look] = Table[look] with { Bare = latin, ToneFree = latin };
        }
    }

    public static Letter Of(char c) => c < Size ? Table[c] : AsItComes(c);

    /// <summary>The letter without any mark, in lower case ("Ế" → "e"); of other scripts as it comes.</summary>
    public static char Bare(char c) => Of(c).Bare;

    // Beyond the table. The lower case, only to be compared with that of its neighbours, is asked of a library: not for emoji and marks, which have none.
    private static Letter AsItComes(char c) => new(char.IsLetter(c) ? char.ToLowerInvariant(c) : c, c, c, Tone: 0, KindOf(c));

    private static LetterKinds KindOf(char c) =>
        (char.IsLetterOrDigit(c) ? LetterKinds.Word : LetterKinds.None)
        | (char.IsDigit(c) ? LetterKinds.Digit : LetterKinds.None)
        | (char.IsUpper(c) ? LetterKinds.Capital : LetterKinds.None)
        | (c is '\uFE0F' or '\u00AD' or '\uFEFF' or (>= '\u200B' and <= '\u200F') or (>= '\u2060' and <= '\u2064') ? LetterKinds.Invisible : LetterKinds.None);

    private static Letter Make(char c)
    {
        var lower = char.ToLowerInvariant(c);
        var letter = new Letter(lower, lower, lower, Tone: 0, KindOf(c));
        if (lower == 'đ')
        {
            return letter with { Bare = 'd' };
        }

        var parts = lower < 0xC0 ? "" : lower.ToString().Normalize(NormalizationForm.FormD);
        return parts.Length < 2 || parts[0] >= 0x80 ? letter : Decompose(letter, parts);
    }

    private static Letter Decompose(Letter letter, string parts)
    {
        byte tone = 0;
        var kept = new StringBuilder();
        foreach (var part in parts)
        {
            byte one = part switch { '\u0300' => 1, '\u0301' => 2, '\u0309' => 3, '\u0303' => 4, '\u0323' => 5, _ => 0 };
            if (one > 0)
            {
                tone = one;
            }
            else
            {
                kept.Append(part);
            }
        }

        var whole = kept.ToString().Normalize(NormalizationForm.FormC);
        return letter with { Bare = parts[0], ToneFree = whole.Length == 1 ? whole[0] : letter.Lower, Tone = tone };
    }
}
