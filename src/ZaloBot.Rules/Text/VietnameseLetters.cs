namespace ZaloBot.Rules.Text;

/// <summary>Vietnamese letters taken apart: a vowel with its shape (a, ă, â …) and its tone.</summary>
internal static class VietnameseLetters
{
    /// <summary>Answer of <see cref="VowelOf"/> for what is not a vowel of the language.</summary>
    public const byte NotVowel = 255;

    // A row a vowel, in the order of Shapes; the tones as Unicode numbers them below: level, grave, acute, hook, tilde, dot.
    private const string Vowels = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ";
    private const string Shapes = "aăâeêioôơuưy";
    private const int Tones = 6;
    private const char Last = '\u1EF9';

    private static readonly byte[] VowelTable = Fill(index => (byte)(index / Tones), NotVowel);
    private static readonly byte[] ToneTable = Fill(index => (byte)(index % Tones), 0);
    private static readonly char[] LevelTable = [.. Enumerable.Range(0, Last + 1).Select(letter => VowelTable[letter] == NotVowel ? (char)letter : WithTone((char)letter, 0))];
    private static readonly char[] BareTable = [.. LevelTable.Select(WithoutShape)];

    /// <summary>Row of a lower-case vowel, <see cref="NotVowel"/> for anything else.</summary>
    public static byte VowelOf(char letter) => letter <= Last ? VowelTable[letter] : NotVowel;

    /// <summary>Tone of a lower-case vowel, 0 for level or for what is no vowel.</summary>
    public static int ToneOf(char letter) => letter <= Last ? ToneTable[letter] : 0;

    /// <summary>The vowel with another tone.</summary>
    public static char WithTone(char vowel, int tone) => Vowels[(VowelTable[vowel] * Tones) + tone];

    /// <summary>The letter without its tone: ế becomes ê. Other characters stay.</summary>
    public static char WithoutTone(char letter) => letter <= Last ? LevelTable[letter] : letter;

    /// <summary>The letter with a combining mark put on; the letter itself when the mark means nothing on it.</summary>
    public static char WithMark(char letter, char mark)
    {
        if (mark is '\u0335' or '\u0336')
        {
            return letter == 'd' ? 'đ' : letter;
        }

        var row = VowelOf(letter);
        if (row == NotVowel)
        {
            return letter;
        }

        var tone = mark switch
        {
            '\u0300' or '\u0340' => 1,
            '\u0301' or '\u0341' => 2,
            '\u0309' => 3,
            '\u0303' => 4,
            '\u0323' => 5,
            _ => 0,
        };
        if (tone > 0)
        {
            return ToneOf(letter) == 0 ? WithTone(letter, tone) : letter;
        }

        var shaped = (Shapes[row], mark) switch
        {
            ('a', '\u0302') => 'â',
            ('e', '\u0302') => 'ê',
            ('o', '\u0302') => 'ô',
            ('a', '\u0306') => 'ă',
            ('o', '\u031B') => 'ơ',
            ('u', '\u031B') => 'ư',
            _ => '\0',
        };
        return shaped == '\0' ? letter : WithTone(shaped, ToneOf(letter));
    }

    /// <summary>The letter without tone and shape: ế becomes e, đ becomes d. Other characters stay.</summary>
    public static char Bare(char letter) => letter <= Last ? BareTable[letter] : letter;

    /// <summary>
    /// True when <paramref name="typed"/> could be <paramref name="meant"/> with marks left out: the same letter, or one without its tone,
    /// without its shape, or without both.
    /// </summary>
    public static bool MayStandFor(char typed, char meant)
    {
        if (typed == meant)
        {
            return true;
        }

        if (Bare(typed) != Bare(meant))
        {
            return false;
        }

        if (meant == 'đ')
        {
            return true;
        }

        var tone = ToneOf(typed);
        return VowelOf(meant) != NotVowel
            && (tone == 0 || tone == ToneOf(meant))
            && (VowelOf(typed) == VowelOf(meant) || WithTone(typed, 0) == Bare(typed));
    }

    private static char WithoutShape(char letter) => letter switch
    {
        'ă' or 'â' => 'a',
        'ê' => 'e',
        'ô' or 'ơ' => 'o',
        'ư' => 'u',
        'đ' => 'd',
        _ => letter,
    };

    private static byte[] Fill(Func<int, byte> value, byte otherwise)
    {
        var table = new byte[Last + 1];
        Array.Fill(table, otherwise);
        for (var index = 0; index < Vowels.Length; index++)
        {
            table[Vowels[index]] = value(index);
        }

        return table;
    }
}
