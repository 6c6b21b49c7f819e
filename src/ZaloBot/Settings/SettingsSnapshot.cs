namespace ZaloBot.Settings;

/// <summary>Settings and people that belong together, as last read well.</summary>
/// <param name="Settings">The settings, paths made absolute.</param>
/// <param name="People">The people file.</param>
public sealed record SettingsSnapshot(ZaloBotSettings Settings, PeopleDirectory People);
