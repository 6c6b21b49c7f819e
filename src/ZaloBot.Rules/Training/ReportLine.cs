namespace ZaloBot.Rules.Training;

/// <summary>Counts of one group of messages at the suggested threshold.</summary>
/// <param name="Table">What the messages are grouped by.</param>
/// <param name="Name">The group.</param>
/// <param name="Violations">Violations in it.</param>
/// <param name="Found">Of these, how many were recognised.</param>
/// <param name="Allowed">Allowed messages in it.</param>
/// <param name="Warned">Of these, how many were taken for violations.</param>
public sealed record ReportLine(string Table, string Name, int Violations, int Found, int Allowed, int Warned);
