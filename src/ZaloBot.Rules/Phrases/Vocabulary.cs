using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Phrases;

/// <summary>
/// Numbers the words that phrases are made of. Looking up costs no allocation and does not depend on how many there are; every word of every message is looked
/// up, so that all letters lie in one array and a place of the table tells most other words apart by itself.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>The number of every word no phrase uses.</summary>
    public const int Unknown = 0;

    private readonly List<char> _letters;
    private readonly List<Entry> _entries;

    // A place that is taken holds a word's number and, above it, the word's hash.
    private ulong[] _places;

    /// <summary>An empty one.</summary>
    public Vocabulary()
    {
        _letters = [];
        _entries = [new(0, 0, Unknown)];
        _places = new ulong[1024];
    }

    /// <summary>One that begins with the words of another, under the same numbers.</summary>
    public Vocabulary(Vocabulary other)
    {
        _letters = [.. other._letters];
        _entries = [.. other._entries];
        _places = [.. other._places];
    }

    /// <summary>Number of words, the unknown one included.</summary>
    public int Count => _entries.Count;

    private ReadOnlySpan<Entry> Entries => CollectionsMarshal.AsSpan(_entries);

    /// <summary>The number of a word, given now if it has none. Its form without marks gets one too.</summary>
    public int Add(ReadOnlySpan<char> word)
    {
        var known = Find(word);
        if (known != Unknown)
        {
            return known;
        }

        Span<char> bare = word.Length <= 64 ? stackalloc char[word.Length] : new char[word.Length];
        for (var index = 0; index < word.Length; index++)
        {
            bare[index] = Text.VietnameseLetters.Bare(word[index]);
        }

        var bareNumber = bare.SequenceEqual(word) ? _entries.Count : Add(bare);
        var number = _entries.Count;
        _entries.Add(new(_letters.Count, word.Length, bareNumber));
        _letters.AddRange(word);
        if (_entries.Count * 2 > _places.Length)
        {
            Grow();
        }
        else
        {
            Place(number);
        }

        return number;
    }

    /// <summary>The number of a word, <see cref="Unknown"/> when it has none.</summary>
    public int Find(ReadOnlySpan<char> word)
    {
        var places = _places;
        var hash = Hash(word);
        for (var place = hash; places[place & (uint)(places.Length - 1)] is var taken and not 0; place++)
        {
            if ((uint)(taken >> 32) == hash && word.SequenceEqual(WordOf((int)(uint)taken)))
            {
                return (int)(uint)taken;
            }
        }

        return Unknown;
    }

    /// <summary>The number of the same word without marks.</summary>
    public int BareOf(int number) => Entries[number].Bare;

    /// <summary>The word itself.</summary>
    public ReadOnlySpan<char> WordOf(int number)
    {
        ref readonly var entry = ref Entries[number];
        return CollectionsMarshal.AsSpan(_letters).Slice(entry.Start, entry.Length);
    }

    private static uint Hash(ReadOnlySpan<char> word)
    {
        var hash = 2166136261u;
        foreach (var letter in word)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return hash ^ (hash >> 15);
    }

    private void Grow()
    {
        _places = new ulong[_places.Length * 2];
        for (var number = 1; number < _entries.Count; number++)
        {
            Place(number);
        }
    }

    private void Place(int number)
    {
        var hash = Hash(WordOf(number));
        var place = hash;
        while (_places[place & (uint)(_places.Length - 1)] != 0)
        {
            place++;
        }

        _places[place & (uint)(_places.Length - 1)] = ((ulong)hash << 32) | (uint)number;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(int Start, int Length, int Bare);
}
