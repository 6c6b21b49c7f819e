using System.Globalization;
using System.Resources;

namespace ZaloBot.Settings;

/// <summary>Collects faults; their sentences are in <c>FaultTexts.resx</c>.</summary>
internal sealed class FaultList
{
    private static readonly ResourceManager Texts = new("ZaloBot.Settings.FaultTexts", typeof(FaultList).Assembly);

    private readonly List<SettingsFault> _faults = [];

    public IReadOnlyList<SettingsFault> All => _faults;

    public bool HasErrors => _faults.Exists(fault => fault.Severity == FaultSeverity.Error);

    public void Error(string path, FaultKind kind, params ReadOnlySpan<(string Name, object Value)> words) => Add(FaultSeverity.Error, path, kind, words);

    public void Warning(string path, FaultKind kind, params ReadOnlySpan<(string Name, object Value)> words) => Add(FaultSeverity.Warning, path, kind, words);

    public void AddRange(IEnumerable<SettingsFault> faults) => _faults.AddRange(faults);

    /// <summary>Adds to the faults from number <paramref name="first"/> on that the value came from a variable or secret file.</summary>
    public void Blame(int first, string origin)
    {
        for (var i = first; i < _faults.Count; i++)
        {
            _faults[i] = _faults[i] with { Problem = _faults[i].Problem + Word("Origin").Replace("{origin}", origin, StringComparison.Ordinal) };
        }
    }

    /// <summary>A word of the resource file, such as the name of a type.</summary>
    public static string Word(string key) => Texts.GetString(key, CultureInfo.InvariantCulture) ?? throw new MissingManifestResourceException(key);

    private void Add(FaultSeverity severity, string path, FaultKind kind, ReadOnlySpan<(string Name, object Value)> words)
    {
        var problem = Word($"{kind}.Problem");
        var cure = Word($"{kind}.Cure");
        foreach (var (name, value) in words)
        {
            var text = Shorten(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
            problem = problem.Replace($"{{{name}}}", text, StringComparison.Ordinal);
            cure = cure.Replace($"{{{name}}}", text, StringComparison.Ordinal);
        }

        _faults.Add(new(path, problem, cure) { Code = kind.ToString(), Severity = severity });
    }

    private static string Shorten(string text) => text.Length <= 400 ? text : text[..400] + "…";
}
