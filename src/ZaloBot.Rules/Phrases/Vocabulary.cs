using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Phrases;

/// <summary>
/// Numbers the words that phrases are made of. Looking up costs no allocation and does not depend on how many there are. Every word of every message is looked
/// up, so a place of the table holds all that is asked: a word is known by its hash, and its letters are not compared.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>The number of every word no phrase uses.</summary>
    public const int Unknown = 0;

    private readonly List<char> _letters;
    private readonly List<Entry> _entries;

    private Place[] _places;

    /// <summary>An empty one.</summary>
    public Vocabulary()
    {
        _letters = [];
        _entries = [new(0, 0, Unknown)];
        _places = new Place[1024];
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
    /// <exception cref="InvalidOperationException">It has the hash of another; of a million words two share one with a probability below one in ten million.</exception>
    public int Add(ReadOnlySpan<char> word)
    {
        var known = Find(word).Number;
        if (known != Unknown)
        {
            return word.SequenceEqual(WordOf(known)) ? known : throw new InvalidOperationException($"\"{word}\" and \"{WordOf(known)}\" cannot be told apart.");
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
            Put(number);
        }

        return number;
    }

    /// <summary>The numbers of a word, <see cref="Unknown"/> when it has none.</summary>
    public KnownWord Find(ReadOnlySpan<char> word)
    {
        var places = _places;
        var hash = Hash(word);
        for (var at = hash; ; at++)
        {
            ref readonly var place = ref places[at & (uint)(places.Length - 1)];
            if (place.Hash == hash || place.Word.Number == Unknown)
            {
                return place.Word;
            }
        }
    }

    /// <summary>The number of the same word without marks.</summary>
    public int BareOf(int number) => Entries[number].Bare;

    /// <summary>The word itself.</summary>
    public ReadOnlySpan<char> WordOf(int number)
    {
        ref readonly var entry = ref Entries[number];
        return CollectionsMarshal.AsSpan(_letters).Slice(entry.Start, entry.Length);
    }

    // FNV-1a, its upper half folded onto the lower, which says where to look.
    private static ulong Hash(ReadOnlySpan<char> word)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in word)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return hash ^ (hash >> 32);
    }

    private void Grow()
    {
        _places = new Place[_places.Length * 2];
        for (var number = 1; number < _entries.Count; number++)
        {
            Put(number);
        }
    }

    private void Put(int number)
    {
        var hash = Hash(WordOf(number));
        var at = hash;
        while (_places[at & (uint)(_places.Length - 1)].Word.Number != Unknown)
        {
            at++;
        }

        _places[at & (uint)(_places.Length - 1)] = new(hash, new(number, BareOf(number)));
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(int Start, int Length, int Bare);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(ulong Hash, KnownWord Word);
}

/// <summary>A word of the vocabulary.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Bare">The number of the same word without marks.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KnownWord(int Number, int Bare);
