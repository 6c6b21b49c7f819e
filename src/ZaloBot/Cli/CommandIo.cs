using System.Text;
using Spectre.Console;
using ZaloBot.Settings;

namespace ZaloBot.Cli;

/// <summary>What a command reads and writes: standard output carries only the answer, everything else goes to standard error.</summary>
public sealed class CommandIo : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>A command's surroundings.</summary>
    /// <param name="input">Standard input, as bytes.</param>
    /// <param name="output">Standard output, as bytes.</param>
    /// <param name="error">Standard error, as bytes.</param>
    /// <param name="environment">The variables that lie over the settings file.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="isTerminal">Whether somebody looks at the output, so that colours make sense.</param>
    public CommandIo(
        Stream input, Stream output, Stream error, IReadOnlyDictionary<string, string> environment, TimeProvider? clock = null, bool isTerminal = false)
    {
        Input = input;
        OutputStream = output;
        Output = new StreamWriter(output, Utf8, leaveOpen: true) { AutoFlush = true, NewLine = "\n" };
        Error = new StreamWriter(error, Utf8, leaveOpen: true) { AutoFlush = true, NewLine = "\n" };
        Environment = environment;
        Clock = clock ?? TimeProvider.System;
        IsTerminal = isTerminal;
    }

    /// <summary>Standard input, as bytes.</summary>
    public Stream Input { get; }

    /// <summary>Standard output, as bytes.</summary>
    public Stream OutputStream { get; }

    /// <summary>Standard output: the answer and nothing else.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error: everything said by the way.</summary>
    public TextWriter Error { get; }

    /// <summary>The variables that lie over the settings file.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>What time it is.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Whether somebody looks at the output: a table with colours is for people, lines are for a log.</summary>
    public bool IsTerminal { get; }

    /// <summary>That of this process, UTF-8 whatever the machine's own encoding.</summary>
    public static CommandIo OfProcess() => new(
        Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.OpenStandardError(), SettingsFile.ProcessEnvironment(),
        isTerminal: !Console.IsOutputRedirected && !Console.IsErrorRedirected);

    /// <summary>Tables on standard output, with colours only for a terminal.</summary>
    public IAnsiConsole Tables() => Draw(Output);

    /// <summary>Tables on standard error.</summary>
    public IAnsiConsole ErrorTables() => Draw(Error);

    /// <inheritdoc/>
    public void Dispose()
    {
        Output.Dispose();
        Error.Dispose();
    }

    private IAnsiConsole Draw(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });

        // Away from a terminal there is no width to respect but that of a sheet of paper.
        console.Profile.Width = IsTerminal ? Math.Max(console.Profile.Width, 80) : 120;
        return console;
    }
}
