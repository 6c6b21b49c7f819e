using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// Where what is known of the words of one side of a message lies: noted when the words are read, needed when they are summed. Arrays are used again for the next message.
/// </summary>
internal sealed class ExpectedWords(int capacity)
{
    private readonly Word[] _words = new Word[capacity];
    private readonly int[] _rows = new int[capacity * WordList.MostBesideSpelling];
    private int _count;
    private int _rowCount;

    /// <summary>The rows of all words, one word behind the other.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _rowCount);

    public ref readonly Word this[int word] => ref _words[word];

    /// <summary>As if nothing had been noted.</summary>
    public void Clear() => (_count, _rowCount) = (0, 0);

    /// <summary>Notes the next word.</summary>
    /// <param name="spelling">What is kept in the place of its spelling, perhaps of another word.</param>
    /// <param name="beside">The hashes of what it is beside its spelling.</param>
    /// <param name="table">Knows the rows of those.</param>
    /// <returns>Its rows.</returns>
    public ReadOnlySpan<int> Add(SpellingSums.Sum spelling, ReadOnlySpan<uint> beside, FeatureTable table)
    {
        var at = _rowCount;
        var known = table.RowsOf(beside, _rows.AsSpan(at));
        _rowCount += known;
        _words[_count++] = new() { Spelling = spelling, RowsAt = (byte)at, RowCount = (byte)known, Beside = (byte)beside.Length };
        return _rows.AsSpan(at, known);
    }

    /// <summary>What is noted of one word.</summary>
    [StructLayout(LayoutKind.Auto)]
    public struct Word
    {
        public SpellingSums.Sum Spelling;
        public byte RowsAt;
        public byte RowCount;

        /// <summary>How many features it has beside its spelling, known or not.</summary>
        public byte Beside;
    }
}
