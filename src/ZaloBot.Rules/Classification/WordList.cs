namespace ZaloBot.Rules.Classification;

/// <summary>
/// The words, numbers, marks and emoji of one side of a message (its text, or what was said before it), and what each is beside its spelling: the first of
/// a pair, and one of a class. Arrays are used again for the next message.
/// </summary>
internal sealed class WordList(int capacity)
{
    /// <summary>Features of a word beside its spelling at most.</summary>
    public const int MostBesideSpelling = 2;

    private const uint PairSpace = 3;
    private const uint ClassSpace = 20;

    private readonly TokenBuffer _tokens = new(capacity);
    private readonly int[] _classes = new int[capacity];

    public int Count => _tokens.Count;

    public ReadOnlySpan<Token> Tokens => _tokens.Tokens;

    /// <summary>True when the text was read as if it had been typed without diacritics.</summary>
    public bool IsWithoutMarks { get; private set; }

    /// <summary>Reads a text; <paramref name="withoutMarks"/> sees it as if it had been typed without diacritics.</summary>
    public void Read(ReadOnlySpan<char> text, bool withoutMarks)
    {
        IsWithoutMarks = withoutMarks;
        _tokens.Read(text);
        var tokens = _tokens.Tokens;
        var hasMarks = !withoutMarks && HasMarks(tokens);
        for (var word = 0; word < tokens.Length; word++)
        {
            _classes[word] = tokens[word].IsSpoken ? WordClasses.At(tokens[word..], hasMarks) : 0;
        }
    }

    /// <summary>As if nothing had been read.</summary>
    public void Clear() => _tokens.Clear();

    /// <summary>Letters of a word without marks, between '&lt;' and '&gt;'; nothing for what is no word.</summary>
    public ReadOnlySpan<char> LettersOf(int word)
    {
        ref readonly var token = ref _tokens.Tokens[word];
        return token.Kind == TokenKind.Word ? _tokens.LettersOf(token) : default;
    }

    /// <summary>Writes the hashes of what a word is beside its spelling: of the pair it makes with the next, and of its class (<see cref="WordClasses"/>) if it has one.</summary>
    /// <returns>How many there are.</returns>
    public int WriteBesideSpelling(int word, Span<uint> hashes)
    {
        var tokens = _tokens.Tokens;
        hashes[0] = FeatureHash.Finish((tokens[word].Bare * 31) + (word + 1 < tokens.Length ? tokens[word + 1].Bare : 0), PairSpace);
        if (_classes[word] == 0)
        {
            return 1;
        }

        hashes[1] = FeatureHash.Finish((uint)_classes[word], ClassSpace);
        return MostBesideSpelling;
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
}
