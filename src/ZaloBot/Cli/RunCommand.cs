using System.CommandLine;
using ZaloBot.Settings;

namespace ZaloBot.Cli;

/// <summary>The command <c>run</c>: reads the settings, follows their files, and serves.</summary>
internal static class RunCommand
{
    private const string Addresses = "ASPNETCORE_URLS";
    private const string UsualAddress = "http://localhost:8080";

    // Whoever set one of these has chosen where the bot listens.
    private static readonly string[] AddressVariables =
        [Addresses, "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_URLS", "DOTNET_HTTP_PORTS", "DOTNET_HTTPS_PORTS"];

    public static (Command Command, Option<string?> Urls) Make(CommandIo io, SettingsOption settings)
    {
        var urls = new Option<string?>("--urls") { Description = CliTexts.Get("Run.Urls"), HelpName = CliTexts.Get("Word.Address") };
        var command = new Command("run", CliTexts.Get("Run")) { urls };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, io, settings, urls, cancellationToken));
        return (command, urls);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CommandIo io, SettingsOption settings, Option<string?> urls, CancellationToken cancellationToken)
    {
        var reading = settings.Read(parsed, io);
        SettingsOption.Show(reading, io);
        if (reading.Snapshot is null)
        {
            io.Error.WriteLine(CliTexts.Get("Run.Refused"));
            return ExitCode.NotWell;
        }

        ListenAt(parsed.GetValue(urls), io.Environment);
        using var source = new WatchedSettings(reading, io.Environment, io.Clock);
        return await BotProcess.RunAsync(source, cancellationToken);
    }

    // The host takes its addresses from the environment; what is said on the command line goes the same way.
    private static void ListenAt(string? urls, IReadOnlyDictionary<string, string> environment)
    {
        if (urls is not null || !AddressVariables.Any(environment.ContainsKey))
        {
            Environment.SetEnvironmentVariable(Addresses, urls ?? UsualAddress);
        }
    }
}
