using System.Globalization;
using System.Text;

namespace ZaloBot.Rules.Phrases;

/// <summary>
/// The short form phrases are written in: <c>(a|b|c)</c> for alternatives, <c>(a)?</c> for what may be left out, groups within groups, and a leading
/// <c>!</c> for a phrase that must carry its marks.
/// </summary>
internal static class PhrasePattern
{
    /// <summary>More than these in one pattern is a mistake in the file.</summary>
    public const int MostPhrases = 3000;

    /// <summary>All phrases a pattern stands for.</summary>
    /// <exception cref="FormatException">The brackets do not match, or there are too many phrases.</exception>
    public static IReadOnlyList<string> Expand(string pattern)
    {
        var position = 0;
        var all = Alternatives(pattern, ref position);
        if (position < pattern.Length)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Bracket out of place at {position} in \"{pattern}\"."));
        }

        return [.. all.Distinct(StringComparer.Ordinal)];
    }

    private static List<string> Alternatives(string pattern, ref int position)
    {
        var all = Sequence(pattern, ref position);
        while (position < pattern.Length && pattern[position] == '|')
        {
            position++;
            all.AddRange(Sequence(pattern, ref position));
        }

        return all;
    }

    private static List<string> Sequence(string pattern, ref int position)
    {
        List<string> all = [""];
        var plain = new StringBuilder();
        while (position < pattern.Length && pattern[position] is not ('|' or ')'))
        {
            if (pattern[position] != '(')
            {
                plain.Append(pattern[position++]);
                continue;
            }

            all = Join(all, [plain.ToString()], pattern);
            plain.Clear();
            position++;
            var group = Alternatives(pattern, ref position);
            if (position >= pattern.Length)
            {
                throw new FormatException($"Bracket not closed in \"{pattern}\".");
            }

            position++;
            if (position < pattern.Length && pattern[position] == '?')
            {
                position++;
                group.Add("");
            }

            all = Join(all, group, pattern);
        }

        return Join(all, [plain.ToString()], pattern);
    }

    private static List<string> Join(List<string> heads, List<string> tails, string pattern)
    {
        if (heads.Count * tails.Count > MostPhrases)
        {
            throw new FormatException($"Too many phrases in \"{pattern}\".");
        }

        return [.. heads.SelectMany(_ => tails, static (head, tail) => head + tail)];
    }
}
