using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// Sixteen linear classifiers over the same features: a row holds a byte for each category when the feature stands in the text, and again when it
/// stands in the context. Remembers single words better than the network, which is better at the drift of a whole message.
/// </summary>
internal sealed class LinearModel(float[] scales, WeightTable rows, float[] formWeights, float[] biases)
{
    private const int Categories = CategoryNames.Count;

    /// <summary>Bytes of a row.</summary>
    public const int RowWidth = 2 * Categories;

    public ReadOnlySpan<float> Scales => scales;

    public ReadOnlySpan<byte> RowBytes => MemoryMarshal.AsBytes(rows.Weights);

    /// <summary>A weight of each category for each of the signs of form.</summary>
    public ReadOnlySpan<float> FormWeights => formWeights;

    public ReadOnlySpan<float> Biases => biases;

    /// <summary>Has a row brought near, for <see cref="Add"/> a little later.</summary>
    public void Prefetch(int row) => Vectors.Prefetch(rows.Weights.Slice(row * RowWidth, RowWidth));

    /// <summary>Adds features found at rows, all of the text or all of the context.</summary>
    public void Add(ReadOnlySpan<int> found, bool inContext, Span<float> sums) =>
        Vectors.AddRows(sums, found, 1f, scales, rows.Weights, RowWidth, inContext ? Categories : 0);

    /// <summary>Makes logits of the sums of <paramref name="known"/> features.</summary>
    public void Finish(int known, ReadOnlySpan<float> form, Span<float> sums)
    {
        var share = Share(known);
        for (var category = 0; category < Categories; category++)
        {
            sums[category] = biases[category] + (sums[category] * share);
        }

        for (var sign = 0; sign < form.Length; sign++)
        {
            Vectors.AddScaled(sums, form[sign] * share, formWeights.AsSpan(sign * Categories, Categories));
        }
    }

    /// <summary>What a feature counts in a message of so many: long messages are not louder than short ones.</summary>
    public static float Share(int known) => 1f / MathF.Sqrt(known + 1);
}
