using System.Globalization;
using System.Text;
using System.Text.Unicode;
using MiniExcelLibs;
using ZaloBot.Settings;

namespace ZaloBot.People;

/// <summary>Reads people from a CSV or XLSX file row by row: rows with a fault are left out and told, the others taken.</summary>
internal static class PeopleSource
{
    private const long MaxBytes = 16 * 1024 * 1024;

    /// <summary>The good rows, and a fault for each of the others; no rows at all when the file itself cannot be read.</summary>
    public static IReadOnlyList<Person> Read(string file, IReadOnlyCollection<string> positions, FaultList faults)
    {
        var name = Path.GetFileName(file);
        try
        {
            var rows = file.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) ? ReadSheet(file, name, positions, faults) : ReadText(file, name, positions, faults);
            var faulty = faults.All.Where(fault => fault.Severity == FaultSeverity.Error).Select(fault => fault.Path).ToHashSet(StringComparer.Ordinal);
            return [.. rows.Where(row => !faulty.Contains($"{name}:{row.Line}"))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            faults.Error(name, failure is FileNotFoundException or DirectoryNotFoundException ? FaultKind.FileMissing : FaultKind.FileUnreadable, ("file", file));
            return [];
        }
    }

    private static List<Person> ReadText(string file, string name, IReadOnlyCollection<string> positions, FaultList faults)
    {
        if (TextBytes.Read(file, MaxBytes) is not { } bytes)
        {
            faults.Error(name, FaultKind.FileTooLarge, ("file", file));
            return [];
        }

        if (!Utf8.IsValid(bytes) || bytes.AsSpan().Contains((byte)0))
        {
            // Guessing the encoding would turn names into other names.
            faults.Error($"{name}:{TextBytes.FirstBadLine(bytes)}", FaultKind.PeopleNotUtf8);
            return [];
        }

        return PeopleFile.ReadRows(Encoding.UTF8.GetString(bytes), name, positions, faults);
    }

    private static List<Person> ReadSheet(string file, string name, IReadOnlyCollection<string> positions, FaultList faults)
    {
        if (new FileInfo(file).Length > MaxBytes)
        {
            faults.Error(name, FaultKind.FileTooLarge, ("file", file));
            return [];
        }

        List<(int, string[])> rows;
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            rows = [.. stream.Query(useHeaderRow: false, excelType: ExcelType.XLSX).Cast<IDictionary<string, object?>>()
                .Select((row, index) => (index + 1, row.Values.Select(Text).ToArray()))];
        }
        catch (Exception failure) when (failure is not (IOException or UnauthorizedAccessException) || failure is InvalidDataException)
        {
            // A file that only calls itself .xlsx, or has a password.
            faults.Error(name, FaultKind.PeopleSheet, ("file", file));
            return [];
        }

        return PeopleFile.ReadRows(Pad(rows), ',', name, positions, faults);
    }

    // A sheet leaves out cells at the end of a row that nobody filled in.
    private static IEnumerable<(int Line, string[] Cells)> Pad(List<(int Line, string[] Cells)> rows)
    {
        var width = rows.Count > 0 ? rows[0].Cells.Length : 0;
        return rows.Select(row => (row.Line, row.Cells.Length < width ? [.. row.Cells, .. Enumerable.Repeat("", width - row.Cells.Length)] : row.Cells));
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),

        // 7E+18: the sheet took an id for a number and lost its digits, which the check of the row says.
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => (Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "").Trim(),
    };
}
