namespace ZaloBot.Rules.Entities;

/// <summary>Reads telephone numbers: 0 or +84 and nine or ten more digits, in groups or not, some perhaps masked by x; 1800 and 1900 numbers.</summary>
internal static class PhoneReader
{
    public static int TryRead(in Scan scan, int index, FoundList into)
    {
        var word = scan.Word(index);
        if (word[0] != '0' && !word.StartsWith("84") && !word.StartsWith("1900") && !word.StartsWith("1800"))
        {
            return 0;
        }

        var digits = 0;
        var last = index - 1;
        for (var part = index; part < scan.Tokens.Length && part - index < 6; part++)
        {
            if (part > index && !IsParted(scan, part - 1))
            {
                break;
            }

            var group = scan.Word(part);
            if (!scan.IsMaskedNumber(part))
            {
                break;
            }

            digits += group.Length;
            last = part;
            if (IsWhole(scan.Word(index), digits))
            {
                into.Add(EntityKind.Phone, index, last);
                return last + 1;
            }
        }

        return 0;
    }

    private static bool IsWhole(ReadOnlySpan<char> head, int digits) => head switch
    {
        _ when head.StartsWith("1900") || head.StartsWith("1800") => digits is 8 or 10,
        ['0', '2', ..] => digits == 11,
        ['0', ..] => digits == 10,
        _ => digits is 11 or 12,
    };

    private static bool IsParted(in Scan scan, int index) =>
        scan.Tokens[index + 1].Start - scan.Tokens[index].End is 1 or 2 && scan.After(index) is ' ' or '.' or '-';
}
