using System.CommandLine;
using System.Text;
using ZaloBot.Rules.Evaluation;

namespace ZaloBot.Cli;

/// <summary>The command <c>evaluate</c>: how well the rules do on a file of labelled messages.</summary>
internal static class EvaluateCommand
{
    private const int WorstShown = 20;

    public static Command Make(CommandIo io, SettingsOption settings)
    {
        var file = new Argument<string>("file") { Description = CliTexts.Get("Evaluate.File"), HelpName = CliTexts.Get("Word.File") };
        var json = new Option<bool>("--json") { Description = CliTexts.Get("Option.Json") };
        var group = new Option<string?>("--group") { Description = CliTexts.Get("Classify.Group"), HelpName = "ID" };
        var worst = new Option<int>("--worst") { Description = CliTexts.Get("Evaluate.Worst"), HelpName = "N", DefaultValueFactory = _ => WorstShown };
        var command = new Command("evaluate", CliTexts.Get("Evaluate")) { file, json, group, worst };
        command.SetAction(parsed =>
        {
            var judges = CommandJudges.Of(parsed, io, settings, parsed.GetValue(group));
            return judges is null ? ExitCode.BadInput : Run(io, judges, parsed.GetRequiredValue(file), parsed.GetValue(json), Math.Max(parsed.GetValue(worst), 0));
        });
        return command;
    }

    private static int Run(CommandIo io, CommandJudges judges, string file, bool asJson, int worst)
    {
        var judged = new List<JudgedMessage>();
        var badLines = new List<LabelledLine>();
        try
        {
            using var reader = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            var threads = new ThreadReader();
            foreach (var line in LabelledFile.Read(reader))
            {
                if (line.Message is { } message)
                {
                    judged.Add(new(message, judges.For(groupOfLine: null).Judge(threads.Next(message))));
                }
                else
                {
                    badLines.Add(line);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            io.Error.WriteLine(CliTexts.Get(exception is FileNotFoundException or DirectoryNotFoundException ? "Evaluate.NoFile" : "Evaluate.Unreadable", file));
            return ExitCode.BadInput;
        }
        catch (DecoderFallbackException)
        {
            io.Error.WriteLine(CliTexts.Get("Evaluate.NotUtf8", file));
            return ExitCode.BadInput;
        }

        var report = EvaluationReport.Of(judged);
        if (asJson)
        {
            EvaluationJson.Write(io, report, badLines, worst);
        }
        else
        {
            EvaluationTables.Write(io, report, worst);
        }

        foreach (var line in badLines)
        {
            io.Error.WriteLine(CliTexts.Get("Evaluate.BadLine", line.Number, line.Error!));
        }

        if (judged.Count == 0)
        {
            io.Error.WriteLine(CliTexts.Get("Evaluate.Nothing", file));
        }

        return badLines.Count > 0 || judged.Count == 0 ? ExitCode.BadInput : ExitCode.Well;
    }
}
