using System.Runtime.CompilerServices;

namespace ZaloBot.Rules.Text;

/// <summary>Cuts a normalised text into words, numbers and emoji, and the words into sentences.</summary>
internal static class Tokeniser
{
    // Longer quotations are treated as ending: a forgotten closing mark must not swallow the rest of a letter.
    private const int LongestQuotation = 60;
    private const int ShortestQuotation = 3;

    // Latin, with all Vietnamese letters; asked of every letter of every message.
    private static readonly bool[] WordLetters = [.. Enumerable.Range(0, 0x1F00).Select(letter => char.IsLetterOrDigit((char)letter))];

    /// <summary>Fills <paramref name="into"/>.</summary>
    public static void Run(NormalisedText text, TokenList into)
    {
        into.Begin(text.Length);
        var letters = text.Marked;
        var bare = text.Bare;
        var sentence = 0;
        var position = 0;
        while (position < letters.Length)
        {
            var letter = letters[position];
            if (IsWordLetter(letter))
            {
                position = TakeWord(letters, bare, position, sentence, into);
            }
            else if (Emoji.IsSign(letter))
            {
                into.Add(new() { Start = position, Length = 1, Sentence = sentence, Kind = TokenKind.Emoji });
                position++;
            }
            else if (EmoticonAt(letters, position) is var length and > 0)
            {
                into.Add(new() { Start = position, Length = length, Sentence = sentence, Kind = TokenKind.Emoji });
                position += length;
            }
            else
            {
                if (EndsSentence(letters, position))
                {
                    sentence++;
                }

                position++;
            }
        }

        into.Sentences = sentence + 1;
        MarkQuotations(letters, into);
    }

    /// <summary>True for letters and digits, of whatever script.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsWordLetter(char letter) =>
        letter < WordLetters.Length ? WordLetters[letter] : IsFarWordLetter(letter);

    private static bool IsFarWordLetter(char letter) => letter == LetterTable.OtherLetter || char.IsLetterOrDigit(letter);

    private static int TakeWord(ReadOnlySpan<char> letters, ReadOnlySpan<char> bare, int start, int sentence, TokenList into)
    {
        var digits = 0;
        var marks = false;
        var position = start;
        while (position < letters.Length)
        {
            var letter = letters[position];
            if (!IsWordLetter(letter) && !IsMask(letters, start, position))
            {
                break;
            }

            digits += char.IsAsciiDigit(letter) ? 1 : 0;
            marks |= letter != bare[position];
            position++;
        }

        into.Add(new()
        {
            Start = start,
            Length = position - start,
            Sentence = sentence,
            Kind = digits == position - start ? TokenKind.Number : TokenKind.Word,
            HasMarks = marks,
            IsPlain = digits == 0,
        });
        return position;
    }

    // "đ*o", "l**": stars in place of letters. At the end only after one or two letters, and not behind a star: "*so*" and "**hai**" are bold type.
    private static bool IsMask(ReadOnlySpan<char> letters, int start, int position)
    {
        if (letters[position] != '*')
        {
            return false;
        }

        var next = position + 1 < letters.Length ? letters[position + 1] : ' ';
        var isBold = start > 0 && letters[start - 1] == '*';
        return char.IsLetter(next) || (!isBold && (next == '*' || position - start <= 2));
    }

    // =)) :)) :v :( ^^ and the like.
    private static int EmoticonAt(ReadOnlySpan<char> letters, int position)
    {
        var letter = letters[position];
        if (letter == '^')
        {
            var end = position + 1;
            while (end < letters.Length && letters[end] is '^' or '_' or '.')
            {
                end++;
            }

            return end - position >= 2 ? end - position : 0;
        }

        if (letter is not (':' or '=' or ';'))
        {
            return 0;
        }

        var mouth = position + 1;
        if (mouth < letters.Length && letters[mouth] is '\'' or '-')
        {
            mouth++;
        }

        var last = mouth;
        while (last < letters.Length && letters[last] is ')' or '(' or ']')
        {
            last++;
        }

        if (last > mouth)
        {
            return last - position;
        }

        var isLetterMouth = mouth < letters.Length && letters[mouth] is 'v' or 'd' or 'p' or '3'
            && (mouth + 1 == letters.Length || !IsWordLetter(letters[mouth + 1]))
            && (position == 0 || letters[position - 1] == ' ');
        return isLetterMouth ? mouth + 1 - position : 0;
    }

    private static bool EndsSentence(ReadOnlySpan<char> letters, int position) => letters[position] switch
    {
        '\n' or '!' or '?' or ';' => true,
        '.' => position + 1 >= letters.Length || letters[position + 1] is ' ' or '\n' or '.' or '"',
        _ => false,
    };

    private static void MarkQuotations(ReadOnlySpan<char> letters, TokenList tokens)
    {
        var opened = -1;
        var next = 0;
        for (var position = letters.IndexOfAny('"', '«', '»'); position >= 0 && position < letters.Length; position++)
        {
            if (letters[position] is not ('"' or '«' or '»'))
            {
                continue;
            }

            if (opened < 0)
            {
                opened = position;
                continue;
            }

            next = MarkBetween(tokens, next, opened, position);
            opened = -1;
        }
    }

    private static int MarkBetween(TokenList tokens, int from, int opened, int closed)
    {
        var all = tokens.Span;
        while (from < all.Length && all[from].Start < opened)
        {
            from++;
        }

        var to = from;
        while (to < all.Length && all[to].Start < closed)
        {
            to++;
        }

        if (to - from is >= ShortestQuotation and <= LongestQuotation)
        {
            for (var index = from; index < to; index++)
            {
                all[index].IsQuoted = true;
            }
        }

        return to;
    }
}
