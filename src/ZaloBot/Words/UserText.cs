using System.Globalization;
using System.Text;

namespace ZaloBot.Words;

/// <summary>
/// Makes text that a user wrote safe to repeat. In a message the platform turns <c>[@id]</c> into a mention, and
/// <c>[@group id]</c> into one of everybody (fact sheet 3.2): relayed unchanged, a member could make the bot call the whole group.
/// </summary>
public static class UserText
{
    /// <summary>At most so many characters are quoted.</summary>
    public const int ExcerptLength = 160;

    /// <summary>The text on one line, without anything the platform would act on, cut at a character's end.</summary>
    public static string Defuse(string? text, int maxLength = ExcerptLength)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var safe = new StringBuilder(Math.Min(text.Length, maxLength) + 1);
        var elements = StringInfo.GetTextElementEnumerator(Beginning(text, maxLength * 4));
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (safe.Length + element.Length > maxLength)
            {
                return safe.ToString().TrimEnd() + "…";
            }

            Append(safe, element);
        }

        return safe.ToString().Trim();
    }

    /// <summary>At most so many characters of a text, never half of one.</summary>
    public static string Beginning(string text, int atMost) =>
        text.Length <= atMost ? text : text[..(char.IsHighSurrogate(text[atMost - 1]) ? atMost - 1 : atMost)];

    // Letter by letter: some letters (U+0D4E) take what follows them into one element with themselves, a bracket too.
    private static void Append(StringBuilder safe, string element)
    {
        var isFirst = true;
        foreach (var letter in element.EnumerateRunes())
        {
            Append(safe, letter, isFirst);
            isFirst = false;
        }
    }

    private static void Append(StringBuilder safe, Rune letter, bool isFirst)
    {
        switch (letter.Value)
        {
            // Brackets carry no meaning worth keeping in an excerpt; without them no mention can be formed.
            case '[' or '［':
                safe.Append('(');
                break;
            case ']' or '］':
                safe.Append(')');
                break;
            case var _ when Rune.IsControl(letter) || Rune.IsWhiteSpace(letter):
                if (safe.Length > 0 && safe[^1] != ' ')
                {
                    safe.Append(' ');
                }

                break;

            // Within an element they join the parts of one picture; alone they hide or turn round what stands beside them.
            case var _ when isFirst && Rune.GetUnicodeCategory(letter) == UnicodeCategory.Format:
                break;
            default:
                // Half a character is a replacement character by now.
                safe.Append(letter.ToString());
                break;
        }
    }
}
