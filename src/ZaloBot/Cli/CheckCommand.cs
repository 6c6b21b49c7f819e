using System.CommandLine;
using ZaloBot.Cli.Check;
using ZaloBot.Settings;

namespace ZaloBot.Cli;

/// <summary>The command <c>check</c>: settings, store, token and groups examined; well only when all is.</summary>
internal static class CheckCommand
{
    // Without these the bot runs and yet does nothing: no event is taken, no token had.
    private static readonly string[] GraveWarnings = ["NoOaSecretKey", "NoAppSecretKey", "NoGroups"];

    public static Command Make(CommandIo io, SettingsOption settings)
    {
        var json = new Option<bool>("--json") { Description = CliTexts.Get("Option.Json") };
        var command = new Command("check", CliTexts.Get("Check")) { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var reading = settings.Read(parsed, io);
            var report = await ExamineAsync(reading, cancellationToken);
            if (parsed.GetValue(json))
            {
                CheckOutput.WriteJson(io, report, reading.Snapshot?.Settings);
            }
            else
            {
                CheckOutput.WriteTable(io, report);
            }

            return report.IsWell ? ExitCode.Well : ExitCode.NotWell;
        });
        return command;
    }

    private static async Task<CheckReport> ExamineAsync(SettingsReading reading, CancellationToken cancellationToken)
    {
        var report = new CheckReport(reading.File);
        ExamineSettings(reading, report);
        if (reading.Snapshot is not { } snapshot)
        {
            report.Skip("store", CliTexts.Get("Check.Store"));
            report.Skip("token", CliTexts.Get("Check.Token"));
            report.Skip("groups", CliTexts.Get("Check.Groups"));
            return report;
        }

        await using var store = await StoreCheck.OpenAsync(snapshot.Settings, report);
        if (store is null)
        {
            report.Skip("token", CliTexts.Get("Check.Token"));
            report.Skip("groups", CliTexts.Get("Check.Groups"));
            return report;
        }

        await PlatformCheck.RunAsync(SettingsSource.Fixed(snapshot.Settings, snapshot.People), store, report, cancellationToken);
        return report;
    }

    private static void ExamineSettings(SettingsReading reading, CheckReport report)
    {
        foreach (var fault in reading.Faults)
        {
            var isBad = fault.Severity == FaultSeverity.Error || GraveWarnings.Contains(fault.Code, StringComparer.Ordinal);
            report.Add(new("settings", fault.Path, isBad ? CheckState.Bad : CheckState.Warning, fault.Problem, fault.Cure));
        }

        if (reading.Snapshot is { } snapshot)
        {
            report.Good("settings", Path.GetFileName(reading.File), "Settings.Good", snapshot.Settings.Groups.Count, snapshot.People.All.Count);
        }
    }
}
