namespace ZaloBot.Rules.Classification;

/// <summary>Turns signals into a probability: a logistic curve over their weighted sum, fitted on answers to messages not learnt from.</summary>
internal sealed record Calibration(float Network, float Linear, float Context, float Offset)
{
    /// <summary>Share of violations for which the probabilities hold: what daily life has, not the training files.</summary>
    public const double BaseRate = 0.08;

    public float Odds(Signals signals) => (Network * signals.Network) + (Linear * signals.Linear) + (Context * signals.Context) + Offset;

    public static float Probability(float odds) => 1f / (1f + MathF.Exp(-odds));
}
