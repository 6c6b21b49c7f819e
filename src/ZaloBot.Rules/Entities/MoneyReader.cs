namespace ZaloBot.Rules.Entities;

/// <summary>Reads sums of money and shares: 250k, 5tr2, 1.200.000 đồng, 2 triệu rưỡi, 10 phần trăm, 180k/kg.</summary>
internal static class MoneyReader
{
    public static int TryRead(in Scan scan, int index, FoundList into)
    {
        var last = index;
        var word = scan.Word(index);
        if (!scan.IsNumber(index))
        {
            if (!IsJoined(word))
            {
                return 0;
            }

            return Close(scan, index, last, into);
        }

        // 1.200.000 or 1,5: the groups belong to one number.
        while ((scan.IsFollowedBy(last, '.') || scan.IsFollowedBy(last, ',')) && char.IsAsciiDigit(scan.Letters[scan.Tokens[last + 1].Start]))
        {
            last++;
            if (!scan.IsNumber(last))
            {
                return IsJoined(scan.Word(last)) ? Close(scan, index, last, into) : 0;
            }
        }

        if (scan.After(last) == '%' || (scan.IsBeside(last) && scan.Word(last + 1) is "phan" && scan.Word(last + 2) is "tram"))
        {
            var end = scan.After(last) == '%' ? last : last + 2;
            into.Add(EntityKind.Percent, index, end);
            return end + 1;
        }

        if (scan.After(last) == '$')
        {
            into.Add(EntityKind.Price, index, last);
            return last + 1;
        }

        if (!scan.IsBeside(last) || !IsUnit(scan.Word(last + 1)))
        {
            return 0;
        }

        last++;
        while (scan.IsBeside(last) && scan.Word(last + 1) is "dong" or "ruoi" or "vnd" or "d" or "ngan" or "nghin" or "trieu")
        {
            last++;
        }

        return Close(scan, index, last, into);
    }

    private static int Close(in Scan scan, int first, int last, FoundList into)
    {
        into.Add(IsPerPiece(scan, last) ? EntityKind.UnitPrice : EntityKind.Price, first, last);
        return last + 1;
    }

    private static bool IsPerPiece(in Scan scan, int last)
    {
        if (scan.IsFollowedBy(last, '/'))
        {
            return IsPiece(scan.Word(last + 1)) || (scan.IsNumber(last + 1) && IsPiece(scan.Word(last + 2)));
        }

        if (!scan.IsBeside(last))
        {
            return false;
        }

        var next = scan.Word(last + 1);
        return IsPiece(next) || (next is "mot" or "1" or "moi" && IsPiece(scan.Word(last + 2)));
    }

    // 250k, 5tr, 5tr2, 3ty, 50d, 5trieu, 20ng.
    private static bool IsJoined(ReadOnlySpan<char> word)
    {
        var digits = 0;
        while (digits < word.Length && char.IsAsciiDigit(word[digits]))
        {
            digits++;
        }

        if (digits is 0 or > 9)
        {
            return false;
        }

        var unit = word[digits..];
        while (unit.Length > 0 && char.IsAsciiDigit(unit[^1]))
        {
            unit = unit[..^1];
        }

        return unit is "k" or "tr" or "ty" or "ti" or "trieu" or "ngan" or "nghin" or "vnd" or "d" or "dong" or "cu" or "xi" or "usd" or "ng"
            && !(unit is "d" or "cu" or "ti" && digits < 3);
    }

    private static bool IsUnit(ReadOnlySpan<char> word) => word is
        "k" or "ngan" or "nghin" or "tr" or "trieu" or "ty" or "ti" or "dong" or "vnd" or "d" or "usd" or "do" or "cu" or "xi";

    private static bool IsPiece(ReadOnlySpan<char> word) => word is
        "kg" or "ky" or "ki" or "can" or "lang" or "cai" or "chiec" or "hop" or "chai" or "lo" or "bo" or "doi" or "con" or "buoi" or "suat" or "phan" or "chuc"
        or "m2" or "thang" or "gio" or "bich" or "tui" or "goi" or "lit" or "trai" or "thung" or "cap" or "ly" or "to" or "dem" or "tiet" or "met" or "mon"
        or "chau" or "cay" or "hu" or "khay" or "ban" or "mam" or "nen" or "ve" or "trang" or "slide" or "khoa" or "tuyp" or "loc" or "set" or "combo" or "trung";
}
