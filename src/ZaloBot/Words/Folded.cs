using System.Text;

namespace ZaloBot.Words;

/// <summary>Vietnamese without marks and capitals, for comparing what people type on a telephone.</summary>
public static class Folded
{
    /// <summary>Every letter of the composed text becomes exactly one, so that places in both are the same.</summary>
    public static string Of(string text)
    {
        var composed = Composed.Of(text);
        return string.Create(composed.Length, composed, static (letters, source) =>
        {
            for (var i = 0; i < letters.Length; i++)
            {
                letters[i] = Fold(source[i]);
            }
        });
    }

    /// <summary>True when two names are the same but for marks, capitals and spaces.</summary>
    public static bool Same(string left, string right) => Compact(left) == Compact(right);

    /// <summary>The folded text with single spaces.</summary>
    public static string Compact(string text) => string.Join(' ', Of(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static char Fold(char letter)
    {
        if (letter < 128 || char.IsSurrogate(letter))
        {
            return char.ToLowerInvariant(letter);
        }

        return letter is 'đ' or 'Đ' ? 'd' : char.ToLowerInvariant(letter.ToString().Normalize(NormalizationForm.FormD)[0]);
    }
}
