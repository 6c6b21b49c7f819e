namespace ZaloBot.Settings;

/// <summary>Section <c>Reports</c>.</summary>
public sealed record ReportOptions;
