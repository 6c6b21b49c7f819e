namespace ZaloBot.Rules.Classification;

/// <summary>
/// Turns signals into a probability: a logistic curve over their weighted sum, fitted on answers to messages not learnt from. One curve for the first
/// look, and one with what a second look adds.
/// </summary>
internal sealed record Calibration(Calibration.Weights First, Calibration.Weights Second)
{
    /// <summary>Share of violations for which the probabilities hold: what daily life has, not the training files.</summary>
    public const double BaseRate = 0.08;

    // Log-odds of five and ninety in a hundred. Beyond them a second look hardly changed a figure on messages not learnt from (docs/adr/0005-own-small-classifier.md).
    private const float SureOfWork = -2.944f;
    private const float SureOfViolation = 2.197f;

    /// <summary>True when the first look leaves a doubt; what is surely work or surely none gets no second.</summary>
    public static bool LeavesDoubt(float odds) => odds is >= SureOfWork and <= SureOfViolation;

    /// <summary>Log-odds by the first look.</summary>
    public float OddsAtFirst(Signals signals) => First.Sum(signals, 0);

    /// <summary>Log-odds by both.</summary>
    public float OddsAtSecond(Signals signals, float second) => Second.Sum(signals, second);

    public static float Probability(float odds) => 1f / (1f + MathF.Exp(-odds));

    /// <summary>Weights of one curve.</summary>
    public sealed record Weights(float Network, float Linear, float Second, float Offset)
    {
        public float Sum(Signals signals, float second) =>
            (Network * signals.Network) + (Linear * signals.Linear) + (Second * second) + Offset;
    }
}
