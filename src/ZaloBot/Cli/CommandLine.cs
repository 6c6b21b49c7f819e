using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using ZaloBot.Settings;

namespace ZaloBot.Cli;

/// <summary>The command line: finds the command that was meant, or says what was not understood.</summary>
public static class CommandLine
{
    /// <summary>Runs the command that <paramref name="args"/> name, with the streams of this process.</summary>
    /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        using var io = CommandIo.OfProcess();
        return await RunAsync(args, io);
    }

    /// <summary>Runs a command with other streams.</summary>
    public static async Task<int> RunAsync(string[] args, CommandIo io)
    {
        var parsed = Build(io).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not PlainHelp)
        {
            Complain(parsed, io);
            return ExitCode.BadInput;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = io.Output,
            Error = io.Error,
            EnableDefaultExceptionHandler = false,

            // The host of the command run has its own handling of signals and takes as long as an orderly stop needs.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
        });
    }

    private static RootCommand Build(CommandIo io)
    {
        var settings = new SettingsOption();
        var (run, urls) = RunCommand.Make(io, settings);
        var root = new RootCommand(CliTexts.Get("Root"))
        {
            settings,
            run,
            DemoCommand.Make(io),
            CheckCommand.Make(io, settings),
            ClassifyCommand.Make(io, settings),
            EvaluateCommand.Make(io, settings),
            ReplayCommand.Make(io, settings),
            TrainCommand.Make(io),
            PeopleCommand.Make(io, settings),
            GroupsCommand.Make(io, settings),
            SetupCommand.Make(io, settings),
            KeysCommand.Make(io, settings),
            ForgetCommand.Make(io, settings),
            ExportCommand.Make(io, settings),
            BackupCommand.Make(io, settings),
            RestoreCommand.Make(io, settings),
            SchemaCommand.Make(io),
        };

        // No command at all means run, with run's options.
        root.Options.Add(urls);
        root.Action = run.Action;
        foreach (var option in root.Options)
        {
            if (option is HelpOption)
            {
                option.Action = new PlainHelp(io);
                option.Description = CliTexts.Get("Option.Help");
            }
            else if (option is VersionOption)
            {
                option.Description = CliTexts.Get("Option.Version");
            }
        }

        return root;
    }

    private static void Complain(ParseResult parsed, CommandIo io)
    {
        var command = parsed.CommandResult.Command;
        foreach (var token in parsed.UnmatchedTokens)
        {
            var known = command.Subcommands.Select(sub => sub.Name).Concat(command.Options.Select(option => option.Name));
            var nearest = Nearest.To(token, known);
            io.Error.WriteLine(nearest is null ? CliTexts.Get("Error.Unknown", token) : CliTexts.Get("Error.UnknownNear", token, nearest));
        }

        if (parsed.UnmatchedTokens.Count == 0)
        {
            foreach (var name in parsed.Errors.Select(error => NameOf(error.SymbolResult, command)).Distinct(StringComparer.Ordinal))
            {
                io.Error.WriteLine(CliTexts.Get("Error.Value", name));
            }
        }

        io.Error.WriteLine(CliTexts.Get("Error.Help", command is RootCommand ? "" : command.Name + " "));
    }

    private static string NameOf(SymbolResult? result, Command command) => result switch
    {
        OptionResult option => option.Option.Name,
        ArgumentResult argument => argument.Argument.HelpName ?? argument.Argument.Name,
        _ => command.Arguments.FirstOrDefault()?.HelpName ?? command.Name,
    };
}
