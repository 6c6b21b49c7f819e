using ZaloBot.Rules.Evaluation;

namespace ZaloBot.Cli;

/// <summary>The points of a precision and recall curve worth showing: for each precision from 0.99 down, the one with the most recall.</summary>
internal static class CurvePoints
{
    private static readonly double[] Precisions = [0.99, 0.98, 0.97, 0.96, 0.95, 0.90, 0.85, 0.80, 0.70, 0.60, 0.50];

    public static IReadOnlyList<CurvePoint> Of(EvaluationReport report) =>
        [.. Precisions.Select(report.BestRecallAt).OfType<CurvePoint>().DistinctBy(point => point.Threshold)];
}
