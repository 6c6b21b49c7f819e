using System.CommandLine;
using ZaloBot.People;
using ZaloBot.Settings;
using ZaloBot.Storage;

namespace ZaloBot.Cli;

/// <summary>The command <c>people</c>: who is on the roster, brings in another file, links people to their Zalo ids.</summary>
internal static class PeopleCommand
{
    public static Command Make(CommandIo io, SettingsOption settings)
    {
        var json = new Option<bool>("--json") { Description = CliTexts.Get("Option.Json") };
        var command = new Command("people", CliTexts.Get("People")) { json, Import(io, settings), Codes(io, settings), Links(io, settings) };
        command.SetAction((parsed, _) => StoreAccess.UseAsync(io, settings.Read(parsed, io), store => ListAsync(io, settings.Read(parsed, io).Snapshot!, store, parsed.GetValue(json))));
        return command;
    }

    private static Command Import(CommandIo io, SettingsOption settings)
    {
        var file = new Argument<string>("FILE") { Description = CliTexts.Get("People.Import.File"), HelpName = CliTexts.Get("Word.File") };
        var apply = new Option<bool>("--apply") { Description = CliTexts.Get("People.Apply") };
        var json = new Option<bool>("--json") { Description = CliTexts.Get("Option.Json") };
        var command = new Command("import", CliTexts.Get("People.Import")) { file, apply, json };
        command.SetAction(parsed =>
        {
            var reading = settings.Read(parsed, io);
            if (reading.Snapshot is not { } snapshot || snapshot.Settings.Organisation.PeopleFile.Length == 0)
            {
                SettingsOption.Show(reading, io);
                io.Error.WriteLine(CliTexts.Get("People.NoFile"));
                return ExitCode.NotWell;
            }

            var faults = new FaultList();
            var rows = PeopleSource.Read(Path.GetFullPath(parsed.GetValue(file)!), [.. snapshot.Settings.Organisation.Positions.Keys], faults);
            var import = PeopleImport.Of(snapshot.People.All, rows);
            var applies = parsed.GetValue(apply) && rows.Count > 0;
            var former = applies ? import.Write(snapshot.Settings.Organisation.PeopleFile, snapshot.Settings.Retention.Backups, io.Clock.GetUtcNow()) : null;
            if (parsed.GetValue(json))
            {
                PeopleOutput.WriteImportJson(io, import, faults, applies, former);
            }
            else
            {
                PeopleOutput.WriteImport(io, import, faults, applies, former);
            }

            var isRefused = faults.HasErrors || import.Changes.Any(change => change.Kind == PeopleChangeKind.Refused);
            return rows.Count == 0 && faults.HasErrors ? ExitCode.BadInput : isRefused ? ExitCode.NotWell : ExitCode.Well;
        });
        return command;
    }

    private static Command Codes(CommandIo io, SettingsOption settings)
    {
        var json = new Option<bool>("--json") { Description = CliTexts.Get("Option.Json") };
        var command = new Command("codes", CliTexts.Get("People.Codes")) { json };
        command.SetAction((parsed, _) =>
        {
            var reading = settings.Read(parsed, io);
            return StoreAccess.UseExistingAsync(io, reading, async store =>
            {
                var codes = new List<(Person Person, string Code)>();
                foreach (var person in (await PersonFinder.AllAsync(store, reading.Snapshot!.People)).Where(person => person.UserId.Length == 0))
                {
                    codes.Add((person, await LinkCodes.MakeAsync(store, person, io.Clock.GetUtcNow())));
                }

                PeopleOutput.WriteCodes(io, codes, parsed.GetValue(json));
                return ExitCode.Well;
            });
        });
        return command;
    }

    private static Command Links(CommandIo io, SettingsOption settings)
    {
        var apply = new Option<bool>("--apply") { Description = CliTexts.Get("People.Links.Apply") };
        var json = new Option<bool>("--json") { Description = CliTexts.Get("Option.Json") };
        var command = new Command("links", CliTexts.Get("People.Links")) { apply, json };
        command.SetAction((parsed, _) =>
        {
            var reading = settings.Read(parsed, io);
            return StoreAccess.UseAsync(io, reading, async store =>
            {
                var snapshot = reading.Snapshot!;
                var linked = (await PersonFinder.AllAsync(store, snapshot.People)).Where(person => person.UserId.Length > 0 && snapshot.People.Find(person.UserId) is null).ToList();
                if (parsed.GetValue(apply) && linked.Count > 0)
                {
                    PeopleImport.Of(snapshot.People.All, linked).Write(snapshot.Settings.Organisation.PeopleFile, snapshot.Settings.Retention.Backups, io.Clock.GetUtcNow());
                }

                PeopleOutput.WritePeople(io, linked, [], snapshot.Settings, parsed.GetValue(json), Today(snapshot, io));
                return ExitCode.Well;
            });
        });
        return command;
    }

    private static async Task<int> ListAsync(CommandIo io, SettingsSnapshot snapshot, Store store, bool json)
    {
        var people = await PersonFinder.AllAsync(store, snapshot.People);
        var groups = snapshot.Settings.Groups.ToDictionary(group => group.Id, group => group, StringComparer.Ordinal);
        PeopleOutput.WritePeople(io, people, [.. groups.Values], snapshot.Settings, json, Today(snapshot, io));
        return ExitCode.Well;
    }

    private static DateOnly Today(SettingsSnapshot snapshot, CommandIo io) => new Moderation.OfficeHours(snapshot.Settings.Organisation).DayOf(io.Clock.GetUtcNow());
}
