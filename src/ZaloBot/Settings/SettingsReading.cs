namespace ZaloBot.Settings;

/// <summary>What came of reading the settings.</summary>
/// <param name="File">The file read, absolute.</param>
/// <param name="Snapshot">Settings and people; null when a fault forbids to use them.</param>
/// <param name="Faults">Everything found, warnings included.</param>
public sealed record SettingsReading(string File, SettingsSnapshot? Snapshot, IReadOnlyList<SettingsFault> Faults);
