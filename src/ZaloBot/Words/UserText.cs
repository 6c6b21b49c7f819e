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

    private static void Append(StringBuilder safe, string element)
    {
        switch (element[0])
        {
            // Brackets carry no meaning worth keeping in an excerpt; without them no mention can be formed.
            case '[' or '［':
                safe.Append('(');
                break;
            case ']' or '］':
                safe.Append(')');
                break;
            case var control when char.IsControl(control) || char.IsWhiteSpace(control):
                if (safe.Length > 0 && safe[^1] != ' ')
                {
                    safe.Append(' ');
                }

                break;
            case var format when char.GetUnicodeCategory(format) == UnicodeCategory.Format:
                break;
            case var half when char.IsSurrogate(half) && element.Length == 1:
                safe.Append('\uFFFD');
                break;
            default:
                safe.Append(element);
                break;
        }
    }
}
