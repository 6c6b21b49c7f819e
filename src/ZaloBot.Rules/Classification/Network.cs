using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// The weights of several networks trained alike from different seeds, side by side: a row holds each network's stretch, in bytes with one scale.
/// Their answers are averaged.
/// </summary>
internal sealed class Network
{
    private const int Categories = CategoryNames.Count;

    private readonly float[] _scales;
    private readonly sbyte[] _rows;

    public Network(NetworkShape shape, float[] scales, sbyte[] rows, Layers[] members)
    {
        Shape = shape;
        _scales = scales;
        _rows = rows;
        Members = members;
    }

    public NetworkShape Shape { get; }

    public IReadOnlyList<Layers> Members { get; }

    public ReadOnlySpan<float> Scales => _scales;

    public ReadOnlySpan<byte> RowBytes => MemoryMarshal.AsBytes<sbyte>(_rows);

    /// <summary>Has a row brought near, for <see cref="Add"/> a little later.</summary>
    public void Prefetch(int row) => Vectors.Prefetch(_rows.AsSpan(row * Shape.RowWidth, Shape.RowWidth));

    /// <summary>Adds features found at rows, each with its weight, to the average of their side.</summary>
    public void Add(ReadOnlySpan<int> rows, ReadOnlySpan<float> weights, Span<float> average)
    {
        Span<float> factors = stackalloc float[rows.Length];
        for (var i = 0; i < factors.Length; i++)
        {
            factors[i] = weights[i] * _scales[rows[i]];
        }

        Vectors.AddRows(average, rows, factors, _rows, Shape.RowWidth);
    }

    /// <summary>Averaged logits of the sixteen categories for the averages of text and context.</summary>
    public void Answer(ReadOnlySpan<float> text, ReadOnlySpan<float> context, ReadOnlySpan<float> signs, Span<float> logits)
    {
        Span<float> input = stackalloc float[Shape.Input];
        Span<float> units = stackalloc float[Shape.Hidden];
        signs.CopyTo(input[(2 * Shape.Width)..]);
        logits.Clear();
        for (var member = 0; member < Members.Count; member++)
        {
            text.Slice(member * Shape.Width, Shape.Width).CopyTo(input);
            context.Slice(member * Shape.Width, Shape.Width).CopyTo(input[Shape.Width..]);
            Members[member].AddAnswer(input, units, logits, 1f / Members.Count);
        }
    }

    /// <summary>The layers of one network above its averages.</summary>
    public sealed record Layers(float[] Hidden, float[] HiddenBias, float[] Output, float[] OutputBias)
    {
        // The same weights input by input, so that all units are summed at once.
        private readonly float[] _hiddenByInput = Vectors.Turned(Hidden, HiddenBias.Length);

        public void AddAnswer(ReadOnlySpan<float> input, Span<float> units, Span<float> logits, float share)
        {
            HiddenBias.CopyTo(units);
            Vectors.AddProduct(units, _hiddenByInput, input);
            foreach (ref var unit in units)
            {
                unit = Math.Max(0, unit);
            }

            for (var category = 0; category < Categories; category++)
            {
                logits[category] += share * (Vectors.Dot(Output.AsSpan(category * units.Length, units.Length), units) + OutputBias[category]);
            }
        }
    }
}
