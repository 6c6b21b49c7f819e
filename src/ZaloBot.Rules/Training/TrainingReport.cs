using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>What cross-validation showed: figures of networks on messages they never saw, the share of violations set to that of the yardstick set.</summary>
public sealed record TrainingReport
{
    /// <summary>Share of violations the figures are weighted to.</summary>
    public const double ShareOfViolations = 0.31;

    /// <summary>Messages learnt from.</summary>
    public required int Messages { get; init; }

    /// <summary>The precision/recall curve, strictest threshold first.</summary>
    public required IReadOnlyList<CurvePoint> Curve { get; init; }

    /// <summary>Recall at a precision of at least 0.97.</summary>
    public double RecallAtPrecision97 => Curve.Where(point => point.Precision >= 0.97).Select(point => point.Recall).DefaultIfEmpty().Max();

    /// <summary>Recall while at most 0.5 % of the allowed messages are warned.</summary>
    public double RecallAtFalseShare05 => Curve.Where(point => point.FalsePositiveRate <= 0.005).Select(point => point.Recall).DefaultIfEmpty().Max();

    /// <summary>Best F1 on the curve.</summary>
    public double BestF1 => Curve.Select(point => 2 * point.Precision * point.Recall / (point.Precision + point.Recall)).DefaultIfEmpty().Max();

    internal static TrainingReport Of(int messages, IReadOnlyList<UnseenAnswer> answers, Calibration calibration)
    {
        double violations = answers.Count(answer => answer.IsViolation), allowed = answers.Count - violations, right = 0, wrong = 0;
        var curve = new List<CurvePoint>();
        foreach (var answer in answers.OrderByDescending(answer => answer.Odds).ThenBy(answer => answer.Message.Id, StringComparer.Ordinal))
        {
            right += answer.IsViolation ? 1 : 0;
            wrong += answer.IsViolation ? 0 : 1;
            double recall = right / violations, falseShare = wrong / allowed;
            var hits = recall * ShareOfViolations;
            curve.Add(new(calibration.Probability(answer.Odds), hits / (hits + (falseShare * (1 - ShareOfViolations))), recall, falseShare));
        }

        return new() { Messages = messages, Curve = curve };
    }
}
