using System.Text.RegularExpressions;
using ZaloBot.Words;

namespace ZaloBot.Leaders;

/// <summary>
/// A short answer taken apart: a word out of a known list, the numbers behind it, and whatever follows. With or without marks,
/// with or without the courtesies people add.
/// </summary>
/// <param name="Word">The word as it stands in the list.</param>
/// <param name="Numbers">Numbers behind it; empty when none was named.</param>
/// <param name="Rest">What was written after that, as it was written but for doubled spaces.</param>
public sealed partial record AnswerWords(string Word, IReadOnlyList<string> Numbers, string Rest)
{
    /// <summary>Reads a message that begins with one of the words; null when it does not, or when it is more than an answer.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="words">Folded (<see cref="Folded"/>), longer ones before those they begin with.</param>
    public static AnswerWords? Read(string? text, IEnumerable<string> words)
    {
        if (text is not { Length: > 0 and < 500 })
        {
            return null;
        }

        // Read without marks; what is kept of it, on the record and for others to read, has them.
        var written = string.Join(' ', Composed.Of(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var plain = Folded.Of(written);
        var begin = Opening().Match(plain).Length;
        foreach (var word in words)
        {
            if (plain.AsSpan(begin).StartsWith(word) && Tail().Match(plain[(begin + word.Length)..]) is { Success: true } tail)
            {
                var numbers = tail.Groups["number"].Captures.Select(capture => capture.Value).Distinct(StringComparer.Ordinal).ToList();
                var rest = written[^tail.Groups["rest"].Length..].Trim(' ', '.', ',', '!', ':', '-');
                rest = Courtesy().IsMatch(Folded.Of(rest)) ? "" : rest;

                // "Đồng ý với kế hoạch tuần sau" is talk, not an answer: without a number nothing may follow the word.
                return numbers.Count > 0 || rest.Length == 0 ? new AnswerWords(word, numbers, rest) : null;
            }
        }

        return null;
    }

    // dạ, thưa …, tôi, em … before the word
    [GeneratedRegex(@"^(?:(?:da|vang|u|toi|minh|em|anh|chi|bot|oa|xin)[ ,]+)*", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Opening();

    // up to ten numbers, perhaps with "va so", "ma", "#" and commas between, then the rest
    [GeneratedRegex(@"^(?:[ ,:]*(?:(?:va|va ca|ca|lan) )?(?:(?:so|ma|ma so) )?#?(?<number>[0-9]{4,6})(?![0-9])){0,10}(?<rest>(?:[ .,!:-].*)?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Tail();

    [GeneratedRegex(@"^(?:a|nhe|nha|nhe em|em nhe|bot|nghe)$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Courtesy();
}
