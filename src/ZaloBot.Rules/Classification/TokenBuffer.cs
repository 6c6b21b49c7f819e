using System.Buffers;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// The tokens of one text, in arrays that are used again for the next one. Reads at most <see cref="MaxUnits"/> UTF-16 units and keeps at most
/// the capacity in tokens, so the cost of any text is bounded.
/// </summary>
internal sealed class TokenBuffer(int capacity)
{
    public const int MaxUnits = 4_000;
    public const int MaxLetters = 16;

    /// <summary>A letter, its hat and its tone, and one mark more.</summary>
    private const int MostOfALetter = 4;

    // Nobody learns anything from the exact digits.
    private static readonly Letter Zero = Classification.Letters.Of('0');

    private readonly Token[] _tokens = new Token[capacity];
    private readonly char[] _letters = new char[capacity * (MaxLetters + 2)];
    private int _lettersUsed;

    public int Count { get; private set; }

    public ReadOnlySpan<Token> Tokens => _tokens.AsSpan(0, Count);

    /// <summary>Letters without marks of every word, each word between '&lt;' and '&gt;'.</summary>
    public ReadOnlySpan<char> Letters => _letters;

    /// <summary>Letters of a token with its borders.</summary>
    public ReadOnlySpan<char> LettersOf(in Token token) => _letters.AsSpan(token.LettersAt, token.LetterCount);

    /// <summary>Reads a text in any Unicode form; invalid UTF-16 counts as an unknown sign.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        Clear();
        if (text[..Math.Min(text.Length, MaxUnits)] is var beginning && IsComposed(beginning))
        {
            ReadComposed(beginning);
            return;
        }

        // Cut only when composed: a text typed with loose marks must not end earlier than the same text without.
        text = text[..Math.Min(text.Length, MostOfALetter * MaxUnits)];
        var source = ArrayPool<char>.Shared.Rent(text.Length);
        var composed = ArrayPool<char>.Shared.Rent(text.Length * 3);
        ReplaceLoneSurrogates(text, source);
        var whole = source.AsSpan(0, text.Length);
        if (whole.TryNormalize(composed, out var written))
        {
            ReadComposed(composed.AsSpan(0, Math.Min(written, MaxUnits)));
        }

        ArrayPool<char>.Shared.Return(source);
        ArrayPool<char>.Shared.Return(composed);
    }

    /// <summary>As if nothing had been read.</summary>
    public void Clear() => (Count, _lettersUsed) = (0, 0);

    // True only for ranges in which every unit is its own composed form; all else takes the slow way.
    private static bool IsComposed(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            // Nearly all are of these two ranges, by turns: asked in one go, so that the processor can foresee the answer.
            if (c < '\u0300' | (uint)(c - '\u1EA0') <= '\u1EF9' - '\u1EA0')
            {
                continue;
            }

            if (c is (>= '\u2010' and <= '\u2060') or (>= '\uD83C' and <= '\uD83E') or (>= '\uDC00' and <= '\uDFFF') or '\uFE0F')
            {
                continue;
            }

            return false;
        }

        return true;
    }

    private static void ReplaceLoneSurrogates(ReadOnlySpan<char> text, Span<char> target)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var paired = char.IsHighSurrogate(c)
                ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
                : !char.IsLowSurrogate(c) || (i > 0 && char.IsHighSurrogate(text[i - 1]));
            target[i] = paired ? c : '\uFFFD';
        }
    }

    private void ReadComposed(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && Count < _tokens.Length)
        {
            var c = text[at];
            var letter = Classification.Letters.Of(c);
            if (letter.IsOfWord)
            {
                at = ReadWord(text, at);
            }
            else if (c == '\n')
            {
                AddSign(TokenKind.LineBreak, '\n');
                at++;
            }
            else if (char.IsWhiteSpace(c) || letter.IsInvisible)
            {
                at++;
            }
            else if (char.IsHighSurrogate(c) && at + 1 < text.Length)
            {
                AddSign(TokenKind.Emoji, ((uint)c << 16) | text[at + 1]);
                at += 2;
            }
            else
            {
                at = ReadRun(text, at);
            }
        }
    }

    // "...", "!!!" and the like are one token, told apart up to three.
    private int ReadRun(ReadOnlySpan<char> text, int at)
    {
        var c = text[at];
        var end = at + 1;
        while (end < text.Length && text[end] == c)
        {
            end++;
        }

        AddSign(c > '\u2060' ? TokenKind.Emoji : TokenKind.Punctuation, c + ((uint)Math.Min(end - at, 3) << 20));
        return end;
    }

    private void AddSign(TokenKind kind, uint code)
    {
        var hash = FeatureHash.Add(FeatureHash.Seed, code);
        _tokens[Count++] = new Token { Marked = hash, Bare = hash, Kind = kind, LettersAt = (ushort)_lettersUsed };
    }

    private int ReadWord(ReadOnlySpan<char> text, int start)
    {
        uint marked = FeatureHash.Seed, bare = FeatureHash.Seed;
        int tone = 0, units = 0, digits = 0, capitals = 0, at = start, lettersAt = _lettersUsed;
        var first = Classification.Letters.Of(text[start]);
        var number = first.IsDigit;
        _letters[_lettersUsed++] = '<';
        for (var letter = first; letter.IsOfWord || letter.IsInvisible;)
        {
            at++;
            var next = LetterAt(text, at);
            if (letter.IsInvisible)
            {
                letter = next;
                continue;
            }

            units++;
            if (letter.IsDigit)
            {
                digits++;
                letter = number ? Zero : letter;
            }
            else
            {
                capitals += letter.IsCapital ? 1 : 0;
                tone = letter.Tone > 0 ? letter.Tone : tone;
                if (next.Lower == letter.Lower)
                {
                    at = SkipStretch(text, at, letter.Lower);
                    next = LetterAt(text, at);
                }
            }

            marked = FeatureHash.Add(marked, letter.ToneFree);
            bare = FeatureHash.Add(bare, letter.Bare);
            if (_lettersUsed - lettersAt <= MaxLetters - 2)
            {
                _letters[_lettersUsed++] = letter.Bare;
            }

            letter = next;
        }

        _letters[_lettersUsed++] = '>';
        if (number && digits == units && units > 6)
        {
            // Nobody learns anything from the exact length of a phone or account number.
            marked = bare = units >= 9 ? 9u : 7u;
        }

        _tokens[Count++] = new Token
        {
            Marked = FeatureHash.Add(marked, (uint)tone),
            Bare = bare,
            Kind = number ? TokenKind.Number : TokenKind.Word,
            LettersAt = (ushort)lettersAt,
            LetterCount = (byte)(_lettersUsed - lettersAt),
            Capital = first.IsCapital,
            AllCapitals = units > 1 && capitals > 0 && capitals + digits == units,
        };
        return at;
    }

    // Behind the text there is none.
    private static Letter LetterAt(ReadOnlySpan<char> text, int at) => at < text.Length ? Classification.Letters.Of(text[at]) : default;

    // A letter held down ("dạaaaa", "kkkk") counts once from three on; a doubled one stays ("xoong").
    private static int SkipStretch(ReadOnlySpan<char> text, int next, char lower)
    {
        var end = next;
        while (end < text.Length && Classification.Letters.Of(text[end]).Lower == lower)
        {
            end++;
        }

        return end - next >= 2 ? end : next;
    }
}
