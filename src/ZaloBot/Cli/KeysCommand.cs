using System.CommandLine;
using ZaloBot.Access;

namespace ZaloBot.Cli;

/// <summary>The command <c>keys</c>: says whether there is an administrators' key, and makes another when it is lost.</summary>
internal static class KeysCommand
{
    public static Command Make(CommandIo io, SettingsOption settings)
    {
        var renew = new Command("renew", CliTexts.Get("Keys.Renew"));
        renew.SetAction((parsed, _) => StoreAccess.UseAsync(io, settings.Read(parsed, io), async store =>
        {
            // The key alone on standard output, so that it can be piped into a password store.
            io.Output.WriteLine(await new AdministratorsKey(store).RenewAsync());
            io.Error.WriteLine(CliTexts.Get("Keys.Renewed"));
            return ExitCode.Well;
        }));
        var command = new Command("keys", CliTexts.Get("Keys")) { renew };
        command.SetAction((parsed, _) => StoreAccess.UseAsync(io, settings.Read(parsed, io), async store =>
        {
            var exists = await new AdministratorsKey(store).StampAsync() is not null;
            io.Output.WriteLine(CliTexts.Get(exists ? "Keys.Exists" : "Keys.None"));
            return ExitCode.Well;
        }));
        return command;
    }
}
