using System.Globalization;

namespace ZaloBot.Settings;

/// <summary>A position somebody holds, with the days from and to which it is held.</summary>
/// <param name="Position">Short name of the position.</param>
/// <param name="From">First day; null: since ever.</param>
/// <param name="Until">Last day; null: until further notice.</param>
public sealed record Post(string Position, DateOnly? From = null, DateOnly? Until = null)
{
    /// <summary>Reads <c>bi-thu-csd</c>, <c>bi-thu-csd[2026-12-01..]</c>, <c>bi-thu-csd[..2026-11-30]</c>; null when the days cannot be read.</summary>
    public static Post? TryParse(string text)
    {
        var open = text.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
        {
            return new Post(text);
        }

        if (!text.EndsWith(']') || text[(open + 1)..^1].Split("..") is not [var from, var until] || (from.Length == 0 && until.Length == 0))
        {
            return null;
        }

        var isRead = TryDay(from, out var first) & TryDay(until, out var last);
        return isRead && !(first > last) ? new Post(text[..open].TrimEnd(), first, last) : null;
    }

    /// <summary>True when the position is held on that day.</summary>
    public bool HoldsOn(DateOnly day) => !(day < From) && !(day > Until);

    /// <summary>As it is written in the people file.</summary>
    public override string ToString() =>
        From is null && Until is null ? Position : $"{Position}[{From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}..{Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}]";

    private static bool TryDay(string text, out DateOnly? day)
    {
        day = DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
        return day is not null || text.Trim().Length == 0;
    }
}
