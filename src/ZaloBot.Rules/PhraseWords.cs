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

    /// <summary>Whether the phrase goes on after the end of a sentence. It is looked for within one, so it is not found where it stands as it was written.</summary>
    public static bool GoOnAfterASentence(string phrase)
    {
        var reading = new Reading();
        reading.Cut(phrase);
        return reading.Tokens.Span is [var first, .., var last] && first.Sentence != last.Sentence;
    }
}
