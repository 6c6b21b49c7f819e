using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using ZaloBot.Rules.Training;

namespace ZaloBot.Cli;

/// <summary>The command <c>train</c>: learns the classifier anew from labelled files. The same files give the same model.</summary>
internal static class TrainCommand
{
    private const string Messages = "src/ZaloBot.Rules/Training/Messages";
    private const string Model = "src/ZaloBot.Rules/Classification/messages.model";

    public static Command Make(CommandIo io)
    {
        var folder = new Argument<string>("folder") { Description = CliTexts.Get("Train.Folder", Messages), HelpName = CliTexts.Get("Word.Folder"), DefaultValueFactory = _ => Messages };
        var model = new Option<string>("--model") { Description = CliTexts.Get("Train.Model", Model), HelpName = CliTexts.Get("Word.File"), DefaultValueFactory = _ => Model };
        var command = new Command("train", CliTexts.Get("Train")) { folder, model };
        command.SetAction((parsed, cancellationToken) =>
            Task.Run(() => Run(io, parsed.GetRequiredValue(folder), parsed.GetRequiredValue(model)), cancellationToken).WaitAsync(cancellationToken));
        return command;
    }

    private static int Run(CommandIo io, string folder, string model)
    {
        if (!Directory.Exists(folder) || Directory.GetFiles(folder, "*.jsonl").Length == 0)
        {
            io.Error.WriteLine(CliTexts.Get("Train.NoFiles", folder));
            return ExitCode.BadInput;
        }

        // Beside the model first: a training that fails or is stopped leaves the present model alone.
        var unfinished = model + ".new";
        try
        {
            TrainingReport report;
            using (var stream = File.Create(unfinished))
            {
                report = new ModelTrainer(io.Error.WriteLine, Environment.ProcessorCount).Train(folder, stream);
            }

            File.Move(unfinished, model, overwrite: true);
            File.WriteAllText(Path.ChangeExtension(model, ".report.md"), TrainingReportPage.Markdown(report));
            Show(io, report);
            return ExitCode.Well;
        }
        catch (InvalidDataException failure)
        {
            io.Error.WriteLine(failure.Message);
            return ExitCode.BadInput;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            io.Error.WriteLine(CliTexts.Get("Train.Failed", model, failure.Message));
            return ExitCode.NotWell;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static void Show(CommandIo io, TrainingReport report)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn(CliTexts.Get("Evaluate.Figure")).AddColumn(CliTexts.Get("Evaluate.Value"));
        table.AddRow(CliTexts.Get("Evaluate.Messages"), report.Messages.ToString(CultureInfo.InvariantCulture));
        table.AddRow(CliTexts.Get("Train.RecallAtPrecision"), Share(report.RecallAtPrecision97));
        table.AddRow(CliTexts.Get("Train.RecallAtFalseShare"), Share(report.RecallAtFalseShare05));
        table.AddRow(CliTexts.Get("Train.BestF1"), Share(report.BestF1));
        io.Tables().Write(table);
    }

    private static string Share(double value) => value.ToString("0.0 %", CultureInfo.InvariantCulture);
}
