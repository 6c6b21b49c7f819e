using System.CommandLine;
using ZaloBot.Webhooks;

namespace ZaloBot.Cli;

/// <summary>The command <c>setup</c>: opens or closes the window in which the console can save the webhook's address.</summary>
internal static class SetupCommand
{
    public static Command Make(CommandIo io, SettingsOption settings)
    {
        var close = new Option<bool>("--close") { Description = CliTexts.Get("Setup.Close") };
        var command = new Command("setup", CliTexts.Get("Setup")) { close };
        command.SetAction(async (parsed, _) =>
        {
            var reading = settings.Read(parsed, io);
            return await StoreAccess.UseExistingAsync(io, reading, async store =>
            {
                var window = new SetupWindow(store, io.Clock);
                if (parsed.GetValue(close))
                {
                    await window.CloseAsync();
                    io.Output.WriteLine(CliTexts.Get("Setup.Closed"));
                    return ExitCode.Well;
                }

                var duration = reading.Snapshot!.Settings.Webhook.SetUpWindow;
                await window.OpenAsync(duration);
                io.Output.WriteLine(CliTexts.Get("Setup.Opened", (int)duration.TotalMinutes));
                return ExitCode.Well;
            });
        });
        return command;
    }
}
