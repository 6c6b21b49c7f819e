using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using ZaloBot.Privacy;
using ZaloBot.Settings;

namespace ZaloBot.Cli;

/// <summary>The command <c>export</c>: everything kept about one person, as JSON on standard output.</summary>
internal static class ExportCommand
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Make(CommandIo io, SettingsOption settings)
    {
        var person = new Argument<string>("USER_ID") { Description = CliTexts.Get("Forget.Person"), HelpName = CliTexts.Get("Word.Person") };
        var command = new Command("export", CliTexts.Get("Export")) { person };
        command.SetAction(async (parsed, _) =>
        {
            var id = parsed.GetValue(person)!.Trim();
            if (!ForgetCommand.IsId(id))
            {
                io.Error.WriteLine(CliTexts.Get("Forget.NoId"));
                return ExitCode.BadInput;
            }

            var reading = settings.Read(parsed, io);
            return await StoreAccess.UseExistingAsync(io, reading, async store =>
            {
                var export = new PersonExport(store, SettingsSource.Fixed(reading.Snapshot!.Settings, reading.Snapshot.People), io.Clock);
                io.Output.WriteLine((await export.ReadAsync(id)).ToJsonString(Readable));
                return ExitCode.Well;
            });
        });
        return command;
    }
}
