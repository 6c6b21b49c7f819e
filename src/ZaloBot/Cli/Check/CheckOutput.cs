using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using ZaloBot.Settings;

namespace ZaloBot.Cli.Check;

/// <summary>Shows what <c>check</c> found, to people or programs.</summary>
internal static class CheckOutput
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    public static void WriteTable(CommandIo io, CheckReport report)
    {
        var console = io.Tables();
        console.WriteLine(CliTexts.Get("Check.File", report.SettingsFile));
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in (ReadOnlySpan<string>)["Check.State", "Check.What", "Check.Finding", "Check.Cure"])
        {
            table.AddColumn(new TableColumn(new Text(CliTexts.Get(column))));
        }

        foreach (var line in report.Lines)
        {
            table.AddRow(new Text(CliTexts.Get($"Word.{line.State}"), Style(line.State)), new Text(line.Name), new Text(line.Finding), new Text(line.Cure));
        }

        console.Write(table);
        console.WriteLine(CliTexts.Get(report.IsWell ? "Check.Well" : "Check.NotWell"));
    }

    public static void WriteJson(CommandIo io, CheckReport report, ZaloBotSettings? settings)
    {
        using (var json = new Utf8JsonWriter(io.OutputStream, Readable))
        {
            json.WriteStartObject();
            json.WriteBoolean("well", report.IsWell);
            json.WriteString("settings_file", report.SettingsFile);
            json.WriteStartArray("lines");
            foreach (var line in report.Lines)
            {
                json.WriteStartObject();
                json.WriteString("area", line.Area);
                json.WriteString("name", line.Name);
                json.WriteString("state", JsonNamingPolicy.SnakeCaseLower.ConvertName(line.State.ToString()));
                json.WriteString("finding", line.Finding);
                json.WriteString("cure", line.Cure);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteGroups(json, report, settings);
            json.WriteEndObject();
        }

        io.OutputStream.Write("\n"u8);
        io.OutputStream.Flush();
    }

    private static void WriteGroups(Utf8JsonWriter json, CheckReport report, ZaloBotSettings? settings)
    {
        if (report.Groups is not { } groups)
        {
            json.WriteNull("groups");
            return;
        }

        json.WriteStartArray("groups");
        foreach (var group in groups)
        {
            json.WriteStartObject();
            json.WriteString("id", group.GroupId);
            json.WriteString("name", group.Name);
            json.WriteBoolean("declared", settings?.Group(group.GroupId) is not null);
            json.WriteBoolean("enabled", group.IsEnabled);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static Style Style(CheckState state) => new(state switch
    {
        CheckState.Good => Color.Green,
        CheckState.Warning => Color.Yellow,
        CheckState.Bad => Color.Red,
        _ => Color.Grey,
    });
}
