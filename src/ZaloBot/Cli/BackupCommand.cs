using System.CommandLine;
using ZaloBot.Backups;

namespace ZaloBot.Cli;

/// <summary>The command <c>backup</c>: everything it takes to go on elsewhere, as one file.</summary>
internal static class BackupCommand
{
    public static Command Make(CommandIo io, SettingsOption settings)
    {
        var folder = new Argument<string>("FOLDER") { Description = CliTexts.Get("Backup.Folder"), HelpName = CliTexts.Get("Word.Folder") };
        var command = new Command("backup", CliTexts.Get("Backup")) { folder };
        command.SetAction(async (parsed, _) =>
        {
            var reading = settings.Read(parsed, io);
            return await StoreAccess.UseExistingAsync(io, reading, async store =>
            {
                try
                {
                    var target = parsed.GetValue(folder)!;
                    var (file, head) = await Backup.TakeAsync(store, reading, target, io.Clock);
                    io.Output.WriteLine(file);
                    io.Error.WriteLine(CliTexts.Get("Backup.Taken", head.Entries, new FileInfo(file).Length / 1024));
                    var dropped = Backup.DropOld(target, reading.Snapshot!.Settings.Retention.Backups, head.MadeAt);
                    if (dropped > 0)
                    {
                        io.Error.WriteLine(CliTexts.Get("Backup.Dropped", dropped));
                    }

                    return ExitCode.Well;
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
                {
                    io.Error.WriteLine(CliTexts.Get("Backup.Failed", failure.Message));
                    return ExitCode.NotWell;
                }
            });
        });
        return command;
    }
}
