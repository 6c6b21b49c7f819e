using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>What cross-validation showed: figures of models on messages they never saw, weighted to a stated share of violations.</summary>
public sealed record TrainingReport
{
    /// <summary>Share of violations the figures are weighted to.</summary>
    public const double ShareOfViolations = 0.31;

    /// <summary>Precision the suggested threshold keeps on all development files together, contrast pairs included.</summary>
    public const double WantedPrecision = 0.97;

    /// <summary>Messages learnt from.</summary>
    public required int Messages { get; init; }

    /// <summary>The precision/recall curve, strictest threshold first.</summary>
    public required IReadOnlyList<CurvePoint> Curve { get; init; }

    /// <summary>Calibrated probability from which on precision falls below <see cref="WantedPrecision"/>.</summary>
    public required double SuggestedThreshold { get; init; }

    /// <summary>Counts at the suggested threshold by file, category, style and difficulty: table, line, counts.</summary>
    public required IReadOnlyList<ReportLine> Lines { get; init; }

    /// <summary>What probabilities were given and what came true, at the base rate.</summary>
    public required IReadOnlyList<CalibrationBin> Calibration { get; init; }

    /// <summary>Recall at a precision of at least 0.97.</summary>
    public double RecallAtPrecision97 => Curve.Where(point => point.Precision >= 0.97).Select(point => point.Recall).DefaultIfEmpty().Max();

    /// <summary>Recall while at most 0.5 % of the allowed messages are warned.</summary>
    public double RecallAtFalseShare05 => Curve.Where(point => point.FalsePositiveRate <= 0.005).Select(point => point.Recall).DefaultIfEmpty().Max();

    /// <summary>Best F1 on the curve.</summary>
    public double BestF1 => Curve.Select(point => 2 * point.Precision * point.Recall / (point.Precision + point.Recall)).DefaultIfEmpty().Max();

    internal static TrainingReport Of(int messages, IReadOnlyList<UnseenAnswer> answers, Calibration calibration)
    {
        var judged = answers
            .Select(answer => (Answer: answer, Score: Classification.Calibration.Probability(answer.Odds(calibration))))
            .OrderByDescending(answer => answer.Score).ThenBy(answer => answer.Answer.Message.Id, StringComparer.Ordinal).ToArray();
        var curve = CurveOf(judged);
        double threshold = curve.Where(point => point.Precision >= WantedPrecision).Select(point => point.Threshold).DefaultIfEmpty(1).Min();
        return new()
        {
            Messages = messages,
            Curve = curve,
            SuggestedThreshold = threshold,
            Lines =
            [
                .. LinesOf("file", judged, threshold, answer => answer.File),
                .. LinesOf("category", judged, threshold, answer => answer.Message.Category!.Value.Name()),
                .. LinesOf("style", judged, threshold, answer => answer.Message.Style),
                .. LinesOf("difficulty", judged, threshold, answer => answer.Message.Difficulty),
                .. LinesOf("context", judged, threshold, answer => answer.Message.Context is null ? "without" : "with"),
            ],
            Calibration = BinsOf(judged),
        };
    }

    private static List<CurvePoint> CurveOf((UnseenAnswer Answer, float Score)[] judged)
    {
        double violations = judged.Count(answer => answer.Answer.IsViolation), allowed = judged.Length - violations, right = 0, wrong = 0;
        var curve = new List<CurvePoint>();
        foreach (var (answer, score) in judged)
        {
            right += answer.IsViolation ? 1 : 0;
            wrong += answer.IsViolation ? 0 : 1;
            double recall = right / violations, falseShare = wrong / allowed, hits = recall * ShareOfViolations;
            curve.Add(new(score, hits / (hits + (falseShare * (1 - ShareOfViolations))), recall, falseShare));
        }

        return curve;
    }

    private static IEnumerable<ReportLine> LinesOf(
        string table, (UnseenAnswer Answer, float Score)[] judged, double threshold, Func<UnseenAnswer, string> key) =>
        judged.GroupBy(answer => key(answer.Answer), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new ReportLine(
            table,
            group.Key,
            group.Count(answer => answer.Answer.IsViolation),
            group.Count(answer => answer.Answer.IsViolation && answer.Score >= threshold),
            group.Count(answer => !answer.Answer.IsViolation),
            group.Count(answer => !answer.Answer.IsViolation && answer.Score >= threshold)));

    private static CalibrationBin[] BinsOf((UnseenAnswer Answer, float Score)[] judged)
    {
        double[] borders = [0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.01];
        double violations = judged.Count(answer => answer.Answer.IsViolation);
        double up = Classification.Calibration.BaseRate / violations, down = (1 - Classification.Calibration.BaseRate) / (judged.Length - violations);
        return [.. borders.Zip(borders.Skip(1)).Select(border =>
        {
            var inside = judged.Where(answer => answer.Score >= border.First && answer.Score < border.Second).ToArray();
            var weight = inside.Sum(answer => answer.Answer.IsViolation ? up : down);
            return new CalibrationBin(
                border.First,
                Math.Min(border.Second, 1),
                weight > 0 ? inside.Sum(answer => answer.Score * (answer.Answer.IsViolation ? up : down)) / weight : 0,
                weight > 0 ? inside.Sum(answer => answer.Answer.IsViolation ? up : 0) / weight : 0,
                inside.Length);
        })];
    }
}
