using System.Globalization;
using Spectre.Console;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Evaluation;

namespace ZaloBot.Cli;

/// <summary>The figures of <c>evaluate</c> for people.</summary>
internal static class EvaluationTables
{
    private const int LongestText = 100;

    public static void Write(CommandIo io, EvaluationReport report, int worst)
    {
        var console = io.Tables();
        console.Write(Whole(report));
        WriteGroups(console, "Evaluate.ByCategory", report.ByCategory);
        WriteGroups(console, "Evaluate.ByStyle", report.ByStyle);
        WriteGroups(console, "Evaluate.ByDifficulty", report.ByDifficulty);
        console.Write(Calibration(report));
        console.Write(Curve(report));
        if (worst > 0 && report.Mistakes.Count > 0)
        {
            console.Write(Mistakes(report.Mistakes, worst));
        }
    }

    private static Table Whole(EvaluationReport report)
    {
        var whole = report.Whole;
        var table = Titled("Evaluate.Whole", "Evaluate.Figure", "Evaluate.Value");
        Row(table, CliTexts.Get("Evaluate.Messages"), CliTexts.Get("Evaluate.MessagesOf", whole.Total, whole.Violations, whole.Allowed));
        Row(table, CliTexts.Get("Evaluate.Precision"), Share(whole.Precision));
        Row(table, CliTexts.Get("Evaluate.Recall"), Share(whole.Recall));
        Row(table, "F1", Share(whole.F1));
        Row(table, CliTexts.Get("Evaluate.FalsePositives"), $"{Share(whole.FalsePositiveRate)} ({whole.FalsePositives})");
        Row(table, CliTexts.Get("Evaluate.SaidRecall"), Share(report.InPublic.Recall));
        Row(table, CliTexts.Get("Evaluate.FalseWarnings"), $"{Share(report.InPublic.FalsePositiveRate)} ({report.InPublic.FalsePositives})");
        Row(table, CliTexts.Get("Evaluate.AtBaseRate", Share(report.BaseRate)), Share(report.PrecisionAtBaseRate));
        Row(table, CliTexts.Get("Evaluate.CategoryAgreement"), Share(report.CategoryAgreement));
        return table;
    }

    private static void WriteGroups(IAnsiConsole console, string title, IReadOnlyList<GroupCounts> groups)
    {
        if (groups.Count == 0)
        {
            return;
        }

        var table = Titled(title, "Word.Name", "Evaluate.Messages", "Evaluate.Wrong", "Evaluate.Precision", "Evaluate.Recall", "Evaluate.FalsePositives");
        foreach (var (name, counts) in groups)
        {
            Row(table, name, counts.Total.ToString(CultureInfo.InvariantCulture), (counts.FalsePositives + counts.FalseNegatives).ToString(CultureInfo.InvariantCulture),
                counts.Violations > 0 && counts.Allowed > 0 ? Share(counts.Precision) : "", Share(counts.Recall), Share(counts.FalsePositiveRate));
        }

        console.Write(table);
    }

    private static Table Calibration(EvaluationReport report)
    {
        var table = Titled("Evaluate.Calibration", "Evaluate.Score", "Evaluate.Messages", "Evaluate.MeanScore", "Evaluate.Observed", "Evaluate.ObservedAtBaseRate");
        foreach (var row in report.Calibration)
        {
            Row(table, string.Create(CultureInfo.InvariantCulture, $"{row.From:0.0} – {row.To:0.0}"), row.Messages.ToString(CultureInfo.InvariantCulture),
                Share(row.MeanScore), Share(row.ObservedInFile), Share(row.ObservedAtBaseRate));
        }

        return table;
    }

    private static Table Curve(EvaluationReport report)
    {
        var table = Titled("Evaluate.Curve", "Evaluate.Threshold", "Evaluate.Precision", "Evaluate.Recall", "Evaluate.FalsePositives", "Evaluate.PrecisionAtBaseRate");
        foreach (var point in CurvePoints.Of(report))
        {
            Row(table, point.Threshold.ToString("0.000", CultureInfo.InvariantCulture), Share(point.Counts.Precision), Share(point.Counts.Recall),
                Share(point.Counts.FalsePositiveRate), Share(point.PrecisionAtBaseRate));
        }

        return table;
    }

    private static Table Mistakes(IReadOnlyList<JudgedMessage> mistakes, int worst)
    {
        var table = Titled("Evaluate.Mistakes", "Word.Id", "Evaluate.Label", "Evaluate.Given", "Evaluate.Score", "Evaluate.Text");
        table.Title = new TableTitle(Markup.Escape(CliTexts.Get("Evaluate.Mistakes", Math.Min(worst, mistakes.Count), mistakes.Count)));
        foreach (var (message, verdict) in mistakes.Take(worst))
        {
            var text = message.Text.ReplaceLineEndings(" ");
            Row(table, message.Id, message.Category?.Name() ?? (message.IsViolation ? "violation" : "allowed"), verdict.Category.Name(),
                verdict.Score.ToString("0.000", CultureInfo.InvariantCulture), text.Length <= LongestText ? text : text[..LongestText] + "…");
        }

        return table;
    }

    private static Table Titled(string title, params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape(CliTexts.Get(title, "", ""))) };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(CliTexts.Get(column))));
        }

        return table;
    }

    private static void Row(Table table, params ReadOnlySpan<string> cells) => table.AddRow([.. cells.ToArray().Select(cell => new Text(cell))]);

    private static string Share(double value) => double.IsFinite(value) ? value.ToString("0.0 %", CultureInfo.InvariantCulture) : "–";
}
