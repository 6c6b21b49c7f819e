using System.Text.RegularExpressions;
using ZaloBot.Settings;

namespace ZaloBot.SecondOpinion;

/// <summary>
/// Takes out of a text what tells who is meant: mentions, names the office knows, numbers long enough to be a telephone, account or identity
/// number, mail addresses, and the path of links. What is left still shows whether it is work.
/// </summary>
internal sealed partial class Redaction(PeopleDirectory people)
{
    private const string Somebody = "[người]";

    private readonly Regex? _names = NamesOf(people);

    public string Apply(string text)
    {
        // A private text or a forged one may imitate the marks of the prompt; without angle brackets it cannot.
        var safe = text.Replace('<', '(').Replace('>', ')');
        safe = Mention().Replace(safe, Somebody);
        safe = Mail().Replace(safe, "[thư điện tử]");
        safe = LinkPath().Replace(safe, "${host}");
        safe = LongNumber().Replace(safe, "[số]");
        return _names?.Replace(safe, Somebody) ?? safe;
    }

    private static Regex? NamesOf(PeopleDirectory people)
    {
        var names = people.All.Select(person => person.Name.Trim()).Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(name => name.Length).Select(Regex.Escape).ToList();
        return names.Count == 0
            ? null
            : new($@"(?<!\p{{L}})(?:{string.Join('|', names)})(?!\p{{L}})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    [GeneratedRegex(@"\[?@[0-9a-fA-F]{6,}\]?", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mail();

    [GeneratedRegex(@"(?<host>https?://[^\s/?#]+)\S*", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LinkPath();

    // Six digits and more, in groups or not; prices in thousands ("250.000") and dates keep their meaning.
    [GeneratedRegex(@"(?<![\d/])\+?\d(?:[ .-]?\d){6,}(?![\d/])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LongNumber();
}
