namespace ZaloBot.Rules.Classification;

/// <summary>
/// Knows words of one kind (<c>word-classes.txt</c>: spouses, drinks, sellers' words, hearsay, …), so that a word rarely seen in training still
/// counts as one of its kind.
/// </summary>
internal static class WordClasses
{
    private const string Resource = "ZaloBot.Rules.Classification.word-classes.txt";
    private const int LongestPhrase = 3;

    /// <summary>Added to the number of a class that was found without marks; there are fewer classes.</summary>
    private const int WithoutMarks = 1 << 10;

    private static readonly Dictionary<uint, int> Marked = [];
    private static readonly Dictionary<uint, int> Bare = [];

    static WordClasses()
    {
        using var stream = typeof(WordClasses).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks the resource {Resource}.");
        using var reader = new StreamReader(stream);
        var buffer = new TokenBuffer(16);
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.IndexOf(':', StringComparison.Ordinal) is not (var colon and > 0))
            {
                continue;
            }

            number++;
            foreach (var phrase in line[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                buffer.Read(phrase);
                Marked.TryAdd(PhraseHash(buffer.Tokens, bare: false), number);
                Bare.TryAdd(PhraseHash(buffer.Tokens, bare: true), number);
            }
        }
    }

    /// <summary>
    /// Class of the longest known phrase that begins with the first token: 0 for none, another number when it was found without marks. A single
    /// word is looked up without marks only in a message that has none.
    /// </summary>
    public static int At(ReadOnlySpan<Token> tokens, bool messageHasMarks)
    {
        for (var length = Math.Min(LongestPhrase, tokens.Length); length > 0; length--)
        {
            var phrase = tokens[..length];
            if (Marked.TryGetValue(PhraseHash(phrase, bare: false), out var known) && messageHasMarks)
            {
                return known;
            }

            if ((length > 1 || !messageHasMarks) && Bare.TryGetValue(PhraseHash(phrase, bare: true), out known))
            {
                return known + WithoutMarks;
            }
        }

        return 0;
    }

    private static uint PhraseHash(ReadOnlySpan<Token> tokens, bool bare)
    {
        var hash = FeatureHash.Seed;
        foreach (ref readonly var token in tokens)
        {
            hash = (hash * 31) + (bare ? token.Bare : token.Marked);
        }

        return hash;
    }
}
