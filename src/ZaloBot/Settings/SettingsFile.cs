using System.Text.Json;
using System.Text.Unicode;

namespace ZaloBot.Settings;

/// <summary>Reads <c>appsettings.json</c>, the environment over it, and the people file; finds every fault in one reading.</summary>
public static class SettingsFile
{
    /// <summary>Name of the file where none is named.</summary>
    public const string Name = "appsettings.json";

    /// <summary>Variable that names a folder of secrets, one file a setting, such as <c>Zalo__OaSecretKey</c>.</summary>
    public const string SecretsVariable = "ZALOBOT_SECRETS";

    private const long MaxBytes = 16 * 1024 * 1024;

    /// <summary>The file to read: the one named, else in the current folder, else beside the app.</summary>
    public static string Locate(string? named)
    {
        if (named is not null)
        {
            return Path.GetFullPath(named);
        }

        var here = Path.GetFullPath(Name);
        var beside = Path.Combine(AppContext.BaseDirectory, Name);
        return File.Exists(here) || !File.Exists(beside) ? here : beside;
    }

    /// <summary>The environment of this process.</summary>
    public static IReadOnlyDictionary<string, string> ProcessEnvironment() =>
        Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .GroupBy(entry => (string)entry.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(entries => entries.Key, entries => (string?)entries.First().Value ?? "", StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the file at <paramref name="path"/>. Secret files win over it, variables of the environment over both.</summary>
    public static SettingsReading Load(string path, IReadOnlyDictionary<string, string> environment, TimeProvider? clock = null)
    {
        var file = Path.GetFullPath(path);
        var faults = new FaultList();
        if (ReadTree(file, faults) is not { } root)
        {
            return new(file, Snapshot: null, faults.All);
        }

        foreach (var (name, text) in SecretFiles(environment, faults).Concat(environment.Where(variable => IsOurs(variable.Key)))
            .OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            SettingTree.Lay(root, name, text);
        }

        var settings = Complete(new SettingsBinder(faults).Bind(root), Path.GetDirectoryName(file)!);
        SettingsChecks.Run(settings, Today(settings, clock ?? TimeProvider.System), faults);
        var people = ReadPeople(settings, faults);
        return new(file, faults.HasErrors ? null : new(settings, people), faults.All);
    }

    private static SettingObject? ReadTree(string file, FaultList faults)
    {
        var name = Path.GetFileName(file);
        try
        {
            var bytes = TextBytes.Read(file, MaxBytes);
            if (bytes is null)
            {
                faults.Error(name, FaultKind.FileTooLarge, ("file", file));
            }
            else if (!Utf8.IsValid(bytes))
            {
                faults.Error(name, FaultKind.NotUtf8, ("line", TextBytes.FirstBadLine(bytes)));
            }
            else if (SettingTree.Parse(bytes) is SettingObject root)
            {
                return root;
            }
            else
            {
                faults.Error(name, FaultKind.NotAnObject);
            }
        }
        catch (JsonException exception)
        {
            faults.Error(name, FaultKind.NotJson, ("line", (exception.LineNumber ?? 0) + 1), ("column", (exception.BytePositionInLine ?? 0) + 1));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            faults.Error(name, FaultKind.FileMissing, ("file", file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Error(name, FaultKind.FileUnreadable, ("file", file));
        }

        return null;
    }

    private static bool IsOurs(string name) =>
        SettingTree.FirstPart(name) is var section && section.Length < name.Length
        && SettingsBinder.Properties(typeof(ZaloBotSettings)).Any(property => property.Name.Equals(section, StringComparison.OrdinalIgnoreCase));

    // Kubernetes, Docker and systemd hand secrets over as files; hidden entries are links of the former.
    private static IEnumerable<KeyValuePair<string, string>> SecretFiles(IReadOnlyDictionary<string, string> environment, FaultList faults)
    {
        var folder = environment.GetValueOrDefault(SecretsVariable) ?? environment.GetValueOrDefault("CREDENTIALS_DIRECTORY");
        if (string.IsNullOrEmpty(folder))
        {
            return [];
        }

        try
        {
            return [.. Directory.GetFiles(folder).Where(file => IsOurs(Path.GetFileName(file)) && !environment.ContainsKey(Path.GetFileName(file)))
                .Select(file => KeyValuePair.Create(Path.GetFileName(file), File.ReadAllText(file).Trim()))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Error(SecretsVariable, FaultKind.SecretsUnreadable, ("folder", folder));
            return [];
        }
    }

    // Defaults that depend on other settings, and paths: relative ones begin at the settings file.
    private static ZaloBotSettings Complete(ZaloBotSettings settings, string folder)
    {
        string Absolute(string path) => path.Length == 0 ? "" : Path.GetFullPath(path, folder);

        var data = Absolute(settings.Redis.DataDirectory);
        var keys = Absolute(settings.Redis.KeyDirectory);
        return settings with
        {
            Redis = settings.Redis with { DataDirectory = data, KeyDirectory = keys.Length == 0 ? Path.Combine(data, "keys") : keys },
            Organisation = settings.Organisation with { PeopleFile = Absolute(settings.Organisation.PeopleFile) },
            Judge = settings.Judge with { PromptFile = Absolute(settings.Judge.PromptFile) },
            Log = settings.Log with { Directory = Absolute(settings.Log.Directory) },
            Warnings = settings.Warnings.Ladder.Count > 0 ? settings.Warnings : settings.Warnings with { Ladder = new WarningOptions().Ladder },
        };
    }

    private static DateOnly Today(ZaloBotSettings settings, TimeProvider clock) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(settings.Organisation.TimeZone)).DateTime);

    private static PeopleDirectory ReadPeople(ZaloBotSettings settings, FaultList faults)
    {
        var file = settings.Organisation.PeopleFile;
        if (file.Length == 0)
        {
            return PeopleDirectory.Empty;
        }

        if (!File.Exists(file) && !settings.Groups.Any(group => group.RosterComplete))
        {
            // Without a complete roster nobody is held against it, so the bot can work before the list is written.
            faults.Warning("Organisation.PeopleFile", FaultKind.PeopleMissing, ("file", file));
            return PeopleDirectory.Empty;
        }

        return PeopleFile.Read(file, settings.Organisation.Positions.Keys, faults);
    }
}
