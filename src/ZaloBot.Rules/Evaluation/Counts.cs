using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Evaluation;

/// <summary>Hits and misses, and the figures made of them. A figure whose denominator is nought is NaN: there was nothing to measure.</summary>
/// <param name="TruePositives">Violations called so.</param>
/// <param name="FalsePositives">Allowed messages called violations.</param>
/// <param name="TrueNegatives">Allowed messages left alone.</param>
/// <param name="FalseNegatives">Violations missed.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Counts(int TruePositives, int FalsePositives, int TrueNegatives, int FalseNegatives)
{
    /// <summary>All messages.</summary>
    public int Total => TruePositives + FalsePositives + TrueNegatives + FalseNegatives;

    /// <summary>Messages labelled violation.</summary>
    public int Violations => TruePositives + FalseNegatives;

    /// <summary>Messages labelled allowed.</summary>
    public int Allowed => FalsePositives + TrueNegatives;

    /// <summary>Of what was called a violation, the share that is one.</summary>
    public double Precision => Share(TruePositives, TruePositives + FalsePositives);

    /// <summary>Of the violations, the share that was found.</summary>
    public double Recall => Share(TruePositives, Violations);

    /// <summary>Harmonic mean of precision and recall.</summary>
    public double F1 => Share(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Of the allowed messages, the share called violations.</summary>
    public double FalsePositiveRate => Share(FalsePositives, Allowed);

    /// <summary>The precision these rates would have where <paramref name="baseRate"/> of the messages are violations.</summary>
    public double PrecisionAt(double baseRate)
    {
        var found = Recall * baseRate;
        return found / (found + (FalsePositiveRate * (1 - baseRate)));
    }

    /// <summary>Adds one message.</summary>
    public Counts With(bool isViolation, bool calledViolation) => (isViolation, calledViolation) switch
    {
        (true, true) => this with { TruePositives = TruePositives + 1 },
        (true, false) => this with { FalseNegatives = FalseNegatives + 1 },
        (false, true) => this with { FalsePositives = FalsePositives + 1 },
        (false, false) => this with { TrueNegatives = TrueNegatives + 1 },
    };

    private static double Share(int part, int whole) => whole == 0 ? double.NaN : (double)part / whole;
}
