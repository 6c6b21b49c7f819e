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
        Count = 0;
        _lettersUsed = 0;
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

    // True only for ranges in which every unit is its own composed form; all else takes the slow way.
    private static bool IsComposed(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is < '\u0300' or (>= '\u1EA0' and <= '\u1EF9') or (>= '\u2010' and <= '\u2060') or (>= '\uD83C' and <= '\uD83E') or (>= '\uDC00' and <= '\uDFFF') or '\uFE0F')
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
            if (c == '\n')
            {
                AddSign(TokenKind.LineBreak, '\n');
                at++;
            }
            else if (char.IsWhiteSpace(c) || IsInvisible(c))
            {
                at++;
            }
            else if (char.IsLetterOrDigit(c))
            {
                at = ReadWord(text, at);
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

    private static bool IsInvisible(char c) => c is '\uFE0F' or '\u00AD' or '\uFEFF' or (>= '\u200B' and <= '\u200F') or (>= '\u2060' and <= '\u2064');

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
        var number = char.IsDigit(text[start]);
        _letters[_lettersUsed++] = '<';
        while (at < text.Length)
        {
            var c = text[at];
            if (IsInvisible(c))
            {
                at++;
                continue;
            }

            if (!char.IsLetterOrDigit(c))
            {
                break;
            }

            units++;
            if (char.IsDigit(c))
            {
                digits++;
                c = number ? '0' : c;
                at++;
            }
            else
            {
                capitals += char.IsUpper(c) ? 1 : 0;
                tone = Classification.Letters.Tone(c) is var t and > 0 ? t : tone;
                at = SkipStretch(text, at);
            }

            var letter = Classification.Letters.Bare(c);
            marked = FeatureHash.Add(marked, Classification.Letters.ToneFree(c));
            bare = FeatureHash.Add(bare, letter);
            if (_lettersUsed - lettersAt <= MaxLetters - 2)
            {
                _letters[_lettersUsed++] = letter;
            }
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
            Capital = char.IsUpper(text[start]),
            AllCapitals = units > 1 && capitals > 0 && capitals + digits == units,
        };
        return at;
    }

    // A letter held down ("dạaaaa", "kkkk") counts once from three on; a doubled one stays ("xoong").
    private static int SkipStretch(ReadOnlySpan<char> text, int at)
    {
        var c = Classification.Letters.Lower(text[at]);
        var end = at + 1;
        while (end < text.Length && Classification.Letters.Lower(text[end]) == c)
        {
            end++;
        }

        return end - at >= 3 ? end : at + 1;
    }
}
