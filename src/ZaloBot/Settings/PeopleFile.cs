using System.Text;
using System.Text.Unicode;

using CsvHelper;

namespace ZaloBot.Settings;

/// <summary>Reads the CSV file of the people: UserId, Name, Unit, Positions. A file with a fault is refused whole, every fault told with its line.</summary>
internal static class PeopleFile
{
    private const long MaxBytes = 16 * 1024 * 1024;
    private const int MaxFaults = 50;
    private const int MaxName = 200;

    private static readonly char[] Separators = [',', ';', '\t'];
    /// <summary>The columns every people file has.</summary>
    public static readonly string[] Columns = ["UserId", "Name", "Unit", "Positions"];

    public static PeopleDirectory Read(string file, IEnumerable<string> positions, FaultList faults)
    {
        var name = Path.GetFileName(file);
        try
        {
            if (TextBytes.Read(file, MaxBytes) is not { } bytes)
            {
                faults.Error(name, FaultKind.FileTooLarge, ("file", file));
            }
            else if (!Utf8.IsValid(bytes) || bytes.AsSpan().Contains((byte)0))
            {
                // A zero byte is what UTF-16, Excel's "Unicode text", leaves between letters.
                faults.Error($"{name}:{TextBytes.FirstBadLine(bytes)}", FaultKind.PeopleNotUtf8);
            }
            else
            {
                return Parse(Encoding.UTF8.GetString(bytes), name, [.. positions], faults);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Error("Organisation.PeopleFile", exception is FileNotFoundException or DirectoryNotFoundException ? FaultKind.PeopleMissing : FaultKind.FileUnreadable, ("file", file));
        }

        return PeopleDirectory.Empty;
    }

    /// <summary>The people of a CSV text; nobody when it has a fault.</summary>
    public static PeopleDirectory Parse(string text, string name, IReadOnlyCollection<string> positions, FaultList faults)
    {
        var found = new FaultList();
        var people = ReadRows(text, name, positions, found);
        faults.AddRange(found.All.Take(MaxFaults));
        if (found.All.Count > MaxFaults)
        {
            faults.Error(name, FaultKind.PeopleMore, ("count", found.All.Count - MaxFaults));
        }

        return found.HasErrors ? PeopleDirectory.Empty : new(people);
    }

    /// <summary>The rows of a CSV text, those with a fault included; the faults name their lines.</summary>
    public static List<Person> ReadRows(string text, string name, IReadOnlyCollection<string> positions, FaultList found)
    {
        using var csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = Separator(text),
            HasHeader = false,
            TrimWhitespace = true,
            TrimInsideQuotes = true,
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = false,
            OnMalformedRecord = bad => found.Error($"{name}:{bad.LineNumber}", FaultKind.PeopleQuotes),
        });
        return ReadRows(Rows(csv), csv.Separator, name, positions, found);
    }

    /// <summary>The people of rows of cells, the first of them the header.</summary>
    public static List<Person> ReadRows(IEnumerable<(int Line, string[] Cells)> rows, char separator, string name, IReadOnlyCollection<string> positions, FaultList found)
    {
        var people = new List<Person>();
        var lineOf = new Dictionary<string, int>(StringComparer.Ordinal);
        Layout? header = null;
        var isEmpty = true;
        foreach (var (line, cells) in rows)
        {
            if (isEmpty)
            {
                isEmpty = false;
                header = Header(cells, $"{name}:{line}", found);
            }
            else if (header is not null)
            {
                ReadRow(line, cells, separator, header, name, positions, lineOf, people, found);
            }
        }

        if (isEmpty)
        {
            found.Error(name, FaultKind.PeopleEmpty);
        }

        return people;
    }

    private static IEnumerable<(int Line, string[] Cells)> Rows(CsvReader csv)
    {
        while (csv.Read())
        {
            yield return ((int)csv.LineNumber, csv.Current.ToArray());
        }
    }

    // The header decides: a ; inside a row may part positions.
    private static char Separator(string text)
    {
        var header = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length).ToString();
        return Separators.MaxBy(candidate => header.Count(letter => letter == candidate));
    }

    private static Layout? Header(string[] cells, string path, FaultList faults)
    {
        var places = Columns.Select(column => Array.FindIndex(cells, cell => cell.Equals(column, StringComparison.OrdinalIgnoreCase))).ToArray();
        for (var i = 0; i < Columns.Length; i++)
        {
            if (places[i] >= 0)
            {
                continue;
            }

            var near = Nearest.To(Columns[i], cells);
            faults.Error(path, near is null ? FaultKind.PeopleColumn : FaultKind.PeopleColumnNear, ("column", Columns[i]), ("nearest", near ?? ""));
        }

        return places.Contains(-1) ? null : new(places[0], places[1], places[2], places[3], cells.Length);
    }

    private static void ReadRow(
        int line, string[] cells, char separator, Layout header, string file, IReadOnlyCollection<string> positions, Dictionary<string, int> lineOf, List<Person> people, FaultList faults)
    {
        var path = $"{file}:{line}";
        if (cells.All(string.IsNullOrEmpty))
        {
            return;
        }

        // In a file parted by ; the positions of one person, parted by ; too, may run over the end of the header.
        var overflow = separator == ';' && header.Positions == header.Count - 1 && cells.Length > header.Count;
        if (!overflow && (cells.Length < header.Count || cells[header.Count..].Any(cell => cell.Length > 0)))
        {
            faults.Error(path, FaultKind.PeopleCells, ("found", cells.Length), ("wanted", header.Count));
            return;
        }

        var positionCells = overflow ? cells[header.Positions..] : [cells[header.Positions]];
        var posts = ReadPosts(positionCells, path, faults);
        var person = new Person(cells[header.UserId], cells[header.Name], cells[header.Unit], [.. posts.Select(post => post.Position)], line) { Posts = posts };
        CheckRow(person, path, positions, lineOf, faults);
        people.Add(person);
    }

    private static List<Post> ReadPosts(IEnumerable<string> cells, string path, FaultList faults)
    {
        var posts = new List<Post>();
        foreach (var text in cells.SelectMany(cell => cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            if (Post.TryParse(text) is { } post)
            {
                posts.Add(post);
            }
            else
            {
                faults.Error(path, FaultKind.PeopleDates, ("value", text));
            }
        }

        return posts;
    }

    private static void CheckRow(Person person, string path, IReadOnlyCollection<string> positions, Dictionary<string, int> lineOf, FaultList faults)
    {
        var id = person.UserId;
        if (id.Length > 0 && !id.All(char.IsAsciiDigit))
        {
            // 7E+18: a spreadsheet took the id for a number and lost its digits.
            faults.Error(path, id.Contains("E+", StringComparison.OrdinalIgnoreCase) ? FaultKind.PeopleIdRounded : FaultKind.BadId, ("value", id));
        }
        else if (id.Length > 0 && !lineOf.TryAdd(id, person.Line))
        {
            faults.Error(path, FaultKind.PeopleTwice, ("value", id), ("first", lineOf[id]));
        }

        if (person.Name.Length is 0 or > MaxName)
        {
            faults.Error(path, FaultKind.PeopleName);
        }

        foreach (var position in person.Positions.Where(position => !positions.Contains(position, StringComparer.Ordinal)))
        {
            var nearest = Nearest.To(position, positions);
            faults.Error(path, nearest is null ? FaultKind.UnknownPosition : FaultKind.UnknownPositionNear, ("value", position), ("nearest", nearest ?? ""));
        }
    }

    // Where each column is, and how many there are.
    private sealed record Layout(int UserId, int Name, int Unit, int Positions, int Count);
}
