using System.Text;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Reasons;

/// <summary>Picks the stretches of a text that weighed and writes them as quotations.</summary>
internal static class WordQuoter
{
    private const int Most = 3;
    private const int Longest = 40;

    /// <summary>The stretches that gave one of the signs, in the order of the text, none within another.</summary>
    public static List<TextRange> Pick(SignReading reading, in SignSet signs)
    {
        var ranges = new List<TextRange>();
        foreach (ref readonly var hit in reading.Hits)
        {
            if (signs.Has(hit.Owner) && !reading.IsRelayed(hit))
            {
                ranges.Add(reading.RangeOf(hit));
            }
        }

        foreach (ref readonly var found in reading.Entities.Span)
        {
            if (signs.Has((int)found.Kind))
            {
                ranges.Add(reading.RangeOf(found.FirstToken, found.LastToken));
            }
        }

        return Tidy(ranges);
    }

    /// <summary>The first few stretches in quotation marks; mentions are defused, since the sentence may be posted.</summary>
    public static string Quote(ReadOnlySpan<char> text, IReadOnlyList<TextRange> ranges)
    {
        var line = new StringBuilder();
        for (var index = 0; index < Math.Min(Most, ranges.Count); index++)
        {
            var words = ranges[index].Of(text);
            line.Append(index == 0 ? "“" : ", “");
            var end = Math.Min(Longest, words.Length);
            foreach (var letter in words[..(char.IsHighSurrogate(words[end - 1]) ? end - 1 : end)])
            {
                line.Append(letter is '\n' or '\r' or '\t' ? ' ' : letter is '@' or '[' or ']' ? '*' : letter);
            }

            line.Append(words.Length > Longest ? "…”" : "”");
        }

        return line.ToString();
    }

    private static List<TextRange> Tidy(List<TextRange> ranges)
    {
        ranges.Sort(static (left, right) => left.Start.CompareTo(right.Start));
        var kept = new List<TextRange>(ranges.Count);
        foreach (var range in ranges)
        {
            if (kept.Count == 0 || range.Start >= kept[^1].End)
            {
                kept.Add(range);
            }
            else if (range.End > kept[^1].End)
            {
                kept[^1] = new(kept[^1].Start, range.End - kept[^1].Start);
            }
        }

        return kept;
    }
}
