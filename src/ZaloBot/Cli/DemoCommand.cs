using System.CommandLine;
using ZaloBot.Cli.Demo;

namespace ZaloBot.Cli;

/// <summary>The command <c>demo</c>: the tour that needs no account and no network.</summary>
internal static class DemoCommand
{
    public static Command Make(CommandIo io)
    {
        var pagePort = Port("--page-port", "Demo.PagePort");
        var botPort = Port("--bot-port", "Demo.BotPort");
        var once = new Option<bool>("--once") { Description = CliTexts.Get("Demo.Once") };
        var command = new Command("demo", CliTexts.Get("Demo")) { pagePort, botPort, once };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                return await DemoRun.RunAsync(io.Tables(), (parsed.GetValue(pagePort), parsed.GetValue(botPort)), !parsed.GetValue(once), cancellationToken);
            }
            catch (IOException failure)
            {
                io.Error.WriteLine(CliTexts.Get("Demo.Failed", failure.Message));
                return ExitCode.NotWell;
            }
        });
        return command;
    }

    private static Option<int> Port(string name, string text)
    {
        var port = new Option<int>(name) { Description = CliTexts.Get(text), HelpName = "N" };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(ushort.TryParse(token.Value, out _)))
            {
                result.AddError(name);
            }
        });
        return port;
    }
}
