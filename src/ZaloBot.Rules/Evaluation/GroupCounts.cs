using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Evaluation;

/// <summary>The counts of the messages that share a category, style or difficulty.</summary>
/// <param name="Name">What they share.</param>
/// <param name="Counts">Their counts.</param>
public sealed record GroupCounts(string Name, Counts Counts);

/// <summary>One row of the calibration table.</summary>
/// <param name="From">Lowest score of the row.</param>
/// <param name="To">Upper end, not included except in the last row.</param>
/// <param name="Messages">Messages with such a score.</param>
/// <param name="MeanScore">Their mean score.</param>
/// <param name="ObservedInFile">The share of violations among them in this file.</param>
/// <param name="ObservedAtBaseRate">The share there would be at the base rate of the report.</param>
public sealed record CalibrationRow(double From, double To, int Messages, double MeanScore, double ObservedInFile, double ObservedAtBaseRate);

/// <summary>One point of the precision and recall curve.</summary>
/// <param name="Threshold">Scores from here on count as violations.</param>
/// <param name="Counts">What that gives.</param>
/// <param name="PrecisionAtBaseRate">Precision at the base rate of the report.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CurvePoint(double Threshold, Counts Counts, double PrecisionAtBaseRate);
