using System.CommandLine;
using ZaloBot.Backups;
using ZaloBot.Settings;
using ZaloBot.Storage;

namespace ZaloBot.Cli;

/// <summary>The command <c>restore</c>: puts a back-up back into the store of the settings.</summary>
internal static class RestoreCommand
{
    public static Command Make(CommandIo io, SettingsOption settings)
    {
        var file = new Argument<string>("FILE") { Description = CliTexts.Get("Restore.File"), HelpName = CliTexts.Get("Word.File") };
        var force = new Option<bool>("--force") { Description = CliTexts.Get("Restore.Force") };
        var command = new Command("restore", CliTexts.Get("Restore")) { file, force };
        command.SetAction(async (parsed, _) =>
        {
            try
            {
                var (head, parts) = Restoration.Open(parsed.GetValue(file)!);
                if (Restoration.PlaceSettings(parts, SettingsFile.Locate(parsed.GetValue(settings))))
                {
                    io.Error.WriteLine(CliTexts.Get("Restore.Settings"));
                }

                var reading = settings.Read(parsed, io);
                return await StoreAccess.UseAsync(io, reading, store => RestoreAsync(io, store, reading.Snapshot!, head, parts, parsed.GetValue(force)));
            }
            catch (Exception failure) when (failure is StoreException or IOException or UnauthorizedAccessException)
            {
                io.Error.WriteLine(CliTexts.Get("Restore.Unreadable", failure.Message));
                return ExitCode.BadInput;
            }
        });
        return command;
    }

    private static async Task<int> RestoreAsync(
        CommandIo io, Store store, SettingsSnapshot snapshot, BackupHead head, IReadOnlyDictionary<string, byte[]> parts, bool force)
    {
        if (await Restoration.ObstacleAsync(store, head, parts, snapshot.Settings, force) is { } obstacle)
        {
            io.Error.WriteLine(CliTexts.Get($"Restore.{obstacle}"));
            return ExitCode.NotWell;
        }

        await Restoration.RestoreAsync(store, head, parts, snapshot.Settings, io.Clock.GetUtcNow());
        using var access = new PrivacyAccess(store, snapshot, io.Clock);
        var erased = await access.Erasure.EraseReturnedAsync();
        await access.Rewriting.RewriteAsync();
        io.Output.WriteLine(CliTexts.Get("Restore.Done", head.Entries, head.MadeAt.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture)));
        if (erased is { Removed.Count: > 0 })
        {
            io.Output.WriteLine(CliTexts.Get("Restore.ErasedAgain", erased.Number));
        }

        io.Output.WriteLine(CliTexts.Get("Restore.Next"));
        return ExitCode.Well;
    }
}
