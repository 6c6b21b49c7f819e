using System.IO.Compression;
using System.Xml;

namespace ZaloBot.People;

/// <summary>
/// Whether a spreadsheet stays within measure, found before it is read: a few kilobytes can unpack to gigabytes, and one cell named far
/// to the right makes every row as wide as that.
/// </summary>
internal static class SheetBounds
{
    /// <summary>All parts unpacked: at most so many bytes.</summary>
    public const long MaxUnpacked = 64 * 1024 * 1024;

    public const int MaxRows = 50_000;

    public const int MaxColumns = 50;

    private const int MaxParts = 1_000;

    /// <summary>False when the spreadsheet is too large in any way. Throws when it cannot be read.</summary>
    public static bool Hold(Stream spreadsheet)
    {
        using var archive = new ZipArchive(spreadsheet, ZipArchiveMode.Read, leaveOpen: true);

        // The directory of the archive may lie about a part's size; but no more of a part is unpacked than it says.
        return archive.Entries.Count <= MaxParts && archive.Entries.Sum(part => Math.Min(part.Length, MaxUnpacked + 1)) <= MaxUnpacked && archive.Entries.All(Holds);
    }

    // Any part may be named as a sheet, so each is looked at.
    private static bool Holds(ZipArchiveEntry part)
    {
        using var stream = part.Open();
        using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        try
        {
            if (xml.MoveToContent() != XmlNodeType.Element || xml.LocalName != "worksheet")
            {
                return true;
            }
        }
        catch (XmlException)
        {
            // A picture, or whatever else is no XML from its beginning.
            return true;
        }

        var rows = 0;
        var column = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "row":
                    column = 0;
                    if (++rows > MaxRows || !Fits(xml.GetAttribute("r"), isRow: true))
                    {
                        return false;
                    }

                    break;
                case "c":
                    if (++column > MaxColumns || !Fits(xml.GetAttribute("r"), isRow: false))
                    {
                        return false;
                    }

                    break;
                case "dimension" when xml.GetAttribute("ref") is { } whole:
                    if (!whole.Split(':').All(corner => Fits(corner, isRow: false)))
                    {
                        return false;
                    }

                    break;
            }
        }

        return true;
    }

    // "7" of a row, "B7" of a cell or a corner; without one, rows and cells are counted as they come.
    private static bool Fits(string? place, bool isRow)
    {
        var column = 0;
        var at = 0;
        for (; place is not null && !isRow && at < place.Length && char.IsAsciiLetter(place[at]); at++)
        {
            column = (column * 26) + (char.ToUpperInvariant(place[at]) - 'A' + 1);
            if (column > MaxColumns)
            {
                return false;
            }
        }

        return string.IsNullOrEmpty(place) || (int.TryParse(place.AsSpan(at), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var row) && row <= MaxRows);
    }
}
