using System.CommandLine;
using System.CommandLine.Invocation;

namespace ZaloBot.Cli;

/// <summary>Help in plain Vietnamese words: what the command is for, how to call it, what it understands.</summary>
internal sealed class PlainHelp(CommandIo io) : SynchronousCommandLineAction
{
    private const int Indent = 2;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var output = io.Output;
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine(CliTexts.Get("Help.Usage"));
        output.WriteLine($"  ZaloBot{Path(command)}{Usage(command)}");
        Write(CliTexts.Get("Help.Commands"), [.. command.Subcommands.Where(sub => !sub.Hidden).Select(sub => (sub.Name, sub.Description ?? ""))]);
        Write(CliTexts.Get("Help.Arguments"), [.. command.Arguments.Select(argument => (argument.HelpName ?? argument.Name, argument.Description ?? ""))]);
        Write(CliTexts.Get("Help.Options"), [.. Options(command).Where(option => !option.Hidden).DistinctBy(option => option.Name).Select(option => (Left(option), option.Description ?? ""))]);
        if (command is RootCommand)
        {
            output.WriteLine();
            output.WriteLine(CliTexts.Get("Help.More"));
        }

        return ExitCode.Well;
    }

    private void Write(string title, (string Left, string Right)[] rows)
    {
        if (rows.Length == 0)
        {
            return;
        }

        io.Output.WriteLine();
        io.Output.WriteLine(title);
        var width = rows.Max(row => row.Left.Length) + Indent;
        foreach (var (left, right) in rows)
        {
            io.Output.WriteLine($"  {left.PadRight(width)}{right}");
        }
    }

    private static IEnumerable<Option> Options(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive)));

    private static string Left(Option option)
    {
        var shortName = option.Aliases.FirstOrDefault(alias => alias.Length == 2 && alias[0] == '-');
        var names = shortName is null ? option.Name : $"{shortName}, {option.Name}";
        return option.HelpName is null ? names : $"{names} {option.HelpName}";
    }

    private static string Path(Command command) => command is RootCommand ? "" : $" {command.Name}";

    private static string Usage(Command command) =>
        (command.Subcommands.Count > 0 ? $" [{CliTexts.Get("Help.Command")}]" : "")
        + string.Concat(command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues > 0 ? $" {argument.HelpName ?? argument.Name}" : $" [{argument.HelpName ?? argument.Name}]"))
        + $" [{CliTexts.Get("Help.OptionsWord")}]";
}
