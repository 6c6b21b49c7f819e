using System.Text.RegularExpressions;

namespace ZaloBot.Zalo.Api;

/// <summary>
/// The platform's own sentence about a refusal, fit for logs and notices: it may repeat ids, telephone numbers, tokens or what was
/// sent, and none of these belongs there. What is left names the field, the permission or the limit, which is what an operator needs.
/// </summary>
public static partial class PlatformSentence
{
    /// <summary>Longest sentence that is passed on.</summary>
    public const int Longest = 200;

    /// <summary>The sentence without what may identify anybody.</summary>
    public static string Of(ZaloError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var text = Opaque().Replace(Quoted().Replace(error.Message, "“…”"), "…");
        text = Gap().Replace(text, " ").Trim();
        if (text.Length <= Longest)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return text[..end].TrimEnd() + "…";
    }

    // Names of fields are short; a long quotation is text of somebody.
    [GeneratedRegex(@"[""“‘'«][^""”’'»]{25,}[""”’'»]", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Quoted();

    // Ids, telephone numbers and tokens: long runs with a digit in them, or too long for a word.
    [GeneratedRegex(@"(?=[\w\-]*[0-9])[\w\-]{8,}|[\w\-]{40,}", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Opaque();

    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}]+", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Gap();
}
