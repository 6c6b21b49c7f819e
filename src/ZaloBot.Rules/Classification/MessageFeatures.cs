using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// What a network sees of a message: hashes of its words, word pairs, word classes and pieces of words and of the signs recognised in it, each with the
/// weight it has in the average of its text, the same of the context, and a few signs of form. Arrays are used again for the next message; not for use by two threads at once.
/// </summary>
internal sealed class MessageFeatures
{
    /// <summary>Number of <see cref="Signs"/>.</summary>
    public const int SignCount = 16;

    /// <summary>Words of a text that are read; what comes behind counts for nothing.</summary>
    public const int MaxTokens = 96;

    /// <summary>The same of the context.</summary>
    public const int MaxContextTokens = 32;

    /// <summary>Hashes of one word at most.</summary>
    public const int MostOfAToken = 4 + TokenBuffer.MaxLetters;

    private const int PieceLength = 3;
    private const int MostSigns = 128;
    private const int FirstSignToken = MaxTokens + MaxContextTokens;
    private const int Capacity = ((MaxTokens + MaxContextTokens) * MostOfAToken) + (3 * MostSigns);
    private const uint OwnKind = 30;
    private const uint RelayedKind = 31;
    private const uint ContextKind = 32;
    private const uint SignSpread = 2654435761;

    private readonly TokenBuffer _text = new(MaxTokens);
    private readonly TokenBuffer _context = new(MaxContextTokens);
    private readonly float[] _signs = new float[SignCount];

    /// <summary>Hashes: first of the text, from <see cref="TextCount"/> on of the context.</summary>
    public uint[] Hashes { get; } = new uint[Capacity];

    /// <summary>Weight of each hash in the average of its side.</summary>
    public float[] Weights { get; } = new float[Capacity];

    /// <summary>Token each hash came from, counted through both sides.</summary>
    public byte[] TokenOf { get; } = new byte[Capacity];

    public int TextCount { get; private set; }

    public int Count { get; private set; }

    /// <summary>Words, numbers, marks and emoji of the text.</summary>
    public int TextTokens => _text.Count;

    /// <summary>The same of the context.</summary>
    public int ContextTokens => _context.Count;

    public ReadOnlySpan<float> Signs => _signs;

    /// <summary>Where the hash at an index belongs when the words are laid in a row: the context's, the text's, and behind them one place for all signs.</summary>
    public int PlaceOf(int index) => PlaceOf(TokenOf[index], isInText: index < TextCount, TextTokens, ContextTokens);

    /// <inheritdoc cref="PlaceOf(int)" />
    public static int PlaceOf(byte token, bool isInText, int textTokens, int contextTokens) =>
        !isInText ? token - textTokens : token < FirstSignToken ? contextTokens + token : contextTokens + textTokens;

    /// <summary>
    /// Reads a message with the signs recognised in it; <paramref name="withoutMarks"/> sees its words as if they had been typed without diacritics.
    /// </summary>
    public void Read(ReadOnlySpan<char> text, ReadOnlySpan<char> context, in MessageSigns signs, bool withoutMarks = false)
    {
        _text.Read(text);
        _context.Read(context);
        Count = 0;
        AddSide(_text, 0, withoutMarks);
        AddSigns(signs.Own, OwnKind, _text.Count);
        AddSigns(signs.Relayed, RelayedKind, _text.Count);
        AddSigns(signs.Context, ContextKind, _text.Count);
        TextCount = Count;
        AddSide(_context, _text.Count, withoutMarks);
        FormSigns.Read(_text.Tokens, !context.IsEmpty, _signs);
    }

    private void AddSide(TokenBuffer side, int firstToken, bool withoutMarks)
    {
        var tokens = side.Tokens;
        var hasMarks = !withoutMarks && HasMarks(tokens);
        var share = 1f / MathF.Sqrt(tokens.Length + 1);
        for (var i = 0; i < tokens.Length; i++)
        {
            ref readonly var token = ref tokens[i];
            var next = i + 1 < tokens.Length ? tokens[i + 1].Bare : 0;
            var first = Count;
            Hashes[Count++] = FeatureHash.Finish(withoutMarks ? token.MarkedIfBare : token.Marked, 1);
            Hashes[Count++] = FeatureHash.Finish(token.Bare, 2);
            Hashes[Count++] = FeatureHash.Finish((token.Bare * 31) + next, 3);
            if (token.IsSpoken && WordClasses.At(tokens[i..], hasMarks) is var wordClass and > 0)
            {
                Hashes[Count++] = FeatureHash.Finish((uint)wordClass, 20);
            }

            if (token.Kind == TokenKind.Word)
            {
                AddPieces(side.LettersOf(token));
            }

            var weight = share / MathF.Sqrt(Count - first);
            Weights.AsSpan(first, Count - first).Fill(weight);
            TokenOf.AsSpan(first, Count - first).Fill((byte)(firstToken + i));
        }
    }

    // A sign weighs as much as a word. The places they claim in TokenOf lie behind those of the words, so that learning may leave them out too.
    private void AddSigns(in SignSet signs, uint kind, int tokens)
    {
        var weight = 1f / MathF.Sqrt(tokens + 1);
        var end = Math.Min(Count + MostSigns, Hashes.Length);
        for (var sign = signs.Next(0); sign >= 0 && Count < end; sign = signs.Next(sign + 1))
        {
            Hashes[Count] = FeatureHash.Finish((uint)sign * SignSpread, kind);
            Weights[Count] = weight;
            TokenOf[Count] = (byte)(FirstSignToken + (sign % MostSigns));
            Count++;
        }
    }

    private static bool HasMarks(ReadOnlySpan<Token> tokens)
    {
        foreach (ref readonly var token in tokens)
        {
            if (token.Marked != token.MarkedIfBare)
            {
                return true;
            }
        }

        return false;
    }

    private void AddPieces(ReadOnlySpan<char> letters)
    {
        for (var i = 0; i + PieceLength <= letters.Length; i++)
        {
            var hash = FeatureHash.Seed;
            foreach (var letter in letters.Slice(i, PieceLength))
            {
                hash = FeatureHash.Add(hash, letter);
            }

            Hashes[Count++] = FeatureHash.Finish(hash, 4);
        }
    }
}
