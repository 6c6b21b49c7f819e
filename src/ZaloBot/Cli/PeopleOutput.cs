using Spectre.Console;
using ZaloBot.People;
using ZaloBot.Settings;

namespace ZaloBot.Cli;

/// <summary>Shows people and imports, to people or programs.</summary>
internal static class PeopleOutput
{
    private const int MostRows = 200;

    public static void WritePeople(CommandIo io, IReadOnlyList<Person> people, IReadOnlyList<GroupOptions> groups, ZaloBotSettings settings, bool json, DateOnly today)
    {
        if (json)
        {
            CommandJson.Write(io, people.Select(person => new
            {
                person.UserId, person.Name, person.Unit, Positions = person.PositionsOn(today), Posts = person.Posts.Select(post => post.ToString()), Groups = In(person, groups, today).Select(group => group.Id),
            }));
            return;
        }

        var table = Table("People.Name", "People.Unit", "People.Positions", "People.UserId", "People.Groups");
        foreach (var person in people)
        {
            table.AddRow(
                new Text(person.Name), new Text(person.Unit), new Text(string.Join("; ", person.Posts.Select(post => Title(post, settings)))),
                new Text(person.UserId.Length > 0 ? person.UserId : CliTexts.Get("People.NotLinked")), new Text(string.Join("; ", In(person, groups, today).Select(group => group.Name))));
        }

        io.Tables().Write(table);
        io.Output.WriteLine(CliTexts.Get("People.Count", people.Count, people.Count(person => person.UserId.Length == 0)));
    }

    public static void WriteImport(CommandIo io, PeopleImport import, FaultList faults, bool applied, string? former)
    {
        var console = io.Tables();
        var told = import.Changes.Where(change => change.Kind != PeopleChangeKind.Same).ToList();
        if (told.Count > 0)
        {
            var table = Table("People.Change", "People.Name", "People.Unit", "People.Differences");
            foreach (var change in told.Take(MostRows))
            {
                var text = change.Kind == PeopleChangeKind.Added ? PeopleImport.Posts(change.Person) : change.Text;
                table.AddRow(new Text(CliTexts.Get($"People.{change.Kind}")), new Text(change.Person.Name), new Text(change.Person.Unit), new Text(text));
            }

            console.Write(table);
        }

        if (faults.All.Count > 0)
        {
            var table = Table("People.Row", "Settings.Problem", "Settings.Cure");
            foreach (var fault in faults.All.Take(MostRows))
            {
                table.AddRow(new Text(fault.Path), new Text(fault.Problem), new Text(fault.Cure));
            }

            console.Write(table);
        }

        int Count(PeopleChangeKind kind) => import.Changes.Count(change => change.Kind == kind);
        console.WriteLine(CliTexts.Get("People.Summary", Count(PeopleChangeKind.Added), Count(PeopleChangeKind.Changed), Count(PeopleChangeKind.Same), faults.All.Count + Count(PeopleChangeKind.Refused), import.Kept));
        console.WriteLine(applied ? CliTexts.Get("People.Applied", former ?? "–") : CliTexts.Get("People.DryRun"));
    }

    public static void WriteImportJson(CommandIo io, PeopleImport import, FaultList faults, bool applied, string? former) => CommandJson.Write(io, new
    {
        Applied = applied,
        FormerFile = former,
        import.Kept,
        Changes = import.Changes.Where(change => change.Kind != PeopleChangeKind.Same)
            .Select(change => new { change.Kind, change.Person.Line, change.Person.UserId, change.Person.Name, change.Person.Unit, Positions = PeopleImport.Posts(change.Person), Difference = change.Text }),
        Same = import.Changes.Count(change => change.Kind == PeopleChangeKind.Same),
        Refused = faults.All.Select(fault => new { Row = fault.Path, fault.Code, fault.Problem, fault.Cure }),
    });

    public static void WriteCodes(CommandIo io, IReadOnlyList<(Person Person, string Code)> codes, bool json)
    {
        if (json)
        {
            CommandJson.Write(io, codes.Select(code => new { code.Person.Name, code.Person.Unit, code.Code }));
            return;
        }

        var table = Table("People.Name", "People.Unit", "People.Code");
        foreach (var (person, code) in codes)
        {
            table.AddRow(new Text(person.Name), new Text(person.Unit), new Text(code));
        }

        io.Tables().Write(table);
        io.Output.WriteLine(CliTexts.Get("People.CodesNote", (int)LinkCodes.Lifetime.TotalDays));
    }

    internal static Table Table(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(CliTexts.Get(column))));
        }

        return table;
    }

    private static IEnumerable<GroupOptions> In(Person person, IReadOnlyList<GroupOptions> groups, DateOnly today) =>
        groups.Where(group => group.AllowedPositions.Intersect(person.PositionsOn(today), StringComparer.OrdinalIgnoreCase).Any());

    private static string Title(Post post, ZaloBotSettings settings) =>
        post.ToString().Replace(post.Position, settings.Organisation.Positions.GetValueOrDefault(post.Position, post.Position), StringComparison.Ordinal);
}
