namespace ZaloBot.Rules.Entities;

/// <summary>Reads <c>[@id]</c>, <c>@name</c> and e-mail addresses.</summary>
internal static class MentionReader
{
    public static int TryRead(in Scan scan, int index, FoundList into)
    {
        if (scan.After(index) == '@' && scan.IsFollowedBy(index, '@') && scan.IsFollowedBy(index + 1, '.'))
        {
            var last = index + 2;
            while (scan.IsFollowedBy(last, '.') && char.IsAsciiLetter(scan.Word(last + 1)[0]))
            {
                last++;
            }

            into.Add(EntityKind.Mail, index, last);
            return last + 1;
        }

        if (scan.Before(index) != '@')
        {
            return 0;
        }

        into.Add(EntityKind.Mention, index, index);
        return index + 1;
    }
}
