namespace ZaloBot.Settings;

/// <summary>One thing wrong with the settings.</summary>
/// <param name="Path">JSON path, such as <c>Groups[0].Mode</c>; for a whole file its name, for the people file its name and line.</param>
/// <param name="Problem">What is wrong, in Vietnamese.</param>
/// <param name="Cure">How to mend it, in Vietnamese.</param>
public sealed record SettingsFault(string Path, string Problem, string Cure)
{
    /// <summary>Short name of the kind of fault, for programs.</summary>
    public string Code { get; init; } = "";

    /// <summary>Whether the settings can be used all the same.</summary>
    public FaultSeverity Severity { get; init; } = FaultSeverity.Error;
}

/// <summary>Weight of a fault.</summary>
public enum FaultSeverity
{
    /// <summary>The settings can be used; somebody should look.</summary>
    Warning,

    /// <summary>The settings can not be used.</summary>
    Error,
}
