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

    public Network(NetworkShape shape, FeatureTable table, float[] scales, sbyte[] rows, Layers[] members)
    {
        Shape = shape;
        Table = table;
        _scales = scales;
        _rows = rows;
        Members = members;
    }

    public NetworkShape Shape { get; }

    public FeatureTable Table { get; }

    public IReadOnlyList<Layers> Members { get; }

    public ReadOnlySpan<float> Scales => _scales;

    public ReadOnlySpan<byte> RowBytes => MemoryMarshal.AsBytes<sbyte>(_rows);

    /// <summary>Averaged logits of the sixteen categories.</summary>
    public void Answer(MessageFeatures message, Span<float> averages, Span<float> logits)
    {
        var rowWidth = Shape.RowWidth;
        averages = averages[..(2 * rowWidth)];
        averages.Clear();
        AddRows(message, 0, message.TextCount, averages[..rowWidth]);
        AddRows(message, message.TextCount, message.Count, averages[rowWidth..]);

        Span<float> input = stackalloc float[Shape.Input];
        Span<float> units = stackalloc float[Shape.Hidden];
        message.Signs.CopyTo(input[(2 * Shape.Width)..]);
        logits.Clear();
        for (var member = 0; member < Members.Count; member++)
        {
            averages.Slice(member * Shape.Width, Shape.Width).CopyTo(input);
            averages.Slice(rowWidth + (member * Shape.Width), Shape.Width).CopyTo(input[Shape.Width..]);
            Members[member].AddAnswer(input, units, logits, 1f / Members.Count);
        }
    }

    private void AddRows(MessageFeatures message, int from, int to, Span<float> sum)
    {
        var width = Shape.RowWidth;
        for (var i = from; i < to; i++)
        {
            var row = Table.Row(message.Hashes[i]);
            if (row >= 0)
            {
                Vectors.AddScaled(sum, message.Weights[i] * _scales[row], _rows.AsSpan(row * width, width));
            }
        }
    }

    /// <summary>The layers of one network above its averages.</summary>
    public sealed record Layers(float[] Hidden, float[] HiddenBias, float[] Output, float[] OutputBias)
    {
        public void AddAnswer(ReadOnlySpan<float> input, Span<float> units, Span<float> logits, float share)
        {
            for (var unit = 0; unit < units.Length; unit++)
            {
                units[unit] = Math.Max(0, Vectors.Dot(Hidden.AsSpan(unit * input.Length, input.Length), input) + HiddenBias[unit]);
            }

            for (var category = 0; category < Categories; category++)
            {
                logits[category] += share * (Vectors.Dot(Output.AsSpan(category * units.Length, units.Length), units) + OutputBias[category]);
            }
        }
    }
}
