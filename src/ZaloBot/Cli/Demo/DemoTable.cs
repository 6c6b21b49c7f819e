using System.Globalization;
using Spectre.Console;
using ZaloBot.Membership.Consents;
using ZaloBot.Moderation;
using ZaloBot.Words;

namespace ZaloBot.Cli.Demo;

/// <summary>The day as a table: what happened, what the bot saw in it, what it did.</summary>
internal static class DemoTable
{
    private const int TextWidth = 64;

    public static void Write(IAnsiConsole output, IReadOnlyList<DemoRow> rows)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var heading in new[] { "Time", "Group", "Who", "Message", "Found", "Done" })
        {
            table.AddColumn(Phrases.Get($"Demo.{heading}"));
        }

        foreach (var row in rows)
        {
            var record = row.Found.Count > 0 ? row.Found[0] : null;
            table.AddRow(
                row.Happened.At.ToString("HH:mm", CultureInfo.InvariantCulture),
                Markup.Escape(Short(row.Group, 20)),
                Markup.Escape(Short(row.Who, 18)),
                Markup.Escape(Short(row.Happened.Text ?? Phrases.Get("Demo.Joined"), TextWidth)),
                record is null ? "[green]–[/]" : $"[yellow]{Markup.Escape(Phrases.Of("Matter", record.Rule))}[/]",
                Markup.Escape(string.Join("; ", new[] { record is null ? "" : Done(record), Recorded(row) }.Where(part => part.Length > 0))));
        }

        output.Write(table);
    }

    private static string Done(CaseRecord record)
    {
        var done = Phrases.Of("Done", record.Decision);
        return record.HeldBack == HeldBack.No ? done : $"{done} ({Phrases.Of("HeldBack", record.HeldBack)})";
    }

    private static string Recorded(DemoRow row) =>
        row.Recorded.Count == 0 ? "" : Phrases.Fill("Demo.Recorded", string.Join(", ", row.Recorded.Select(act => Phrases.Of("ConsentAct", act))));

    private static string Short(string text, int width) => text.Length <= width ? text : text[..(width - 1)].TrimEnd() + "…";
}

/// <summary>One line of the table.</summary>
/// <param name="Happened">What happened.</param>
/// <param name="Group">The group's name.</param>
/// <param name="Who">The person's name.</param>
/// <param name="Found">What the bot found in it.</param>
/// <param name="Recorded">What it wrote into the record of consents.</param>
internal sealed record DemoRow(DemoEvent Happened, string Group, string Who, IReadOnlyList<CaseRecord> Found, IReadOnlyList<ConsentAct> Recorded);
