namespace ZaloBot.Rules.Entities;

/// <summary>Reads the numbers of official documents: 129-TB/ĐTN, 12/KH-ĐK, 74/2023/NĐ-CP, "số 18-CV".</summary>
internal static class DocumentNumberReader
{
    public static int TryRead(in Scan scan, int index, FoundList into)
    {
        if (!scan.IsNumber(index) || scan.Tokens[index].Length > 5)
        {
            return 0;
        }

        var last = index;
        if (scan.IsFollowedBy(last, '/') && scan.Tokens[last + 1].Length == 4 && scan.IsNumber(last + 1))
        {
            last++;
        }

        if (!(scan.IsFollowedBy(last, '-') || scan.IsFollowedBy(last, '/')) || !IsKind(scan.Word(last + 1)))
        {
            return 0;
        }

        last++;
        while ((scan.IsFollowedBy(last, '-') || scan.IsFollowedBy(last, '/')) && scan.Tokens[last + 1].Length <= 8 && !scan.StartsWithDigit(last + 1))
        {
            last++;
        }

        into.Add(EntityKind.DocumentNumber, index, last);
        return last + 1;
    }

    // Kinds of document in the abbreviations that Decree 30/2020/NĐ-CP and Instruction 36-HD/VPTW prescribe, without marks.
    private static bool IsKind(ReadOnlySpan<char> word) => word is
        "tb" or "kh" or "cv" or "hd" or "qd" or "nq" or "tt" or "bc" or "ct" or "ctr" or "ttr" or "gm" or "bb" or "nd" or "kl" or "qc" or "da" or "pa"
        or "tu" or "ubnd" or "dtn" or "td" or "btv" or "bch" or "ttlt" or "qh" or "tm" or "cd" or "giaymoi" or "pl" or "sy" or "hdnd" or "bnv" or "bgddt";
}
