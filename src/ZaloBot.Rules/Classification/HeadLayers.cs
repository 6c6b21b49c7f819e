namespace ZaloBot.Rules.Classification;

/// <summary>The layers above what a network makes of a message: a hidden one, then the sixteen categories.</summary>
internal sealed record HeadLayers(float[] Hidden, float[] HiddenBias, float[] Output, float[] OutputBias)
{
    private const int Categories = CategoryNames.Count;

    // The same weights input by input, so that all units are summed at once.
    private readonly float[] _hiddenByInput = Vectors.Turned(Hidden, HiddenBias.Length);

    /// <summary>The logits of the categories, of what the network made of the message.</summary>
    public void Answer(ReadOnlySpan<float> input, Span<float> logits)
    {
        Span<float> units = stackalloc float[HiddenBias.Length];
        HiddenBias.CopyTo(units);
        Vectors.AddProduct(units, _hiddenByInput, input);
        Vectors.CutBelowZero(units);
        for (var category = 0; category < Categories; category++)
        {
            logits[category] = Vectors.Dot(Output.AsSpan(category * units.Length, units.Length), units) + OutputBias[category];
        }
    }
}
