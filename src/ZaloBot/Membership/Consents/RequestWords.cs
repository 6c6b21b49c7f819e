using System.Text.RegularExpressions;
using ZaloBot.Words;

namespace ZaloBot.Membership.Consents;

/// <summary>A leader's wish to have somebody in a group, taken apart: “thêm Nguyễn Văn A vào nhóm Hội trại: lý do”.</summary>
/// <param name="Invites">“mời”: the bot is to invite.</param>
/// <param name="Who">The person as typed.</param>
/// <param name="Group">The group, folded (<see cref="Folded"/>).</param>
/// <param name="Why">The reason as typed; empty when none was given.</param>
public sealed partial record RequestWords(bool Invites, string Who, string Group, string Why)
{
    /// <summary>Reads a message; null when it is no such wish.</summary>
    public static RequestWords? Read(string? text)
    {
        if (text is not { Length: < 500 })
        {
            return null;
        }

        // A few hundred spaces can be shared out among the parts in millions of ways, and trying them all takes longer than the form may.
        var composed = Spaces().Replace(Composed.Of(text), spaces => spaces.Value.Contains('\n', StringComparison.Ordinal) ? "\n" : " ");
        if (Form().Match(Folded.Of(composed)) is not { Success: true } match)
        {
            return null;
        }

        // Folding changes no lengths, so that a place in the folded text is the same in the composed one.
        return new RequestWords(match.Groups["verb"].Value == "moi", Original(match.Groups["who"]), match.Groups["group"].Value, Original(match.Groups["why"]));

        string Original(System.Text.RegularExpressions.Group part) => composed.Substring(part.Index, part.Length).Trim();
    }

    // thêm <person> vào [nhóm] <group>[: <reason>]
    [GeneratedRegex(@"^\s*(?:(?:xin|de nghi|nho bot|cho)\s+)*(?<verb>them|moi)\s+(?:dong chi\s+|anh\s+|chi\s+)?(?<who>[^:\n]{2,80}?)\s+vao\s+(?:nhom\s+)?(?<group>[^:,\n]{1,60}?)\s*(?:[:,]\s*(?:vi\s+|ly do:?\s+)?(?<why>.{0,400}))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, 200)]
    private static partial Regex Form();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Spaces();
}
