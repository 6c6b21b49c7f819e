namespace ZaloBot.Rules.Classification;

/// <summary>Turns the networks' log-odds into a probability: <c>1 / (1 + e^-(Slope × odds + Offset))</c>, fitted on answers to messages not learnt from.</summary>
internal sealed record Calibration(float Slope, float Offset)
{
    /// <summary>Share of violations for which the probabilities hold: what daily life has, not the training files (design, section 7).</summary>
    public const double BaseRate = 0.08;

    public float Probability(float odds) => 1f / (1f + MathF.Exp(-((Slope * odds) + Offset)));
}
