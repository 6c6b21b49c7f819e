namespace ZaloBot.Settings;

/// <summary>An entry of <c>Reminders</c>.</summary>
public sealed record ReminderOptions;
