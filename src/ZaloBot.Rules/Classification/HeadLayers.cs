namespace ZaloBot.Rules.Classification;

/// <summary>The layers above what a network makes of a message: a hidden one, then the sixteen categories.</summary>
internal sealed record HeadLayers(float[] Hidden, float[] HiddenBias, float[] Output, float[] OutputBias)
{
    private const int Categories = CategoryNames.Count;

    // The same weights input by input, so that all units are summed at once.
    private readonly float[] _hiddenByInput = Vectors.Turned(Hidden, HiddenBias.Length);

    /// <summary>Adds the answer to the logits.</summary>
    /// <param name="input">What the network made of the message.</param>
    /// <param name="logits">Added to.</param>
    /// <param name="share">Weight of this answer.</param>
    public void AddAnswer(ReadOnlySpan<float> input, Span<float> logits, float share)
    {
        Span<float> units = stackalloc float[HiddenBias.Length];
        HiddenBias.CopyTo(units);
        Vectors.AddProduct(units, _hiddenByInput, input);
        Vectors.CutBelowZero(units);
        for (var category = 0; category < Categories; category++)
        {
            logits[category] += share * (Vectors.Dot(Output.AsSpan(category * units.Length, units.Length), units) + OutputBias[category]);
        }
    }
}
