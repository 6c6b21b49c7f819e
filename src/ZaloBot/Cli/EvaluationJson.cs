using System.Text.Encodings.Web;
using System.Text.Json;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Evaluation;

namespace ZaloBot.Cli;

/// <summary>The figures of <c>evaluate</c> for programs: one JSON document; a figure nothing was there to measure for is null.</summary>
internal static class EvaluationJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    public static void Write(CommandIo io, EvaluationReport report, IReadOnlyList<LabelledLine> badLines, int worst)
    {
        using (var json = new Utf8JsonWriter(io.OutputStream, Readable))
        {
            json.WriteStartObject();
            WriteCounts(json, report.Whole);
            json.WriteStartObject("said_in_public");
            json.WriteNumber("false_warnings", report.InPublic.FalsePositives);
            Number(json, "false_warning_rate", report.InPublic.FalsePositiveRate);
            Number(json, "precision", report.InPublic.Precision);
            Number(json, "recall", report.InPublic.Recall);
            json.WriteEndObject();
            Number(json, "base_rate", report.BaseRate);
            Number(json, "precision_at_base_rate", report.PrecisionAtBaseRate);
            Number(json, "category_agreement", report.CategoryAgreement);
            WriteGroups(json, "by_category", report.ByCategory);
            WriteGroups(json, "by_style", report.ByStyle);
            WriteGroups(json, "by_difficulty", report.ByDifficulty);
            WriteCalibration(json, report.Calibration);
            WriteCurve(json, report);
            WriteMistakes(json, report.Mistakes.Take(worst));
            json.WriteStartArray("bad_lines");
            foreach (var line in badLines)
            {
                json.WriteStartObject();
                json.WriteNumber("line", line.Number);
                json.WriteString("error", line.Error);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        io.OutputStream.Write("\n"u8);
        io.OutputStream.Flush();
    }

    private static void WriteCounts(Utf8JsonWriter json, Counts counts)
    {
        json.WriteNumber("messages", counts.Total);
        json.WriteNumber("violations", counts.Violations);
        json.WriteNumber("allowed", counts.Allowed);
        json.WriteNumber("true_positives", counts.TruePositives);
        json.WriteNumber("false_positives", counts.FalsePositives);
        json.WriteNumber("true_negatives", counts.TrueNegatives);
        json.WriteNumber("false_negatives", counts.FalseNegatives);
        Number(json, "precision", counts.Precision);
        Number(json, "recall", counts.Recall);
        Number(json, "f1", counts.F1);
        Number(json, "false_positive_rate", counts.FalsePositiveRate);
    }

    private static void WriteGroups(Utf8JsonWriter json, string name, IReadOnlyList<GroupCounts> groups)
    {
        json.WriteStartObject(name);
        foreach (var group in groups)
        {
            json.WriteStartObject(group.Name);
            WriteCounts(json, group.Counts);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteCalibration(Utf8JsonWriter json, IReadOnlyList<CalibrationRow> rows)
    {
        json.WriteStartArray("calibration");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            Number(json, "from", row.From);
            Number(json, "to", row.To);
            json.WriteNumber("messages", row.Messages);
            Number(json, "mean_score", row.MeanScore);
            Number(json, "observed_in_file", row.ObservedInFile);
            Number(json, "observed_at_base_rate", row.ObservedAtBaseRate);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // The whole curve has a point a score; programs get those where precision in the file drops below a hundredth more.
    private static void WriteCurve(Utf8JsonWriter json, EvaluationReport report)
    {
        json.WriteStartArray("curve");
        foreach (var point in CurvePoints.Of(report))
        {
            json.WriteStartObject();
            Number(json, "threshold", point.Threshold);
            Number(json, "precision", point.Counts.Precision);
            Number(json, "recall", point.Counts.Recall);
            Number(json, "false_positive_rate", point.Counts.FalsePositiveRate);
            Number(json, "precision_at_base_rate", point.PrecisionAtBaseRate);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMistakes(Utf8JsonWriter json, IEnumerable<JudgedMessage> mistakes)
    {
        json.WriteStartArray("worst_mistakes");
        foreach (var (message, verdict) in mistakes)
        {
            json.WriteStartObject();
            json.WriteString("id", message.Id);
            json.WriteString("label", message.IsViolation ? "violation" : "allowed");
            json.WriteString("category", message.Category?.Name());
            json.WriteString("given_category", verdict.Category.Name());
            Number(json, "score", verdict.Score);
            json.WriteString("text", message.Text);
            json.WriteString("context", message.Context);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, Math.Round(value, 4));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
