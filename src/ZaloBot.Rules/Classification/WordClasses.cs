using System.Numerics;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// Knows words of one kind (<c>word-classes.txt</c>: spouses, drinks, sellers' words, hearsay, …), so that a word rarely seen in training still
/// counts as one of its kind.
/// </summary>
internal static class WordClasses
{
    private const string Resource = "ZaloBot.Rules.Classification.word-classes.txt";

    /// <summary>Added to the number of a class that was found without marks; there are fewer classes.</summary>
    private const int WithoutMarks = 1 << 10;

    private static readonly ClassTable Marked;
    private static readonly ClassTable Bare;

    // The words that are a phrase by themselves.
    private static readonly HashFilter Single = new();

    // How many words the longer phrases have that begin with two words of that hash, a bit for each number; pairs may share a place. Most pairs begin none.
    private static readonly ushort[] LengthsFrom = new ushort[1 << 15];

    static WordClasses()
    {
        Dictionary<uint, ushort> marked = [], bare = [];
        using var stream = typeof(WordClasses).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks the resource {Resource}.");
        using var reader = new StreamReader(stream);
        var buffer = new TokenBuffer(16);
        ushort number = 0;
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
                if (buffer.Count == 0)
                {
                    continue;
                }

                marked.TryAdd(HashOf(buffer.Tokens, bare: false), number);
                bare.TryAdd(HashOf(buffer.Tokens, bare: true), number);
                if (buffer.Count == 1)
                {
                    Single.Add(buffer.Tokens[0].Bare);
                }
                else
                {
                    From(buffer.Tokens) |= (ushort)(1 << (buffer.Count - 1));
                }
            }
        }

        (Marked, Bare) = (new(marked), new(bare));
    }

    /// <summary>
    /// Class of the longest known phrase that begins with the first token: 0 for none, another number when it was found without marks. A single
    /// word is looked up without marks only in a message that has none.
    /// </summary>
    public static int At(ReadOnlySpan<Token> tokens, bool messageHasMarks)
    {
        var lengths = Single.MayHave(tokens[0].Bare) ? 1u : 0;
        if (tokens.Length > 1)
        {
            lengths |= From(tokens) & ((2u << Math.Min(tokens.Length - 1, 16)) - 1);
        }

        while (lengths != 0)
        {
            var length = 32 - BitOperations.LeadingZeroCount(lengths);
            lengths ^= 1u << (length - 1);
            var phrase = tokens[..length];
            if (messageHasMarks && Marked.Find(HashOf(phrase, bare: false)) is var known and > 0)
            {
                return known;
            }

            if ((length > 1 || !messageHasMarks) && Bare.Find(HashOf(phrase, bare: true)) is var bare and > 0)
            {
                return bare + WithoutMarks;
            }
        }

        return 0;
    }

    private static ref ushort From(ReadOnlySpan<Token> tokens) => ref LengthsFrom[HashOf(tokens[..2], bare: true) % (uint)LengthsFrom.Length];

    private static uint HashOf(ReadOnlySpan<Token> tokens, bool bare)
    {
        var hash = FeatureHash.Seed;
        foreach (ref readonly var token in tokens)
        {
            hash = (hash * 31) + (bare ? token.Bare : token.Marked);
        }

        return hash;
    }

    /// <summary>The class of each phrase by its hash; looked into for every word of every message, so that less than half of its places are filled.</summary>
    private sealed class ClassTable
    {
        private const uint UpperHalf = 0xFFFF_0000;

        // A place that is taken holds the number of a class and, above it, the upper half of the phrase's hash. The search begins at what the lower half says, so
        // a text's word is taken for another one time in a hundred thousand; that no phrase is, is made sure of when the table is built.
        private readonly uint[] _places;
        private readonly HashFilter _present = new();

        public ClassTable(Dictionary<uint, ushort> classes)
        {
            _places = new uint[(int)BitOperations.RoundUpToPowerOf2((uint)classes.Count * 2)];
            foreach (var (hash, number) in classes)
            {
                var place = FirstPlace(hash);
                while (_places[place] != 0)
                {
                    place = (place + 1) & (_places.Length - 1);
                }

                _places[place] = (hash & UpperHalf) | number;
                _present.Add(hash);
            }

            if (classes.Any(pair => Find(pair.Key) != pair.Value))
            {
                throw new InvalidOperationException("Two phrases of word-classes.txt cannot be told apart: leave one out, or make the table larger.");
            }
        }

        /// <summary>0 for a phrase of no class.</summary>
        public int Find(uint hash)
        {
            if (!_present.MayHave(hash))
            {
                return 0;
            }

            for (var place = FirstPlace(hash); _places[place] is var taken and not 0; place = (place + 1) & (_places.Length - 1))
            {
                if (((taken ^ hash) & UpperHalf) == 0)
                {
                    return (ushort)taken;
                }
            }

            return 0;
        }

        private int FirstPlace(uint hash) => (int)(hash & (uint)(_places.Length - 1));
    }
}
