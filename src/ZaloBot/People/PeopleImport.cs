using System.Text;
using ZaloBot.Settings;
using ZaloBot.Words;

namespace ZaloBot.People;

/// <summary>
/// Brings rows of another file into the people file: found by user id, else by name and unit. Nobody is dropped: who is missing from
/// the import stays, and an id that is known is not emptied.
/// </summary>
public sealed class PeopleImport
{
    private readonly List<PeopleChange> _changes = [];
    private readonly List<Person> _merged;

    private PeopleImport(IEnumerable<Person> present) => _merged = [.. present];

    /// <summary>What would change, in the order of the imported file.</summary>
    public IReadOnlyList<PeopleChange> Changes => _changes;

    /// <summary>People as they would be.</summary>
    public IReadOnlyList<Person> Merged => _merged;

    /// <summary>People who are in the file and not in the import; they stay.</summary>
    public int Kept { get; private init; }

    /// <summary>Works out what an import would change.</summary>
    public static PeopleImport Of(IReadOnlyList<Person> present, IReadOnlyList<Person> rows)
    {
        var import = new PeopleImport(present) { Kept = Math.Max(0, present.Count - rows.Count(row => Find(present, row).Count == 1)) };
        foreach (var row in rows)
        {
            import.Take(row);
        }

        return import;
    }

    /// <summary>
    /// Writes the merged people: to a file beside first, then in one move, the former file kept with its day in the name. Former files
    /// of earlier imports go when they are older than <paramref name="keepFormer"/>.
    /// </summary>
    /// <returns>Where the former file was put; null when there was none.</returns>
    public string? Write(string file, TimeSpan keepFormer, DateTimeOffset now)
    {
        var draft = $"{file}.new";
        File.WriteAllText(draft, Csv(_merged), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        string? former = null;
        if (File.Exists(file))
        {
            former = FormerPeopleFiles.PathAt(file, now);
            File.Copy(file, former, overwrite: true);
        }

        File.Move(draft, file, overwrite: true);
        FormerPeopleFiles.DropOld(file, keepFormer, now);
        return former;
    }

    private void Take(Person row)
    {
        var found = Find(_merged, row);
        if (found.Count > 1)
        {
            _changes.Add(new PeopleChange(PeopleChangeKind.Refused, row, null, Phrases.Get("Import.Ambiguous")));
            return;
        }

        if (found.Count == 0)
        {
            _merged.Add(row);
            _changes.Add(new PeopleChange(PeopleChangeKind.Added, row, null, ""));
            return;
        }

        var before = found[0];
        var after = row with { UserId = row.UserId.Length > 0 ? row.UserId : before.UserId };
        var differences = Differences(before, after);
        if (differences.Length > 0)
        {
            _merged[_merged.IndexOf(before)] = after;
            _changes.Add(new PeopleChange(PeopleChangeKind.Changed, after, before, differences));
        }
        else
        {
            _changes.Add(new PeopleChange(PeopleChangeKind.Same, after, before, ""));
        }
    }

    // Two people of one name in one unit are told apart by their ids alone.
    private static List<Person> Find(IReadOnlyList<Person> people, Person row)
    {
        if (row.UserId.Length > 0 && people.Where(person => person.UserId == row.UserId).Take(1).ToList() is { Count: 1 } byId)
        {
            return byId;
        }

        return [.. people.Where(person => (row.UserId.Length == 0 || person.UserId.Length == 0) && Folded.Same(person.Name, row.Name) && Folded.Same(person.Unit, row.Unit))];
    }

    private static string Differences(Person before, Person after)
    {
        List<string> found = [];
        Compare("Id", before.UserId, after.UserId);
        Compare("Name", before.Name, after.Name);
        Compare("Unit", before.Unit, after.Unit);
        Compare("Positions", Posts(before), Posts(after));
        return string.Join("; ", found);

        void Compare(string what, string left, string right)
        {
            if (left != right)
            {
                found.Add(Phrases.Fill($"Import.{what}", left.Length > 0 ? left : "–", right.Length > 0 ? right : "–"));
            }
        }
    }

    private static string Csv(IEnumerable<Person> people)
    {
        var csv = new StringBuilder(string.Join(',', PeopleFile.Columns)).Append('\n');
        foreach (var person in people)
        {
            csv.AppendJoin(',', new[] { person.UserId, person.Name, person.Unit, Posts(person) }.Select(Quote)).Append('\n');
        }

        return csv.ToString();
    }

    /// <summary>The positions of a person as the people file writes them.</summary>
    public static string Posts(Person person) => string.Join(';', person.Posts.Select(post => post.ToString()));

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}

/// <summary>What an import does to one person.</summary>
/// <param name="Kind">Added, changed, the same, or refused.</param>
/// <param name="Person">As it would be; of a refused row as it was written.</param>
/// <param name="Before">As it is; null for somebody new.</param>
/// <param name="Text">The differences, or why it was refused.</param>
public sealed record PeopleChange(PeopleChangeKind Kind, Person Person, Person? Before, string Text);

/// <summary>What an import does to a person.</summary>
public enum PeopleChangeKind
{
    Added,
    Changed,
    Same,
    Refused,
}
