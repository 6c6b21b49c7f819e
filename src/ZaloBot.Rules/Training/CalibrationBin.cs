namespace ZaloBot.Rules.Training;

/// <summary>Messages whose probability lies between two borders: what was said and what came true, at the base rate.</summary>
/// <param name="From">Lower border, inclusive.</param>
/// <param name="To">Upper border, exclusive.</param>
/// <param name="Said">Mean probability.</param>
/// <param name="True">Share of violations.</param>
/// <param name="Messages">How many messages.</param>
public sealed record CalibrationBin(double From, double To, double Said, double True, int Messages);
