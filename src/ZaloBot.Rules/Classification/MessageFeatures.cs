namespace ZaloBot.Rules.Classification;

/// <summary>
/// What a network sees of a message: hashes of its words, word pairs, word classes and pieces of words, each with the weight it has in the average of its
/// text, the same of the context, and a few signs of form. Arrays are used again for the next message; not for use by two threads at once.
/// </summary>
internal sealed class MessageFeatures
{
    /// <summary>Number of <see cref="Signs"/>.</summary>
    public const int SignCount = 16;

    private const int MaxTokens = 96;
    private const int MaxContextTokens = 32;
    private const int PieceLength = 3;
    private const int MostOfAToken = 4 + TokenBuffer.MaxLetters;

    private readonly TokenBuffer _text = new(MaxTokens);
    private readonly TokenBuffer _context = new(MaxContextTokens);
    private readonly float[] _signs = new float[SignCount];

    /// <summary>Hashes: first of the text, from <see cref="TextCount"/> on of the context.</summary>
    public uint[] Hashes { get; } = new uint[(MaxTokens + MaxContextTokens) * MostOfAToken];

    /// <summary>Weight of each hash in the average of its side.</summary>
    public float[] Weights { get; } = new float[(MaxTokens + MaxContextTokens) * MostOfAToken];

    /// <summary>Token each hash came from, counted through both sides.</summary>
    public byte[] TokenOf { get; } = new byte[(MaxTokens + MaxContextTokens) * MostOfAToken];

    public int TextCount { get; private set; }

    public int Count { get; private set; }

    /// <summary>Words and numbers of the text.</summary>
    public int SpokenWords { get; private set; }

    public ReadOnlySpan<float> Signs => _signs;

    /// <summary>Reads a message; <paramref name="withoutMarks"/> sees it as if it had been typed without diacritics.</summary>
    public void Read(ReadOnlySpan<char> text, ReadOnlySpan<char> context, bool withoutMarks = false)
    {
        _text.Read(text);
        _context.Read(context);
        Count = 0;
        AddSide(_text, 0, withoutMarks);
        TextCount = Count;
        AddSide(_context, _text.Count, withoutMarks);
        SpokenWords = FormSigns.Read(_text.Tokens, !context.IsEmpty, _signs);
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
