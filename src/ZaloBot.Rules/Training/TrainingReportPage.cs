using System.Globalization;
using System.Text;

namespace ZaloBot.Rules.Training;

/// <summary>The training report as a page that is kept beside the model.</summary>
public static class TrainingReportPage
{
    /// <summary>Markdown; the same report gives the same page.</summary>
    public static string Markdown(TrainingReport report)
    {
        var page = new StringBuilder();
        Line(page, $"# Training report");
        Line(page, $"");
        Line(page, $"Written by the command `train`. Five-fold cross-validation over the development files (pairs, threads and equal contexts on one side; the extra");
        Line(page, $"texts are learnt from in every fold and never measured on); the model itself learnt from all {report.Messages} messages. Precision at {TrainingReport.ShareOfViolations:P0} violations.");
        Line(page, $"");
        Line(page, $"Best F1 {report.BestF1:F3}; recall at precision 0.97 {report.RecallAtPrecision97:F3}; recall at 0.5 % false warnings {report.RecallAtFalseShare05:F3}; suggested threshold {report.SuggestedThreshold:F3}.");
        Curve(page, report);
        Calibration(page, report);
        foreach (var table in report.Lines.GroupBy(line => line.Table, StringComparer.Ordinal))
        {
            Line(page, $"");
            Line(page, $"## By {table.Key}, at the suggested threshold");
            Line(page, $"");
            Line(page, $"| {table.Key} | violations | found | allowed | warned |");
            Line(page, $"|---|---|---|---|---|");
            foreach (var line in table)
            {
                Line(page, $"| {line.Name} | {line.Violations} | {Share(line.Found, line.Violations)} | {line.Allowed} | {Share(line.Warned, line.Allowed)} |");
            }
        }

        return page.ToString();
    }

    private static void Curve(StringBuilder page, TrainingReport report)
    {
        Line(page, $"");
        Line(page, $"## Curve");
        Line(page, $"");
        Line(page, $"| threshold | precision at 31 % | precision at 8 % | recall | false warnings |");
        Line(page, $"|---|---|---|---|---|");
        foreach (var threshold in (ReadOnlySpan<double>)[0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98])
        {
            if (report.Curve.LastOrDefault(point => point.Threshold >= threshold) is { } point)
            {
                var lifelike = 0.08 * point.Recall / ((0.08 * point.Recall) + (0.92 * point.FalsePositiveRate));
                Line(page, $"| {threshold:F2} | {point.Precision:F3} | {lifelike:F3} | {point.Recall:F3} | {point.FalsePositiveRate:P2} |");
            }
        }
    }

    private static void Calibration(StringBuilder page, TrainingReport report)
    {
        Line(page, $"");
        Line(page, $"## Calibration at 8 % violations");
        Line(page, $"");
        Line(page, $"| probability | mean | came true | messages |");
        Line(page, $"|---|---|---|---|");
        foreach (var bin in report.Calibration)
        {
            Line(page, $"| {bin.From:F2} – {bin.To:F2} | {bin.Said:F3} | {bin.True:F3} | {bin.Messages} |");
        }
    }

    private static string Share(int part, int whole) => whole == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:F1} %");

    private static void Line(StringBuilder page, FormattableString line) => page.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
