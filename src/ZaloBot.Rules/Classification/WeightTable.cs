using System.Runtime.CompilerServices;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// Some megabytes of weights, a byte each. Those of the model that comes with the project are read where the system maps the assembly: a page is in memory
/// once a message asks for it, and an idle bot has next to none of them.
/// </summary>
internal sealed unsafe class WeightTable
{
    private readonly sbyte* _first;
    private readonly int _length;

    // Holds what was not mapped.
    private readonly sbyte[]? _own;

    /// <summary>A copy of weights in memory.</summary>
    public WeightTable(ReadOnlySpan<sbyte> weights)
    {
        _own = weights.ToArray();
    }

    private WeightTable(sbyte* first, int length)
    {
        _first = first;
        _length = length;
    }

    public ReadOnlySpan<sbyte> Weights
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _own is null ? new ReadOnlySpan<sbyte>(_first, _length) : _own;
    }

    /// <summary>Weights where they lie, passed over in the stream. They stay as long as the assembly of this type, so the stream has to be one of its resources.</summary>
    /// <exception cref="EndOfStreamException">There are not as many.</exception>
    public static WeightTable Mapped(UnmanagedMemoryStream resource, int length)
    {
        if (resource.Length - resource.Position < length)
        {
            throw new EndOfStreamException();
        }

        var table = new WeightTable((sbyte*)resource.PositionPointer, length);
        resource.Position += length;
        return table;
    }
}
