using System.Text;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// What the classifier needs to know of a letter, by table: its lower case without the tone ("ế" → "ê"), without any mark ("ế" → "e") and the
/// tone by itself. A tone kept apart makes "hoà" and "hòa" the same word.
/// </summary>
internal static class Letters
{
    // Latin with all Vietnamese letters ends at U+1EFF; other scripts are taken as they come.
    private const int Size = 0x1F00;

    private static readonly char[] LowerTable = new char[Size];
    private static readonly char[] ToneFreeTable = new char[Size];
    private static readonly char[] BareTable = new char[Size];
    private static readonly byte[] ToneTable = new byte[Size];

    static Letters()
    {
        for (var code = 0; code < Size; code++)
        {
            var lower = char.ToLowerInvariant((char)code);
            LowerTable[code] = lower;
            ToneFreeTable[code] = lower;
            BareTable[code] = lower;
            if (lower < 0xC0)
            {
                continue;
            }

            if (lower == 'đ')
            {
                BareTable[code] = 'd';
                continue;
            }

            Decompose(code, lower);
        }

        // Cyrillic letters that look Latin are a way round a filter, not another language here.
        foreach (var (look, latin) in "аaеeоoрpсcхxуyіi".Chunk(2).Select(pair => (pair[0], pair[1])))
        {
            BareTable[look] = latin;
            ToneFreeTable[look] = latin;
        }
    }

    /// <summary>The lower case; beyond the table, the runtime's, which asks a library for each letter.</summary>
    public static char Lower(char c) => c < Size ? LowerTable[c] : char.ToLowerInvariant(c);

    public static char ToneFree(char c) => c < Size ? ToneFreeTable[c] : c;

    public static char Bare(char c) => c < Size ? BareTable[c] : c;

    /// <summary>0 for none, 1 to 5 for the five tone marks.</summary>
    public static int Tone(char c) => c < Size ? ToneTable[c] : 0;

    private static void Decompose(int code, char lower)
    {
        var parts = lower.ToString().Normalize(NormalizationForm.FormD);
        if (parts.Length < 2 || parts[0] >= 0x80)
        {
            return;
        }

        BareTable[code] = parts[0];
        var kept = new StringBuilder();
        foreach (var part in parts)
        {
            var tone = part switch { '\u0300' => 1, '\u0301' => 2, '\u0309' => 3, '\u0303' => 4, '\u0323' => 5, _ => 0 };
            if (tone > 0)
            {
                ToneTable[code] = (byte)tone;
            }
            else
            {
                kept.Append(part);
            }
        }

        var whole = kept.ToString().Normalize(NormalizationForm.FormC);
        ToneFreeTable[code] = whole.Length == 1 ? whole[0] : lower;
    }
}
