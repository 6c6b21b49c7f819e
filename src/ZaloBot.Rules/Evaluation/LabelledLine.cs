namespace ZaloBot.Rules.Evaluation;

/// <summary>A line of a labelled file: a message, or what is wrong with the line.</summary>
/// <param name="Number">Line number, from 1.</param>
/// <param name="Message">The message; null when the line is unusable.</param>
/// <param name="Error">What is wrong, in English; null when all is well.</param>
public sealed record LabelledLine(int Number, LabelledMessage? Message, string? Error);
