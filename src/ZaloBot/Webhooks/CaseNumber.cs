using System.Text.RegularExpressions;

namespace ZaloBot.Webhooks;

/// <summary>The form of case numbers: six of 28 letters and digits, such as <c>K7FQ3X</c>.</summary>
public static partial class CaseNumber
{
    public const int Length = 6;

    /// <summary>No vowels, so that no word is spelled by chance; no 0, 1, I, L, O, which look alike.</summary>
    public const string Alphabet = "BCDFGHJKMNPQRSTVWXYZ23456789";

    /// <summary>The letters stand first in <see cref="Alphabet"/>; so many.</summary>
    public const int Letters = 20;

    /// <summary>The first case number that stands alone in a text, or null.</summary>
    public static string? FindIn(string? text) =>
        text is not null && Form.Match(text.ToUpperInvariant()) is { Success: true } match ? match.Value : null;

    /// <summary>The last case number in a text: what the bot says names its own case at the end, and may name another before.</summary>
    public static string? FindLastIn(string? text) =>
        text is not null && Form.Matches(text).LastOrDefault() is { } match ? match.Value : null;

    /// <summary>True when this very number stands in the text.</summary>
    public static bool StandsIn(string? text, string number) => text is not null && text.Contains(number, StringComparison.Ordinal);

    // K7FQ3X, but neither the beginning of a longer word nor six plain digits, which may be anything.
    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])(?![0-9]{6})[BCDFGHJKMNPQRSTVWXYZ2-9]{6}(?![\p{L}\p{Nd}])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Form { get; }
}
