using ZaloBot.Rules.Text;

namespace ZaloBot.Rules.Phrases;

/// <summary>Reads tokens as words: joins what is spelt out, pulls stretched letters together, writes abbreviations out.</summary>
internal static class WordReader
{
    private const int LongestWord = 40;
    private const string Laughter = "haha";

    public static void Run(Reading reading, Lexicon lexicon)
    {
        var tokens = reading.Tokens.Span;
        for (var index = 0; index < tokens.Length;)
        {
            var spelt = tokens[index].Length == 1 && tokens[index].Kind == TokenKind.Word ? TakeSpelt(reading, lexicon, index) : 0;
            if (spelt > 0)
            {
                tokens[index].IsSpelt = true;
                index += spelt;
                continue;
            }

            TakeOne(reading, lexicon, index);
            index++;
        }
    }

    private static void TakeOne(Reading reading, Lexicon lexicon, int index)
    {
        ref readonly var token = ref reading.Tokens.Span[index];
        if (token.Kind == TokenKind.Emoji || token.Length > LongestWord)
        {
            reading.Add(new(Vocabulary.Unknown, Vocabulary.Unknown, index, index, IsSure: true));
            return;
        }

        var typed = reading.Text.Marked.Slice(token.Start, token.Length);
        Put(reading, lexicon, IsLaughter(typed) ? Laughter : typed, index, index);
    }

    private static void Put(Reading reading, Lexicon lexicon, ReadOnlySpan<char> typed, int first, int last)
    {
        if (lexicon.Vocabulary.Find(typed) is { Number: not Vocabulary.Unknown } known)
        {
            PutKnown(reading, lexicon, known, first, last);
        }
        else
        {
            PutUnknown(reading, lexicon, typed, first, last);
        }
    }

    private static void PutKnown(Reading reading, Lexicon lexicon, KnownWord known, int first, int last)
    {
        if (lexicon.WrittenOut(known.Number) is not { } written)
        {
            reading.Add(new(known.Number, known.Bare, first, last, IsSure: false));
            return;
        }

        foreach (var word in written)
        {
            reading.Add(new(word, lexicon.Vocabulary.BareOf(word), first, last, IsSure: true));
        }
    }

    private static void PutUnknown(Reading reading, Lexicon lexicon, scoped ReadOnlySpan<char> typed, int first, int last)
    {
        var words = lexicon.Vocabulary;
        Span<char> shortened = stackalloc char[LongestWord], bare = stackalloc char[LongestWord];
        if (Shorten(typed, shortened) is var length && length < typed.Length)
        {
            typed = shortened[..length];
            if (words.Find(typed) is { Number: not Vocabulary.Unknown } known)
            {
                PutKnown(reading, lexicon, known, first, last);
                return;
            }
        }

        for (var index = 0; index < typed.Length; index++)
        {
            bare[index] = VietnameseLetters.Bare(typed[index]);
        }

        reading.Add(new(Vocabulary.Unknown, words.Find(bare[..typed.Length]).Number, first, last, IsSure: false));
    }

    // "quáaaa", "hayyyy", "lunn": a run of one letter becomes one; a mark on any of them is kept.
    private static int Shorten(ReadOnlySpan<char> typed, Span<char> into)
    {
        var length = 0;
        foreach (var letter in typed)
        {
            if (length > 0 && VietnameseLetters.Bare(into[length - 1]) == VietnameseLetters.Bare(letter) && char.IsLetter(letter))
            {
                if (into[length - 1] < 0x80)
                {
                    into[length - 1] = letter;
                }

                continue;
            }

            into[length++] = letter;
        }

        return length;
    }

    // kkk, haha, hihi, hehe: one word, whatever the length. "k" alone is "không".
    private static bool IsLaughter(ReadOnlySpan<char> typed)
    {
        if (typed.Length < 2)
        {
            return false;
        }

        if (typed[0] == 'k')
        {
            return !typed.ContainsAnyExcept('k');
        }

        return typed.Length >= 4 && typed[0] == 'h' && typed[1] is 'a' or 'i' or 'e' && !typed.ContainsAnyExcept('h', typed[1]);
    }

    // Letters parted by one and the same sign: "c.á.i", "đ/c". Parted by spaces they are joined only into words that ask for it.
    private static int TakeSpelt(Reading reading, Lexicon lexicon, int start)
    {
        var tokens = reading.Tokens.Span;
        var letters = reading.Text.Marked;
        var end = start + 1;
        var sign = '\0';
        while (end < tokens.Length && end - start < Lexicon.LongestSpelt && tokens[end].Length == 1 && tokens[end].Kind == TokenKind.Word
            && tokens[end].Start == tokens[end - 1].Start + 2)
        {
            var between = letters[tokens[end].Start - 1];
            if (sign == '\0')
            {
                sign = between;
            }

            if (between != sign)
            {
                break;
            }

            end++;
        }

        var run = end - start;
        if (run < 2)
        {
            return 0;
        }

        Span<char> joined = stackalloc char[Lexicon.LongestSpelt + 1];
        for (var index = 0; index < run; index++)
        {
            joined[index] = letters[tokens[start + index].Start];
        }

        return sign switch
        {
            ' ' => JoinOverSpaces(reading, lexicon, start, joined[..run]),
            '/' when run == 2 => JoinBySlash(reading, lexicon, start, joined),
            '.' or '-' or '_' or '*' or '·' or '|' or '~' or '+' or ',' => Join(reading, lexicon, start, joined[..run]),
            _ => 0,
        };
    }

    private static int Join(Reading reading, Lexicon lexicon, int start, ReadOnlySpan<char> joined)
    {
        Put(reading, lexicon, joined, start, start + joined.Length - 1);
        return joined.Length;
    }

    private static int JoinBySlash(Reading reading, Lexicon lexicon, int start, Span<char> joined)
    {
        (joined[1], joined[2]) = ('/', joined[1]);
        if (lexicon.Vocabulary.Find(joined[..3]).Number == Vocabulary.Unknown)
        {
            return 0;
        }

        Put(reading, lexicon, joined[..3], start, start + 1);
        return 2;
    }

    private static int JoinOverSpaces(Reading reading, Lexicon lexicon, int start, ReadOnlySpan<char> joined)
    {
        for (var length = joined.Length; length >= 2; length--)
        {
            var number = lexicon.Vocabulary.Find(joined[..length]).Number;
            if (number != Vocabulary.Unknown && lexicon.IsSpeltOut(number))
            {
                return Join(reading, lexicon, start, joined[..length]);
            }
        }

        return 0;
    }
}
