using System.Collections.Frozen;

namespace ZaloBot.Rules.Text;

/// <summary>
/// Characters that people write in place of Latin letters: full-width, mathematical, circled, squared and small capitals, Cyrillic and Greek
/// letters of the same look. Ranges from the Unicode code charts.
/// </summary>
internal static class LookAlikes
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz";

    private static readonly FrozenDictionary<int, char> Single = Pairs().ToFrozenDictionary(pair => pair.From, pair => pair.To);

    /// <summary>The plain lower-case character, or '\0' when the code point looks like none.</summary>
    public static char Of(int codePoint) => codePoint switch
    {
        >= 0xFF01 and <= 0xFF5E => char.ToLowerInvariant((char)(codePoint - 0xFF01 + 0x21)),
        >= 0x24B6 and <= 0x24E9 => Alphabet[(codePoint - 0x24B6) % 26],
        >= 0x249C and <= 0x24B5 => Alphabet[codePoint - 0x249C],
        >= 0x2460 and <= 0x2468 => (char)('1' + codePoint - 0x2460),
        >= 0x1D400 and <= 0x1D6A3 => Alphabet[(codePoint - 0x1D400) % 26],
        >= 0x1D7CE and <= 0x1D7FF => (char)('0' + ((codePoint - 0x1D7CE) % 10)),
        >= 0x1F110 and <= 0x1F129 => Alphabet[codePoint - 0x1F110],
        >= 0x1F130 and <= 0x1F149 => Alphabet[codePoint - 0x1F130],
        >= 0x1F150 and <= 0x1F169 => Alphabet[codePoint - 0x1F150],
        >= 0x1F170 and <= 0x1F189 => Alphabet[codePoint - 0x1F170],
        _ => Single.GetValueOrDefault(codePoint),
    };

    private static IEnumerable<(int From, char To)> Pairs()
    {
        // Each row: the look-alikes, then what they look like, position by position.
        (string From, string To)[] rows =
        [
            ("авеѕіјкмнорстухьԁɡһԛԝ", "abesijkmhopctyxbdghqw"),
            ("АВЕЅІЈКМНОРСТУХ", "abesijkmhopctyx"),
            ("αβεικνορτυχ", "abeikvoptux"),
            ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx"),
            ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz"),
            ("ÐðɖƉ", "đđđđ"),
            ("ℂℍℕℙℚℝℤℊℋℐℒℓℛℬℰℱℳℯℴ", "chnpqrzghillrbefmeo"),
            ("ıſøØłŁ", "isoOlL"),
            ("‘’‛′´", "'''''"),
            ("“”„‟″", "\"\"\"\"\""),
            ("‐‑‒–—―−", "-------"),
            ("…·•∙", "...."),
            ("⁄∕", "//"),
            ("（）", "()"),
        ];
        foreach (var (from, to) in rows)
        {
            for (var index = 0; index < from.Length; index++)
            {
                yield return (from[index], char.ToLowerInvariant(to[index]));
            }
        }
    }
}
