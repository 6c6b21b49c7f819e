using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using MiniExcelLibs;
using ZaloBot.Settings;
using ZaloBot.Words;

namespace ZaloBot.People;

/// <summary>Reads people from a CSV or XLSX file row by row: rows with a fault are left out and told, the others taken.</summary>
internal static class PeopleSource
{
    private const long MaxBytes = 16 * 1024 * 1024;

    // Said before a word: a minus or a plus begins a sum, = and @ a formula; the wide forms do so in spreadsheets of East Asia.
    private const string FormulaStarts = "=+-@＝＋－＠";

    private static readonly SearchValues<char> NumberSigns = SearchValues.Create("+-0123456789 .()");

    /// <summary>The good rows, and a fault for each of the others; no rows at all when the file itself cannot be read.</summary>
    public static IReadOnlyList<Person> Read(string file, IReadOnlyCollection<string> positions, FaultList faults)
    {
        var name = Path.GetFileName(file);
        try
        {
            var rows = file.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) ? ReadSheet(file, name, positions, faults) : ReadText(file, name, positions, faults);
            foreach (var row in rows)
            {
                RefuseFormulas(row, $"{name}:{row.Line}", faults);
            }

            var faulty = faults.All.Where(fault => fault.Severity == FaultSeverity.Error).Select(fault => fault.Path).ToHashSet(StringComparer.Ordinal);
            return [.. rows.Where(row => !faulty.Contains($"{name}:{row.Line}"))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            faults.Error(name, failure is FileNotFoundException or DirectoryNotFoundException ? FaultKind.FileMissing : FaultKind.FileUnreadable, ("file", file));
            return [];
        }
    }

    // The people file is opened with a spreadsheet, which takes such a cell for a formula and runs it. Columns that are not taken over may hold anything.
    private static void RefuseFormulas(Person row, string path, FaultList faults)
    {
        foreach (var (column, cell) in new[] { ("Name", row.Name), ("Unit", row.Unit), ("Positions", PeopleImport.Posts(row)) })
        {
            if (IsFormula(cell))
            {
                faults.Error(path, FaultKind.PeopleFormula, ("column", column), ("value", UserText.Defuse(cell, 60)));
            }
        }
    }

    // Where the spreadsheet parts cells by ; or a tab, what follows one within our cell is a cell of its own.
    private static bool IsFormula(string cell)
    {
        var parts = cell.Split(',', ';', '\t', '\r', '\n');
        return IsFormula(parts[0], mayBeNumber: false) || parts.Skip(1).Any(part => IsFormula(part, mayBeNumber: true));
    }

    private static bool IsFormula(string part, bool mayBeNumber)
    {
        var begin = 0;
        while (begin < part.Length && (part[begin] == '"' || char.IsWhiteSpace(part[begin]) || char.IsControl(part[begin]) || char.GetUnicodeCategory(part[begin]) == UnicodeCategory.Format))
        {
            begin++;
        }

        var rest = part.AsSpan(begin);
        if (rest.IsEmpty || !FormulaStarts.Contains(rest[0], StringComparison.Ordinal))
        {
            return false;
        }

        // A dash alone is how offices write "none"; behind a comma a telephone number may begin with a plus.
        return rest.ContainsAnyExcept('-', ' ') && !(mayBeNumber && rest[0] is ('+' or '-') && !rest.ContainsAnyExcept(NumberSigns));
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
            if (!SheetBounds.Hold(stream) || Cells(stream) is not { } cells)
            {
                faults.Error(name, FaultKind.PeopleSheetLarge, ("file", file), ("megabytes", SheetBounds.MaxUnpacked / 1024 / 1024), ("rows", SheetBounds.MaxRows), ("columns", SheetBounds.MaxColumns));
                return [];
            }

            rows = cells;
        }
        catch (Exception failure) when (failure is not (IOException or UnauthorizedAccessException) || failure is InvalidDataException)
        {
            // A file that only calls itself .xlsx, or has a password.
            faults.Error(name, FaultKind.PeopleSheet, ("file", file));
            return [];
        }

        return PeopleFile.ReadRows(Pad(rows), ',', name, positions, faults);
    }

    // Null when the texts together are more than a CSV file may hold: one long text may stand in any number of cells.
    private static List<(int, string[])>? Cells(FileStream stream)
    {
        stream.Position = 0;
        var rows = new List<(int, string[])>();
        var letters = 0L;
        foreach (var row in stream.Query(useHeaderRow: false, excelType: ExcelType.XLSX).Cast<IDictionary<string, object?>>())
        {
            string[] cells = [.. row.Values.Select(Text)];
            letters += cells.Sum(cell => (long)cell.Length);
            if (letters > MaxBytes || rows.Count >= SheetBounds.MaxRows)
            {
                return null;
            }

            rows.Add((rows.Count + 1, cells));
        }

        return rows;
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
