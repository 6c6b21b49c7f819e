namespace ZaloBot.Rules.Classification;

/// <summary>
/// What a model knows of a word by its <see cref="Spelling"/> alone, summed when the word is first met and kept: people use few words, and those often, and
/// each would cost half a dozen rows from all over some megabytes. Words that share a place displace each other; the two summed last stay. Keeps hashes and
/// sums, never letters; safe to use from many threads.
/// </summary>
internal sealed class SpellingSums(FeatureTable table, Network network, LinearModel linear)
{
    private const int Places = 1 << 12;

    private readonly Sum?[] _latest = new Sum?[Places];
    private readonly Sum?[] _before = new Sum?[Places];

    public Sum Of(in Token token, ReadOnlySpan<char> letters)
    {
        var place = (int)(FeatureHash.Finish(token.Marked, 0) % Places);
        if (_latest[place] is { } latest && latest.IsOf(token))
        {
            return latest;
        }

        if (_before[place] is { } before && before.IsOf(token))
        {
            return before;
        }

        // Two threads that do this at once may lose a word, which is summed anew when it comes again.
        _before[place] = _latest[place];
        return _latest[place] = Make(token, letters);
    }

    private Sum Make(in Token token, ReadOnlySpan<char> letters)
    {
        Span<uint> hashes = stackalloc uint[Spelling.Most];
        var count = Spelling.Write(token, letters, withoutMarks: false, hashes);
        Span<int> rows = stackalloc int[Spelling.Most];
        var known = table.RowsOf(hashes[..count], rows);
        var sum = new Sum(token, count, known, network.Shape.Width);
        network.Add(rows[..known], 1f, sum.Word);
        linear.Add(rows[..known], inContext: false, sum.InText);
        linear.Add(rows[..known], inContext: true, sum.InContext);
        return sum;
    }

    /// <summary>The sums over the features of one word.</summary>
    internal sealed class Sum(in Token token, int features, int known, int width)
    {
        private readonly uint _marked = token.Marked;
        private readonly uint _bare = token.Bare;
        private readonly TokenKind _kind = token.Kind;

        /// <summary>How many features it has.</summary>
        public int Features { get; } = features;

        /// <summary>How many of them the model knows.</summary>
        public int Known { get; } = known;

        /// <summary>What the network knows of it.</summary>
        public float[] Word { get; } = new float[width];

        /// <summary>What the linear classifiers make of it in a text.</summary>
        public float[] InText { get; } = new float[CategoryNames.Count];

        /// <summary>The same in what was said before.</summary>
        public float[] InContext { get; } = new float[CategoryNames.Count];

        public bool IsOf(in Token token) => _marked == token.Marked && _bare == token.Bare && _kind == token.Kind;
    }
}
