using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using ZaloBot.Learning;
using ZaloBot.Moderation;
using ZaloBot.SecondOpinion;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Words;

namespace ZaloBot.Cli;

/// <summary>The command <c>replay</c>: which of the kept decisions other settings would change.</summary>
internal static class ReplayCommand
{
    private const int DefaultDays = 30;

    public static Command Make(CommandIo io, SettingsOption settings)
    {
        var days = new Option<int>("--days") { Description = CliTexts.Get("Replay.Days"), HelpName = "N", DefaultValueFactory = _ => DefaultDays };
        var json = new Option<bool>("--json") { Description = CliTexts.Get("Option.Json") };
        var command = new Command("replay", CliTexts.Get("Replay")) { days, json };
        command.SetAction((parsed, _) =>
        {
            var reading = settings.Read(parsed, io);
            return StoreAccess.UseExistingAsync(io, reading, store => RunAsync(io, reading.Snapshot!, store, parsed.GetValue(days), parsed.GetValue(json)));
        });
        return command;
    }

    private static async Task<int> RunAsync(CommandIo io, SettingsSnapshot snapshot, Store store, int days, bool asJson)
    {
        var replay = new Replay(snapshot, await LessonBook.LoadAsync(store, snapshot.Settings.Learning));
        var since = io.Clock.GetUtcNow() - TimeSpan.FromDays(days);
        List<ReplayedCase> replayed =
        [
            .. (await new CaseBook(store).ReadAsync(CaseBook.Capacity)).Where(found => found.Text is not null && found.Record.At >= since)
                .Select(found => replay.Run(found.Record, found.Text!)),
        ];
        List<ReplayedCase> flipped = [.. replayed.Where(one => one.Before != one.After)];
        var redaction = new Redaction(snapshot.People);
        if (asJson)
        {
            WriteJson(io, replayed.Count, flipped, redaction);
        }
        else
        {
            WriteTable(io, snapshot.Settings, replayed.Count, flipped, redaction);
        }

        return ExitCode.Well;
    }

    private static void WriteJson(CommandIo io, int kept, List<ReplayedCase> flipped, Redaction redaction)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("kept", kept);
            json.WriteStartArray("flipped");
            foreach (var one in flipped)
            {
                json.WriteStartObject();
                json.WriteString("case", one.Record.Case);
                json.WriteString("group", one.Record.GroupId);
                json.WriteString("at", one.Record.At);
                json.WriteString("rule", one.Rule.ToString());
                json.WriteString("before", Name(one.Before));
                json.WriteString("after", Name(one.After));
                json.WriteString("text", redaction.Apply(one.Text));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        io.Output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void WriteTable(CommandIo io, ZaloBotSettings settings, int kept, List<ReplayedCase> flipped, Redaction redaction)
    {
        if (flipped.Count > 0)
        {
            var table = new Table { Border = TableBorder.Rounded };
            table.AddColumn(CliTexts.Get("Replay.Case")).AddColumn(CliTexts.Get("Replay.Group")).AddColumn(CliTexts.Get("Replay.Before")).AddColumn(CliTexts.Get("Replay.After"))
                .AddColumn(CliTexts.Get("Replay.Text"));
            foreach (var one in flipped)
            {
                table.AddRow(
                    new Text(one.Record.Case), new Text(settings.Group(one.Record.GroupId)?.Name ?? one.Record.GroupId),
                    new Text(CliTexts.Get($"Replay.{one.Before}")), new Text(CliTexts.Get($"Replay.{one.After}")), new Text(UserText.Defuse(redaction.Apply(one.Text), 100)));
            }

            io.Tables().Write(table);
        }

        io.Output.WriteLine(CliTexts.Get("Replay.Summary", kept, flipped.Count));
    }

    private static string Name(Outcome outcome) => outcome switch
    {
        Outcome.Breach => "breach",
        Outcome.Doubtful => "doubtful",
        Outcome.Review => "review",
        _ => "clear",
    };
}
