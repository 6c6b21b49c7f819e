using System.CommandLine;
using Spectre.Console;
using ZaloBot.Groups;
using ZaloBot.Membership.Consents;
using ZaloBot.Membership.Drift;
using ZaloBot.Privacy;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Words;

namespace ZaloBot.Cli;

/// <summary>The command <c>groups</c>: in what each group and its roster differ, and the record of who let whom in.</summary>
internal static class GroupsCommand
{
    public static Command Make(CommandIo io, SettingsOption settings) =>
        new("groups", CliTexts.Get("Groups")) { Drift(io, settings), Consents(io, settings) };

    private static NameBook NamesOf(Store store, SettingsSnapshot snapshot) => new(store, new ErasedPeople(store, ErasedPeople.KeyOf(snapshot.Settings.Redis)));

    private static Command Drift(CommandIo io, SettingsOption settings)
    {
        var (group, json) = Options();
        var command = new Command("drift", CliTexts.Get("Groups.Drift")) { group, json };
        command.SetAction((parsed, _) => UseAsync(io, settings.Read(parsed, io), parsed.GetValue(group), async (snapshot, groups, store) =>
        {
            var finder = new DriftFinder(store, NamesOf(store, snapshot));
            var scope = DriftFinder.Look(store, snapshot, io.Clock.GetUtcNow());
            var reports = new List<DriftReport>();
            foreach (var one in groups)
            {
                reports.Add(await finder.FindAsync(scope, one));
            }

            if (parsed.GetValue(json))
            {
                CommandJson.Write(io, reports);
            }
            else
            {
                WriteDrift(io, reports, snapshot);
            }

            return reports.TrueForAll(report => report.IsEmpty) ? ExitCode.Well : ExitCode.NotWell;
        }));
        return command;
    }

    private static Command Consents(CommandIo io, SettingsOption settings)
    {
        var (group, json) = Options();
        var command = new Command("consents", CliTexts.Get("Groups.Consents")) { group, json };
        command.SetAction((parsed, _) => UseAsync(io, settings.Read(parsed, io), parsed.GetValue(group), async (snapshot, groups, store) =>
        {
            var names = NamesOf(store, snapshot);
            var wanted = groups.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
            var consents = (await new ConsentBook(store).AllAsync()).Where(consent => wanted.Contains(consent.GroupId)).ToList();
            if (parsed.GetValue(json))
            {
                CommandJson.Write(io, consents.Select(consent => new
                {
                    consent.Number, consent.GroupId, consent.UserId, consent.Matter, consent.Stage, consent.RequestedBy, consent.Reason, consent.AskedAt, consent.ValidUntil, consent.UsedAt, consent.Steps,
                }));
                return ExitCode.Well;
            }

            var table = PeopleOutput.Table("Groups.Number", "Groups.Group", "Groups.Person", "Groups.Stage", "Groups.Steps");
            foreach (var consent in consents)
            {
                var steps = new List<string>();
                foreach (var step in consent.Steps)
                {
                    var by = step.By == ConsentStep.Bot ? "bot" : await names.NameOfAsync(step.By, snapshot.People);
                    steps.Add($"{Local(snapshot, step.At)} {by}: {Phrases.Of("ConsentAct", step.Act)}{(step.Ground.Length > 0 ? $" ({step.Ground})" : "")}");
                }

                table.AddRow(
                    new Text(consent.Number), new Text(snapshot.Settings.Group(consent.GroupId)?.Name ?? consent.GroupId), new Text(await names.NameOfAsync(consent.UserId, snapshot.People)),
                    new Text(Phrases.Of("ConsentStage", consent.Stage)), new Text(string.Join('\n', steps)));
            }

            io.Tables().Write(table);
            return ExitCode.Well;
        }));
        return command;
    }

    private static (Option<string?> Group, Option<bool> Json) Options() => (
        new Option<string?>("--group") { Description = CliTexts.Get("Groups.Only"), HelpName = "ID" }, new Option<bool>("--json") { Description = CliTexts.Get("Option.Json") });

    private static Task<int> UseAsync(CommandIo io, SettingsReading reading, string? only, Func<SettingsSnapshot, IReadOnlyList<GroupOptions>, Store, Task<int>> work) => StoreAccess.UseAsync(io, reading, store =>
    {
        var snapshot = reading.Snapshot!;
        var groups = snapshot.Settings.Groups.Where(group => only is null || group.Id == only).ToList();
        if (groups.Count == 0)
        {
            var nearest = only is null ? null : Nearest.To(only, snapshot.Settings.Groups.Select(group => group.Id));
            io.Error.WriteLine(CliTexts.Get("Groups.None", nearest ?? "–"));
            return Task.FromResult(ExitCode.BadInput);
        }

        return work(snapshot, groups, store);
    });

    private static void WriteDrift(CommandIo io, IReadOnlyList<DriftReport> reports, SettingsSnapshot snapshot)
    {
        var table = PeopleOutput.Table("Groups.Group", "Groups.Finding", "Groups.Person", "People.Unit", "Groups.Since", "Groups.Number");
        foreach (var report in reports)
        {
            foreach (var (finding, person) in report.NotOnRoster.Select(person => ("NotOnRoster", person))
                .Concat(report.NotInGroup.Select(person => ("NotInGroup", person))).Concat(report.UndeclaredDeputies.Select(person => ("UndeclaredDeputy", person))))
            {
                table.AddRow(
                    new Text(report.Group), new Text(CliTexts.Get($"Groups.{finding}")), new Text(person.Name + (person.UserId.Length == 0 ? Phrases.Get("NotLinked") : "")),
                    new Text(person.Unit), new Text(person.Since is { } since ? Local(snapshot, since) : "–"), new Text(person.Question ?? "–"));
            }
        }

        if (table.Rows.Count > 0)
        {
            io.Tables().Write(table);
        }

        foreach (var report in reports)
        {
            var at = report.ComparedAt is { } compared ? Local(snapshot, compared) : CliTexts.Get("Groups.Never");
            io.Output.WriteLine(CliTexts.Get(report.IsEmpty ? "Groups.SummaryWell" : "Groups.Summary", report.Group, report.Members, report.NotOnRoster.Count, report.NotInGroup.Count, report.UndeclaredDeputies.Count, at));
        }
    }

    private static string Local(SettingsSnapshot snapshot, DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(snapshot.Settings.Organisation.TimeZone)).ToString("HH:mm dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
