namespace ZaloBot.Rules.Phrases;

/// <summary>Numbers the words that phrases are made of. Looking up costs no allocation and does not depend on how many there are.</summary>
internal sealed class Vocabulary
{
    /// <summary>The number of every word no phrase uses.</summary>
    public const int Unknown = 0;

    private readonly List<Entry> _entries;
    private int[] _slots;

    /// <summary>An empty one.</summary>
    public Vocabulary()
    {
        _entries = [new("", Unknown)];
        _slots = new int[1024];
    }

    /// <summary>One that begins with the words of another, under the same numbers.</summary>
    public Vocabulary(Vocabulary other)
    {
        _entries = [.. other._entries];
        _slots = [.. other._slots];
    }

    /// <summary>Number of words, the unknown one included.</summary>
    public int Count => _entries.Count;

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
        _entries.Add(new(word.ToString(), bareNumber));
        if (_entries.Count * 2 > _slots.Length)
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
        var mask = _slots.Length - 1;
        for (var slot = (int)(Hash(word) & (uint)mask); _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (word.SequenceEqual(_entries[_slots[slot]].Word))
            {
                return _slots[slot];
            }
        }

        return Unknown;
    }

    /// <summary>The number of the same word without marks.</summary>
    public int BareOf(int number) => _entries[number].Bare;

    /// <summary>The word itself.</summary>
    public string WordOf(int number) => _entries[number].Word;

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
        _slots = new int[_slots.Length * 2];
        for (var number = 1; number < _entries.Count; number++)
        {
            Place(number);
        }
    }

    private void Place(int number)
    {
        var mask = _slots.Length - 1;
        var slot = (int)(Hash(_entries[number].Word) & (uint)mask);
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        _slots[slot] = number;
    }

    private sealed record Entry(string Word, int Bare);
}
