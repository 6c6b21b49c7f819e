namespace ZaloBot.Rules.Classification;

/// <summary>The layers above what a network makes of a message: a hidden one, then the sixteen categories.</summary>
internal sealed record HeadLayers(float[] Hidden, float[] HiddenBias, float[] Output, float[] OutputBias)
{
    // The same weights input by input, so that all units, and all categories, are summed at once.
    private readonly ushort[] _hiddenByInput = ShortFloats.Of(Vectors.Turned(Hidden, HiddenBias.Length));
    private readonly ushort[] _outputByUnit = ShortFloats.Of(Vectors.Turned(Output, CategoryNames.Count));

    /// <summary>The logits of the categories, of what the network made of the message.</summary>
    public void Answer(ReadOnlySpan<float> input, Span<float> logits)
    {
        Span<float> units = stackalloc float[HiddenBias.Length];
        HiddenBias.CopyTo(units);
        Vectors.AddProduct(units, _hiddenByInput, input);
        Vectors.CutBelowZero(units);
        OutputBias.CopyTo(logits);
        Vectors.AddProduct(logits, _outputByUnit, units);
    }
}
