using System.CommandLine;
using ZaloBot.Settings;

namespace ZaloBot.Cli;

/// <summary>The command <c>schema</c>: the JSON schema of the settings, or all files made from the option types.</summary>
internal static class SchemaCommand
{
    public static Command Make(CommandIo io)
    {
        var write = new Option<string?>("--write") { Description = CliTexts.Get("Schema.Write"), HelpName = CliTexts.Get("Word.Folder") };
        var command = new Command("schema", CliTexts.Get("Schema")) { write };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(write) is not { } folder)
            {
                io.Output.Write(SettingsSchema.Text());
                return ExitCode.Well;
            }

            foreach (var (name, text) in Files())
            {
                var file = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
                File.WriteAllText(file, text);
                io.Error.WriteLine(file);
            }

            return ExitCode.Well;
        });
        return command;
    }

    /// <summary>The files made from the option types, by their place in the repository.</summary>
    public static IEnumerable<(string Name, string Text)> Files() =>
    [
        ("schemas/appsettings.schema.json", SettingsSchema.Text()),
        ("docs/settings.md", SettingsTable.InEnglish()),
        ("docs/settings.vi.md", SettingsTable.InVietnamese()),
    ];
}
