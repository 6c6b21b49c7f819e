using System.Numerics;
using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Phrases;

/// <summary>
/// An Aho-Corasick automaton whose letters are words: where each word leads from each place, and which phrases end there. Every word of every message takes a
/// step, over some megabytes that no near cache holds; so a step mostly looks at two places only, where it is and where it goes, however many words lead on.
/// </summary>
internal sealed class Automaton
{
    /// <summary>Where no phrase has begun.</summary>
    public const int Root = 0;

    /// <summary>The end of no phrase.</summary>
    public const int NoEnd = -1;

    private const int NoWord = -1;

    private readonly int[] _fromRoot;
    private readonly Place[] _places;

    /// <summary>The automaton of a tree of phrases.</summary>
    /// <param name="trie">The tree.</param>
    /// <param name="words">How many words there are; the tree's have smaller numbers.</param>
    /// <param name="ends">Where phrases end; <see cref="FirstEnd"/> and <see cref="End.Next"/> are places in it.</param>
    public Automaton(Trie trie, int words, out End[] ends)
    {
        _fromRoot = new int[words];
        _places = new Place[Room(trie)];
        var placeOf = Lay(trie);
        (int Place, int Phrase)[] planted = [.. trie.Ends.Select(end => (Place: placeOf[end.Node], end.Phrase)).OrderBy(end => end.Place)];
        ends = new End[planted.Length];
        for (var end = ends.Length - 1; end >= 0; end--)
        {
            ref var place = ref _places[planted[end].Place];
            ends[end] = new(place.FirstEnd, planted[end].Phrase);
            place.FirstEnd = end;
        }

        Link(ends);
    }

    /// <summary>Where a word leads.</summary>
    public int Step(int place, int word)
    {
        while (place != Root)
        {
            ref readonly var from = ref _places[place];
            if (Below(from, word) is var target and not Root)
            {
                return target;
            }

            place = from.Fail;
        }

        // No phrase begins with an unknown word; one beyond the table belongs to the phrases of an administrator, which have an automaton of their own.
        return word < _fromRoot.Length ? _fromRoot[word] : Root;
    }

    /// <summary>The first of the ends at a place, of the longest phrases first; <see cref="NoEnd"/> when no phrase ends there.</summary>
    public int FirstEnd(int place) => _places[place].FirstEnd;

    // Where a word leads from a place below the root; back to the root when nowhere. Most words lead nowhere, and a bit tells.
    private int Below(in Place from, int word)
    {
        if ((from.Words & BitOf(word)) == 0)
        {
            return Root;
        }

        for (var offset = 0; offset < from.Room; offset++)
        {
            var below = from.Below + ((word + offset) & (from.Room - 1));
            if (_places[below].Word == word)
            {
                return below;
            }

            if (_places[below].Word == NoWord)
            {
                return Root;
            }
        }

        return Root;
    }

    // So many places for those below one that a word is found at once, or nearly so.
    private static int RoomFor(int count) => (int)BitOperations.RoundUpToPowerOf2((uint)(count + (count / 4)));

    private static int Room(Trie trie)
    {
        var room = 1 + trie.Children(Root).Count();
        for (var node = 1; node < trie.Count; node++)
        {
            room += RoomFor(trie.Children(node).Count());
        }

        return room;
    }

    // Level by level, those below one place side by side: what is often passed through is near the root, and lies together. Returns the place of each node.
    private int[] Lay(Trie trie)
    {
        Array.Fill(_places, new Place { Word = NoWord, FirstEnd = NoEnd });
        var placeOf = new int[trie.Count];
        var next = 1;
        foreach (var (word, node) in trie.Children(Root))
        {
            _places[next].Word = word;
            placeOf[node] = _fromRoot[word] = next++;
        }

        foreach (var node in trie.ByLevel().Skip(1))
        {
            ref var place = ref _places[placeOf[node]];
            (place.Below, place.Room) = (next, RoomFor(trie.Children(node).Count()));
            foreach (var (word, child) in trie.Children(node))
            {
                place.Words |= BitOf(word);
                var below = word & (place.Room - 1);
                while (_places[next + below].Word != NoWord)
                {
                    below = (below + 1) & (place.Room - 1);
                }

                _places[next + below].Word = word;
                placeOf[child] = next + below;
            }

            next += place.Room;
        }

        return placeOf;
    }

    // Where to go on from each place when the next word leads nowhere: the longest end of what was read that begins a phrase. It lies on a level above, so it is
    // linked before.
    private void Link(End[] ends)
    {
        foreach (ref readonly var place in _places.AsSpan(1))
        {
            for (var at = place.Below; at < place.Below + place.Room; at++)
            {
                ref var below = ref _places[at];
                if (below.Word == NoWord)
                {
                    continue;
                }

                below.Fail = Step(place.Fail, below.Word);
                Append(ends, ref below.FirstEnd, _places[below.Fail].FirstEnd);
            }
        }
    }

    private static void Append(End[] ends, ref int first, int behind)
    {
        if (first == NoEnd)
        {
            first = behind;
            return;
        }

        var last = first;
        while (ends[last].Next != NoEnd)
        {
            last = ends[last].Next;
        }

        ends[last] = ends[last] with { Next = behind };
    }

    private static uint BitOf(int word) => 1u << (word % 32);

    /// <summary>The end of a phrase.</summary>
    /// <param name="Next">The next at the same place, or of the shorter phrases that end there too; <see cref="NoEnd"/> when this is the last.</param>
    /// <param name="Phrase">Which phrase, as it was planted.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct End(int Next, int Phrase);

    /// <summary>A place of the automaton.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Place
    {
        /// <summary>The word that leads here.</summary>
        public int Word;

        /// <summary>The first of the places below, and how many: a power of two, so that a word's number says where to look for it. Some are empty.</summary>
        public int Below;
        public int Room;

        /// <summary>A bit for each word that leads further.</summary>
        public uint Words;

        /// <summary>Where to go on when the word leads nowhere.</summary>
        public int Fail;

        /// <summary>The first of the ends here.</summary>
        public int FirstEnd;
    }
}
