using ZaloBot.Rules.Phrases;
using ZaloBot.Rules.Text;

namespace ZaloBot.Rules;

/// <summary>What of an administrator's phrase is looked for in messages: its words, without signs, capitals and doubled spaces.</summary>
public static class PhraseWords
{
    /// <summary>The words, separated by spaces; null when there are none, or an emoji is among them: it is no word, so the phrase is never found.</summary>
    public static string? Of(string phrase)
    {
        var reading = new Reading();
        reading.Cut(phrase);
        var words = new List<string>();
        foreach (ref readonly var token in reading.Tokens.Span)
        {
            if (token.Kind == TokenKind.Emoji)
            {
                return null;
            }

            words.Add(reading.Text.Marked.Slice(token.Start, token.Length).ToString());
        }

        return words.Count == 0 ? null : string.Join(' ', words);
    }
}
