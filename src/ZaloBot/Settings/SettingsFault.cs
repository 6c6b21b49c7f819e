namespace ZaloBot.Settings;

/// <summary>One thing wrong with the settings.</summary>
/// <param name="Path">JSON path, such as <c>Groups[0].Mode</c>; for the people file its name and line.</param>
/// <param name="Problem">What is wrong, in Vietnamese.</param>
/// <param name="Cure">How to mend it, in Vietnamese.</param>
/// <param name="Severity">Whether the settings can be used all the same.</param>
public sealed record SettingsFault(string Path, string Problem, string Cure, FaultSeverity Severity = FaultSeverity.Error);

/// <summary>Weight of a fault.</summary>
public enum FaultSeverity
{
    /// <summary>The settings can be used; somebody should look.</summary>
    Warning,

    /// <summary>The settings can not be used.</summary>
    Error,
}
