using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ZaloBot.Emulator;

/// <summary>Writes JSON with every letter as itself, or with everything beyond ASCII as <c>\uXXXX</c>.</summary>
internal static partial class JsonText
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Ascii = new() { Encoder = JavaScriptEncoder.Default };

    public static string Escaped(JsonNode node) => node.ToJsonString(Ascii);

    /// <summary>Even the relaxed encoder escapes emoji and other letters outside the basic plane; these are put back.</summary>
    public static string Raw(JsonNode node) => SurrogatePair().Replace(node.ToJsonString(Relaxed), match =>
        match.Groups["before"].Value + Unit(match, "high") + Unit(match, "low"));

    private static char Unit(Match match, string name) =>
        (char)ushort.Parse(match.Groups[name].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // \uD83D\uDE00, but not \\uD83D: there the backslash itself is escaped.
    [GeneratedRegex(@"(?<before>(?<!\\)(?:\\\\)*)\\u(?<high>D[89AB][0-9A-F]{2})\\u(?<low>D[C-F][0-9A-F]{2})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SurrogatePair();
}
