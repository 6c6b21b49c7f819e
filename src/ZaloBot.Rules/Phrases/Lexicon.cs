using System.Collections.Frozen;

namespace ZaloBot.Rules.Phrases;

/// <summary>What is needed to read words: the vocabulary, the abbreviations and the words worth joining when spelt out.</summary>
/// <param name="vocabulary">The words of all phrases.</param>
/// <param name="abbreviations">Number of an abbreviation to the numbers of the words it stands for.</param>
/// <param name="spelt">Words that are joined again when only spaces part their letters.</param>
internal sealed class Lexicon(Vocabulary vocabulary, IReadOnlyDictionary<int, int[]> abbreviations, FrozenSet<int> spelt)
{
    /// <summary>Longest word that is joined from letters parted by spaces.</summary>
    public const int LongestSpelt = 12;

    // By the number of the word; asked of most words of every message.
    private readonly int[]?[] _writtenOut = [.. Enumerable.Range(0, abbreviations.Keys.Max() + 1).Select(abbreviations.GetValueOrDefault)];

    /// <summary>The words of all phrases.</summary>
    public Vocabulary Vocabulary => vocabulary;

    /// <summary>The same with a vocabulary of its own, to which more words can be added.</summary>
    public Lexicon Copy() => new(new Vocabulary(vocabulary), abbreviations, spelt);

    /// <summary>The words an abbreviation stands for; null when the word is none.</summary>
    public int[]? WrittenOut(int word) => word < _writtenOut.Length ? _writtenOut[word] : null;

    /// <summary>True when the word is joined again although only spaces part its letters.</summary>
    public bool IsSpeltOut(int word) => spelt.Contains(word);
}
