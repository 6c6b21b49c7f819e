using System.CommandLine;
using ZaloBot.Access;
using ZaloBot.Connection;
using ZaloBot.Settings;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Cli;

/// <summary>The command <c>keys</c>: says whether there is an administrators' key, makes another when it is lost, and a new one for the key ring.</summary>
internal static class KeysCommand
{
    public static Command Make(CommandIo io, SettingsOption settings)
    {
        var renew = new Command("renew", CliTexts.Get("Keys.Renew"));
        renew.SetAction((parsed, _) => StoreAccess.UseExistingAsync(io, settings.Read(parsed, io), async store =>
        {
            // The key alone on standard output, so that it can be piped into a password store.
            io.Output.WriteLine(await new AdministratorsKey(store).RenewAsync());
            io.Error.WriteLine(CliTexts.Get("Keys.Renewed"));
            return ExitCode.Well;
        }));
        var renewRing = new Command("renew-ring", CliTexts.Get("Keys.RenewRing"));
        renewRing.SetAction((parsed, cancellationToken) => RenewRingAsync(io, settings.Read(parsed, io), cancellationToken));
        var command = new Command("keys", CliTexts.Get("Keys")) { renew, renewRing };
        command.SetAction((parsed, _) => StoreAccess.UseExistingAsync(io, settings.Read(parsed, io), async store =>
        {
            var exists = await new AdministratorsKey(store).StampAsync() is not null;
            io.Output.WriteLine(CliTexts.Get(exists ? "Keys.Exists" : "Keys.None"));
            return ExitCode.Well;
        }));
        return command;
    }

    private static Task<int> RenewRingAsync(CommandIo io, SettingsReading reading, CancellationToken cancellationToken) => StoreAccess.UseExistingAsync(io, reading, async store =>
    {
        await using var services = new ServiceCollection().AddLogging().AddKeyRing(reading.Snapshot!.Settings.Redis).BuildServiceProvider();
        try
        {
            await KeyRing.RenewAsync(services, store, cancellationToken);
        }
        catch (TokensUnreadableException failure)
        {
            io.Error.WriteLine(failure.Message);
            return ExitCode.NotWell;
        }

        io.Output.WriteLine(CliTexts.Get("Keys.RingRenewed"));
        return ExitCode.Well;
    });
}
