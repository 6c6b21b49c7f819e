using ZaloBot.Zalo.Api;

namespace ZaloBot.Cli.Check;

/// <summary>All that <c>check</c> found.</summary>
internal sealed class CheckReport(string settingsFile)
{
    private readonly List<CheckLine> _lines = [];

    /// <summary>The settings file used.</summary>
    public string SettingsFile => settingsFile;

    public IReadOnlyList<CheckLine> Lines => _lines;

    /// <summary>The groups of the OA; null when they could not be asked for.</summary>
    public IReadOnlyList<GroupInfo>? Groups { get; set; }

    /// <summary>True when nothing is bad and nothing had to be left out.</summary>
    public bool IsWell => _lines.TrueForAll(line => line.State is CheckState.Good or CheckState.Warning);

    public void Good(string area, string name, string text, params object[] values) => Add(area, name, CheckState.Good, text, values);

    public void Warn(string area, string name, string text, params object[] values) => Add(area, name, CheckState.Warning, text, values);

    public void Bad(string area, string name, string text, params object[] values) => Add(area, name, CheckState.Bad, text, values);

    public void Skip(string area, string name) => _lines.Add(new(area, name, CheckState.Skipped, CliTexts.Get("Check.Skipped")));

    public void Add(CheckLine line) => _lines.Add(line);

    // A text "Check.X" has its cure, where there is one, under "Check.X.Cure".
    private void Add(string area, string name, CheckState state, string text, object[] values) =>
        _lines.Add(new(area, name, state, CliTexts.Get($"Check.{text}", values), CliTexts.Find($"Check.{text}.Cure", values) ?? ""));
}
