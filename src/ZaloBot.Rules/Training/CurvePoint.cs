namespace ZaloBot.Rules.Training;

/// <summary>What a threshold would give.</summary>
/// <param name="Threshold">Calibrated probability from which on a message counts as a violation.</param>
/// <param name="Precision">Share of violations among the messages so counted.</param>
/// <param name="Recall">Share of the violations so counted.</param>
/// <param name="FalsePositiveRate">Share of the allowed messages so counted.</param>
public sealed record CurvePoint(double Threshold, double Precision, double Recall, double FalsePositiveRate);
