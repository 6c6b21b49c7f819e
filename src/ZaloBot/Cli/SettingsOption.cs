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

    /// <summary>Shows faults, if there are any, on standard error: where, what, how to mend it. To people as a table, to a log line by line.</summary>
    public static void Show(SettingsReading reading, CommandIo io)
    {
        if (reading.Faults.Count == 0)
        {
            return;
        }

        var gravestFirst = reading.Faults.OrderByDescending(fault => fault.Severity);
        io.Error.WriteLine(CliTexts.Get("Settings.Faults", reading.File));
        if (io.IsTerminal)
        {
            DrawTable(gravestFirst, io);
            return;
        }

        foreach (var fault in gravestFirst)
        {
            io.Error.WriteLine($"- {Word(fault)}: {fault.Path}: {fault.Problem} {fault.Cure}");
        }
    }

    private static void DrawTable(IEnumerable<SettingsFault> faults, CommandIo io)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("").AddColumn(CliTexts.Get("Settings.Path")).AddColumn(CliTexts.Get("Settings.Problem")).AddColumn(CliTexts.Get("Settings.Cure"));
        foreach (var fault in faults)
        {
            table.AddRow(new Text(Word(fault)), new Text(fault.Path), new Text(fault.Problem), new Text(fault.Cure));
        }

        io.ErrorTables().Write(table);
    }

    private static string Word(SettingsFault fault) => CliTexts.Get(fault.Severity == FaultSeverity.Error ? "Word.Bad" : "Word.Warning");
}
