namespace ZaloBot.Rules.Signs;

/// <summary>Adds up the weights of signs.</summary>
internal sealed class SignModel(SignWeights weights)
{
    private const float LeastExplaining = 0.4f;

    private readonly float[] _own = Table(weights.Own);
    private readonly float[] _explaining = Array.ConvertAll(Table(weights.Own), weight => Math.Max(weight, LeastExplaining));
    private readonly float[] _relayed = Table(weights.Relayed);
    private readonly float[] _context = Table(weights.Context);

    /// <summary>Log odds of a violation, given the classifier's log odds (0 when there is none).</summary>
    public double LogOdds(in SignSet own, in SignSet relayed, in SignSet context, double classifier) =>
        weights.Bias + (weights.Classifier * classifier) + own.Sum(_own) + relayed.Sum(_relayed) + context.Sum(_context);

    /// <summary>
    /// What signs of the writer's own weigh together as an explanation. A sign that is as frequent in work weighs little in the sum, but where the
    /// verdict is a breach it explains as well as another, so each counts at least a little.
    /// </summary>
    public float Weight(in SignSet own) => own.Sum(_explaining);

    /// <summary>The probability of log odds.</summary>
    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    /// <summary>The log odds of a probability, kept finite.</summary>
    public static double LogOdds(double probability)
    {
        const double Least = 1e-6;
        var kept = Math.Clamp(probability, Least, 1 - Least);
        return Math.Log(kept / (1 - kept));
    }

    private static float[] Table(IReadOnlyDictionary<string, double> named)
    {
        var table = new float[SignSet.Most];
        foreach (var (name, weight) in named)
        {
            table[SignNames.NumberOf(name)] = (float)weight;
        }

        return table;
    }
}
