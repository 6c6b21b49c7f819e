using ZaloBot.Rules.Text;

namespace ZaloBot.Rules.Entities;

/// <summary>Finds what is recognised by its shape, in one pass over the tokens.</summary>
internal static class EntityReader
{
    public static void Run(NormalisedText text, TokenList tokens, OfficialDomains official, FoundList into)
    {
        into.Clear();
        var scan = new Scan(text.Bare, tokens.Span);
        for (var index = 0; index < scan.Tokens.Length;)
        {
            index = Math.Max(index + 1, ReadAt(scan, index, official, into));
        }
    }

    // The order matters: what has the narrower shape comes first.
    private static int ReadAt(in Scan scan, int index, OfficialDomains official, FoundList into)
    {
        ref readonly var token = ref scan.Tokens[index];
        if (token.Kind == TokenKind.Emoji)
        {
            return 0;
        }

        var isNumeric = char.IsAsciiDigit(scan.Letters[token.Start]);
        if (!isNumeric && !MayBegin(scan, index))
        {
            return 0;
        }

        var next = MentionReader.TryRead(scan, index, into);
        next = next > 0 ? next : LinkReader.TryRead(scan, index, official, into);
        if (next > 0 || !isNumeric)
        {
            return next;
        }

        next = DocumentNumberReader.TryRead(scan, index, into);
        next = next > 0 ? next : PhoneReader.TryRead(scan, index, into);
        next = next > 0 ? next : MoneyReader.TryRead(scan, index, into);
        next = next > 0 ? next : CalendarReader.TryRead(scan, index, into);
        return next > 0 ? next : AccountReader.TryRead(scan, index, into);
    }

    // Most words begin nothing: the signs around them tell.
    private static bool MayBegin(in Scan scan, int index) =>
        scan.After(index) is '.' or '-' or '_' or '@' or ':' || scan.Before(index) == '@';
}
