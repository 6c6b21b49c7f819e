namespace ZaloBot.Rules.Text;

/// <summary>
/// A text as <see cref="Normaliser"/> leaves it, with marks and without, and the way back to the original. Buffers are kept for the next text;
/// an instance serves one thread at a time.
/// </summary>
internal sealed class NormalisedText
{
    private char[] _marked = new char[512];
    private char[] _bare = new char[512];
    private int[] _starts = new int[512];
    private int[] _ends = new int[512];
    private int _length;

    /// <summary>Number of characters after normalising.</summary>
    public int Length => _length;

    /// <summary>Lower-case letters with marks.</summary>
    public ReadOnlySpan<char> Marked => _marked.AsSpan(0, _length);

    /// <summary>The same without marks; index for index the same positions.</summary>
    public ReadOnlySpan<char> Bare => _bare.AsSpan(0, _length);

    internal Span<char> MutableMarked => _marked.AsSpan(0, _length);

    /// <summary>Where a stretch came from in the original text.</summary>
    public TextRange Original(int start, int length) =>
        length <= 0 ? new(start < _length ? _starts[start] : _length == 0 ? 0 : _ends[_length - 1], 0) : new(_starts[start], _ends[start + length - 1] - _starts[start]);

    internal void Begin(int capacity)
    {
        _length = 0;
        if (capacity <= _marked.Length)
        {
            return;
        }

        var size = (int)Math.Min(Array.MaxLength, Math.Max((long)capacity, 2L * _marked.Length));
        _marked = new char[size];
        _bare = new char[size];
        _starts = new int[size];
        _ends = new int[size];
    }

    internal void Add(char letter, int start, int units)
    {
        _marked[_length] = letter;
        _bare[_length] = VietnameseLetters.Bare(letter);
        _starts[_length] = start;
        _ends[_length++] = start + units;
    }

    internal void PutMark(char mark, int end)
    {
        if (_length > 0)
        {
            _marked[_length - 1] = VietnameseLetters.WithMark(_marked[_length - 1], mark);
            _bare[_length - 1] = VietnameseLetters.Bare(_marked[_length - 1]);
            _ends[_length - 1] = end;
        }
    }
}
