using ZaloBot.Rules.Phrases;

namespace ZaloBot.Rules.Signs;

/// <summary>Recognises that what follows is denied or forbidden: "không bán hàng", "cấm nhậu nhẹt", "đừng chuyển tiền".</summary>
internal static class Negation
{
    private const int Reach = 2;

    /// <summary>True when one of the words just before the given one, in the same sentence, denies or forbids.</summary>
    public static bool Precedes(Reading reading, int word)
    {
        var tokens = reading.Tokens.Span;
        var sentence = tokens[reading.Words[word].FirstToken].Sentence;
        for (var before = word - 1; before >= Math.Max(0, word - Reach); before--)
        {
            ref readonly var token = ref tokens[reading.Words[before].FirstToken];
            if (token.Sentence != sentence)
            {
                return false;
            }

            if (IsNegation(reading.Text.Marked.Slice(token.Start, token.Length), reading.IsBare))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNegation(ReadOnlySpan<char> word, bool isBare) =>
        word is "không" or "ko" or "đừng" or "cấm" or "chớ" or "tránh" || (isBare && word is "khong" or "dung" or "cam");
}
