namespace ZaloBot.Rules.Entities;

/// <summary>The entities of one text. The buffer is kept for the next text; an instance serves one thread at a time.</summary>
internal sealed class FoundList
{
    /// <summary>More than these in one text are not kept.</summary>
    public const int Most = 256;

    private readonly Found[] _found = new Found[Most];
    private int _count;

    public ReadOnlySpan<Found> Span => _found.AsSpan(0, _count);

    internal void Clear() => _count = 0;

    internal void Add(EntityKind kind, int first, int last)
    {
        if (_count < Most)
        {
            _found[_count++] = new(kind, first, last);
        }
    }
}
