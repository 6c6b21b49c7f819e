using System.CommandLine;
using Spectre.Console;
using ZaloBot.Settings;

namespace ZaloBot.Cli;

/// <summary>The option <c>--settings FILE</c>, and reading what it names.</summary>
internal sealed class SettingsOption : Option<string?>
{
    public SettingsOption()
        : base("--settings")
    {
        Description = CliTexts.Get("Option.Settings");
        HelpName = CliTexts.Get("Word.File");
        Recursive = true;
    }

    /// <summary>Reads the settings of a command.</summary>
    public SettingsReading Read(ParseResult parsed, CommandIo io) =>
        SettingsFile.Load(SettingsFile.Locate(parsed.GetValue(this)), io.Environment, io.Clock);

    /// <summary>True when settings were named or lie where they are looked for.</summary>
    public bool Exist(ParseResult parsed) => parsed.GetValue(this) is not null || File.Exists(SettingsFile.Locate(named: null));

    /// <summary>Shows faults, if there are any, as a table on standard error: where, what, how to mend it.</summary>
    public static void Show(SettingsReading reading, CommandIo io)
    {
        if (reading.Faults.Count == 0)
        {
            return;
        }

        var console = io.ErrorTables();
        console.WriteLine(CliTexts.Get("Settings.Faults", reading.File));
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("").AddColumn(CliTexts.Get("Settings.Path")).AddColumn(CliTexts.Get("Settings.Problem")).AddColumn(CliTexts.Get("Settings.Cure"));
        foreach (var fault in reading.Faults.OrderByDescending(fault => fault.Severity))
        {
            table.AddRow(
                new Text(CliTexts.Get(fault.Severity == FaultSeverity.Error ? "Word.Bad" : "Word.Warning")), new Text(fault.Path), new Text(fault.Problem), new Text(fault.Cure));
        }

        console.Write(table);
    }
}
