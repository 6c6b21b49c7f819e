namespace ZaloBot.Rules.Entities;

/// <summary>Reads account numbers, which are long or stand beside the name of a bank or the word account, and codes that are named as such.</summary>
internal static class AccountReader
{
    private const int Near = 6;

    public static int TryRead(in Scan scan, int index, FoundList into)
    {
        var digits = 0;
        var last = index;
        for (var part = index; part < scan.Tokens.Length && part - index < 6; part++)
        {
            var group = scan.Word(part);
            if (!scan.IsMaskedNumber(part) || (part > index && !(scan.IsBeside(part - 1) || scan.IsFollowedBy(part - 1, '-') || scan.IsFollowedBy(part - 1, '.'))))
            {
                break;
            }

            digits += group.Length;
            last = part;
        }

        if (digits is >= 6 and <= 19 && IsNamed(scan, index, last))
        {
            into.Add(EntityKind.Account, index, last);
            return last + 1;
        }

        if (digits is >= 12 and <= 19)
        {
            into.Add(EntityKind.Account, index, last);
            return last + 1;
        }

        if (scan.Tokens[index].Length is >= 4 and <= 8 && scan.IsNumber(index) && IsCode(scan, index))
        {
            into.Add(EntityKind.Code, index, index);
            return index + 1;
        }

        return 0;
    }

    private static bool IsNamed(in Scan scan, int first, int last)
    {
        for (var index = Math.Max(0, first - Near); index < Math.Min(scan.Tokens.Length, last + 4); index++)
        {
            if ((index < first || index > last) && (IsBank(scan.Word(index)) || (scan.Word(index) is "khoan" && scan.Word(index - 1) is "tai")))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCode(in Scan scan, int index)
    {
        for (var before = Math.Max(0, index - 3); before < index; before++)
        {
            if (scan.Word(before) is "ma" or "otp" or "code" or "pass" or "pin" or "khau")
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBank(ReadOnlySpan<char> word) => word is
        "stk" or "tk" or "vcb" or "vietcombank" or "bidv" or "agribank" or "agri" or "mb" or "mbbank" or "techcombank" or "tcb" or "vietinbank" or "ctg" or "acb"
        or "sacombank" or "vpbank" or "tpbank" or "vib" or "shb" or "hdbank" or "ocb" or "lpbank" or "lienvietpostbank" or "scb" or "msb" or "eximbank"
        or "kienlongbank" or "seabank" or "momo" or "zalopay" or "viettelpay" or "the" or "atm";
}
