using System.Text;
using System.Text.RegularExpressions;

namespace ZaloBot.Words;

/// <summary>Mends JSON that holds half of a surrogate pair, as programs write it that cut a text in the middle of an emoji.</summary>
internal static partial class LoneSurrogates
{
    /// <summary>The same JSON with U+FFFD in place of each half.</summary>
    public static byte[] Replace(ReadOnlySpan<byte> json) =>
        Encoding.UTF8.GetBytes(Escapes().Replace(Encoding.UTF8.GetString(json), match => match.Groups["lone"].Success ? @"\ufffd" : match.Value));

    // An escaped backslash, a whole pair, or half of one: \\  \ud83d\ude00  \ud83d
    [GeneratedRegex(
        @"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<lone>\\u[dD][89a-fA-F][0-9a-fA-F]{2})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Escapes();
}
