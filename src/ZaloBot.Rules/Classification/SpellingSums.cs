using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// What a model knows of a word by its <see cref="Spelling"/> alone, summed when the word is first met and kept: people use few words, and those often, and
/// each would cost half a dozen rows from all over some megabytes. Words that share a place displace each other; the two summed last stay. Keeps hashes and
/// sums, never letters; safe to use from many threads.
/// </summary>
internal sealed class SpellingSums(FeatureTable table, Network network, LinearModel linear)
{
    private const int Places = 1 << 12;
    private const int Categories = CategoryNames.Count;

    private readonly Sum[] _latest = new Sum[Places];
    private readonly Sum[] _before = new Sum[Places];

    /// <summary>What is kept in the place of a word, brought near for <see cref="Of"/> a little later.</summary>
    public Sum Expected(in Token token)
    {
        var sum = _latest[PlaceOf(token)];
        sum.Prefetch();
        return sum;
    }

    /// <summary>The sum of a word; <paramref name="expected"/> is what was kept in its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Sum Of(in Token token, ReadOnlySpan<char> letters, Sum expected) => expected.IsOf(token) ? expected : Look(token, letters);

    private Sum Look(in Token token, ReadOnlySpan<char> letters)
    {
        var place = PlaceOf(token);
        if (_before[place] is var before && before.IsOf(token))
        {
            return before;
        }

        // Made a moment ago, for the same word earlier in the message.
        if (_latest[place] is var latest && latest.IsOf(token))
        {
            return latest;
        }

        // Two threads that do this at once may lose a word, which is summed anew when it comes again.
        _before[place] = _latest[place];
        return _latest[place] = Make(token, letters);
    }

    private static int PlaceOf(in Token token) => (int)(FeatureHash.Finish(token.Marked, 0) % Places);

    private Sum Make(in Token token, ReadOnlySpan<char> letters)
    {
        Span<uint> hashes = stackalloc uint[Spelling.Most];
        var count = Spelling.Write(token, letters, withoutMarks: false, hashes);
        Span<int> rows = stackalloc int[Spelling.Most];
        var known = table.RowsOf(hashes[..count], rows);
        Span<float> word = stackalloc float[network.Shape.Width], inText = stackalloc float[Categories], inContext = stackalloc float[Categories];
        word.Clear();
        inText.Clear();
        inContext.Clear();
        network.Add(rows[..known], 1f, word);
        linear.Add(rows[..known], inContext: false, inText);
        linear.Add(rows[..known], inContext: true, inContext);
        return new(token, count, known, word, inText, inContext);
    }

    /// <summary>The sums over the features of one word, in one array with the hashes of the word at its head: what lies together is fetched together.</summary>
    internal readonly struct Sum
    {
        // The head: two hashes of two units each, kind, features, how many of them are known, and one unit to spare. Then text, context, word.
        private const int Kind = 4;
        private const int FeatureCount = 5;
        private const int KnownCount = 6;
        private const int Head = 8;

        private readonly ushort[]? _all;

        public Sum(in Token token, int features, int known, ReadOnlySpan<float> word, ReadOnlySpan<float> inText, ReadOnlySpan<float> inContext)
        {
            _all = new ushort[Head + (2 * Categories) + word.Length];
            var hashes = MemoryMarshal.Cast<ushort, uint>(_all.AsSpan());
            (hashes[0], hashes[1]) = (token.Marked, token.Bare);
            (_all[Kind], _all[FeatureCount], _all[KnownCount]) = ((ushort)token.Kind, (ushort)features, (ushort)known);
            ShortFloats.Write(inText, _all.AsSpan(Head));
            ShortFloats.Write(inContext, _all.AsSpan(Head + Categories));
            ShortFloats.Write(word, _all.AsSpan(Head + (2 * Categories)));
        }

        /// <summary>How many features it has.</summary>
        public int Features => _all![FeatureCount];

        /// <summary>How many of them the model knows.</summary>
        public int Known => _all![KnownCount];

        /// <summary>What the linear classifiers make of it in a text.</summary>
        public ReadOnlySpan<ushort> InText => _all.AsSpan(Head, Categories);

        /// <summary>The same in what was said before.</summary>
        public ReadOnlySpan<ushort> InContext => _all.AsSpan(Head + Categories, Categories);

        /// <summary>What the network knows of it.</summary>
        public ReadOnlySpan<ushort> Word => _all.AsSpan(Head + (2 * Categories));

        /// <summary>Nothing is kept in a place as yet, or it is of another word: false.</summary>
        public bool IsOf(in Token token)
        {
            var hashes = MemoryMarshal.Cast<ushort, uint>(_all.AsSpan());
            return hashes.Length > 2 && hashes[0] == token.Marked && hashes[1] == token.Bare && _all![Kind] == (ushort)token.Kind;
        }

        public void Prefetch() => Vectors.Prefetch(MemoryMarshal.Cast<ushort, sbyte>(_all.AsSpan()));
    }
}
