using System.Globalization;
using System.Text;
using System.Text.Unicode;
using ZaloBot.Settings;
using ZaloBot.Words;

namespace ZaloBot.People;

/// <summary>What imports leave beside the people file: the file as it was before, with its time in the name.</summary>
internal static class FormerPeopleFiles
{
    private const string Time = "yyyyMMdd-HHmmss";
    private const long MaxBytes = 16 * 1024 * 1024;

    /// <summary>Where the file is put that an import at this time replaces.</summary>
    public static string PathAt(string peopleFile, DateTimeOffset at) => $"{peopleFile}.{at.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture)}.bak";

    /// <summary>Deletes those that have been kept long enough: each holds the whole roster of its day.</summary>
    public static void DropOld(string peopleFile, TimeSpan keep, DateTimeOffset now)
    {
        foreach (var file in Of(peopleFile).Where(file => MadeAtOf(peopleFile, file) is { } madeAt && madeAt + keep < now))
        {
            File.Delete(file);
        }
    }

    /// <summary>Names of those that hold a person.</summary>
    /// <param name="peopleFile">The people file of today.</param>
    /// <param name="ids">The person's ids.</param>
    /// <param name="known">Name and unit in the rows that are known to be theirs.</param>
    public static IReadOnlyList<string> With(string peopleFile, IReadOnlySet<string> ids, IEnumerable<(string Name, string Unit)> known)
    {
        var files = Of(peopleFile).Select(file => (Name: Path.GetFileName(file), Rows: Read(file))).ToList();

        // Before somebody wrote the id in, a row had name and unit alone, perhaps spelled as an import has corrected since.
        var named = known.Concat(files.SelectMany(file => file.Rows ?? []).Where(row => ids.Contains(row.UserId)).Select(row => (row.Name, row.Unit))).Distinct().ToList();

        // A file that cannot be read may hold anybody.
        return [.. files.Where(file => file.Rows is null || file.Rows.Any(IsTheirs)).Select(file => file.Name)];

        bool IsTheirs(Person row) => row.UserId.Length > 0 ? ids.Contains(row.UserId) : named.Any(one => Folded.Same(one.Name, row.Name) && Folded.Same(one.Unit, row.Unit));
    }

    private static IReadOnlyList<string> Of(string peopleFile) =>
        peopleFile.Length > 0 && Path.GetDirectoryName(Path.GetFullPath(peopleFile)) is { } folder && Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, $"{Path.GetFileName(peopleFile)}.*.bak").Order(StringComparer.Ordinal)]
            : [];

    // By its name: the time of a file is lost when it is copied. What has no time in its name somebody else put there.
    private static DateTimeOffset? MadeAtOf(string peopleFile, string file) =>
        DateTimeOffset.TryParseExact(
            Path.GetFileName(file)[(Path.GetFileName(peopleFile).Length + 1)..^".bak".Length], Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var madeAt)
            ? madeAt
            : null;

    private static List<Person>? Read(string file)
    {
        try
        {
            // Faults of a row, such as a position that is declared no longer, do not matter here.
            return TextBytes.Read(file, MaxBytes) is { } bytes && Utf8.IsValid(bytes) ? PeopleFile.ReadRows(Encoding.UTF8.GetString(bytes), Path.GetFileName(file), [], new FaultList()) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
