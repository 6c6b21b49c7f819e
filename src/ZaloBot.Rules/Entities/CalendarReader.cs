namespace ZaloBot.Rules.Entities;

/// <summary>Reads dates and times in figures: 15/10, 15-10-2027, ngày 20, tháng 3, 8h30, 14:00, 8 giờ.</summary>
internal static class CalendarReader
{
    public static int TryRead(in Scan scan, int index, FoundList into)
    {
        if (!scan.IsNumber(index))
        {
            if (!IsJoinedTime(scan.Word(index)))
            {
                return 0;
            }

            into.Add(EntityKind.Time, index, index);
            return index + 1;
        }

        return ReadTime(scan, index, into) is var time and > 0 ? time : ReadDate(scan, index, into);
    }

    private static int ReadTime(in Scan scan, int index, FoundList into)
    {
        if (scan.Value(index) is < 0 or > 24)
        {
            return 0;
        }

        if (scan.IsFollowedBy(index, ':') && scan.Tokens[index + 1].Length == 2 && scan.Value(index + 1) is >= 0 and < 60)
        {
            into.Add(EntityKind.Time, index, index + 1);
            return index + 2;
        }

        if (!scan.IsBeside(index) || scan.Word(index + 1) is not ("gio" or "h" or "g"))
        {
            return 0;
        }

        var last = index + 1;
        if (scan.IsBeside(last) && (scan.Word(last + 1) is "ruoi" || (scan.Value(last + 1) is >= 0 and < 60 && scan.Tokens[last + 1].Length == 2)))
        {
            last++;
        }

        into.Add(EntityKind.Time, index, last);
        return last + 1;
    }

    private static int ReadDate(in Scan scan, int index, FoundList into)
    {
        var day = scan.Value(index);
        if (day is >= 1 and <= 31)
        {
            foreach (var sign in "/-.")
            {
                if (scan.IsFollowedBy(index, sign) && scan.Value(index + 1) is >= 1 and <= 12 && scan.Tokens[index + 1].Length <= 2
                    && (sign != '.' || scan.IsFollowedBy(index + 1, '.')))
                {
                    var last = index + 1;
                    if (scan.IsFollowedBy(last, sign) && scan.IsNumber(last + 1) && scan.Tokens[last + 1].Length is 2 or 4)
                    {
                        last++;
                    }

                    into.Add(EntityKind.Date, index, last);
                    return last + 1;
                }
            }
        }

        var before = scan.Word(index - 1);
        if ((day is >= 1 and <= 31 && before is "ngay" or "mung" or "hom") || (day is >= 1 and <= 12 && before is "thang"))
        {
            into.Add(EntityKind.Date, index - 1, index);
            return index + 1;
        }

        if (day is >= 1 and <= 31 && scan.IsBeside(index) && scan.Word(index + 1) is "thang" && scan.Value(index + 2) is >= 1 and <= 12)
        {
            into.Add(EntityKind.Date, index, index + 2);
            return index + 3;
        }

        return 0;
    }

    // 8h, 14g30, 8h30p.
    private static bool IsJoinedTime(ReadOnlySpan<char> word)
    {
        var mark = word.IndexOfAny('h', 'g');
        if (mark is < 1 or > 2 || word[..mark].ContainsAnyExceptInRange('0', '9') || int.Parse(word[..mark]) > 24)
        {
            return false;
        }

        var rest = word[(mark + 1)..].TrimEnd('p');
        return rest.Length == 0 || (rest.Length <= 2 && !rest.ContainsAnyExceptInRange('0', '9') && int.Parse(rest) < 60);
    }
}
