namespace ZaloBot.Rules.Entities;

/// <summary>Reads links and file names: words joined by dots whose last part says what the whole is.</summary>
internal static class LinkReader
{
    private const int LongestHost = 128;

    // Words joined by dots without end are no address; looking further would make the time grow with the square of the text.
    private const int MostParts = 24;

    public static int TryRead(in Scan scan, int index, OfficialDomains official, FoundList into)
    {
        var first = index;
        var hasScheme = false;
        if (scan.Word(index) is "http" or "https" or "hxxp" or "hxxps")
        {
            var gap = scan.Tokens[index].End;
            if (!scan.Letters[gap..].StartsWith("://") || index + 1 >= scan.Tokens.Length)
            {
                return 0;
            }

            hasScheme = true;
            index++;
        }

        var last = index;
        var lastDot = -1;
        while (last - index < MostParts && (scan.IsFollowedBy(last, '.') || scan.IsFollowedBy(last, '-') || scan.IsFollowedBy(last, '_')))
        {
            if (scan.After(last) == '.')
            {
                lastDot = last;
            }

            last++;
        }

        if (lastDot < 0)
        {
            return 0;
        }

        // "file-a.docx-b": what follows the last dot decides, so the rest is cut off.
        last = lastDot + 1;
        var ending = scan.Word(last);
        if (!hasScheme && Hosts.FileOf(ending) is { } file && !HasPath(scan, last))
        {
            into.Add(file, first, last);
            return last + 1;
        }

        var host = scan.Letters[scan.Tokens[index].Start..scan.Tokens[last].End];
        if (host.Length > LongestHost || host.ContainsAnyExceptInRange('\0', '\x7F') || !(hasScheme || Hosts.IsEnding(ending, HasPath(scan, last))))
        {
            return 0;
        }

        if (host.StartsWith("www."))
        {
            host = host[4..];
        }

        into.Add(Hosts.KindOf(host, official), first, last);
        return SkipPath(scan, last);
    }

    private static bool HasPath(in Scan scan, int last) => scan.After(last) == '/';

    private static int SkipPath(in Scan scan, int last)
    {
        var end = scan.Tokens[last].End;
        while (end < scan.Letters.Length && scan.Letters[end] is not (' ' or '\n'))
        {
            end++;
        }

        var next = last + 1;
        while (next < scan.Tokens.Length && scan.Tokens[next].Start < end)
        {
            next++;
        }

        return next;
    }
}
