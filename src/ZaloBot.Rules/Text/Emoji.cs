using System.Collections.Frozen;

namespace ZaloBot.Rules.Text;

/// <summary>Recognises emoji and what they tell. A normalised text holds one private character a kind in place of the emoji.</summary>
internal static class Emoji
{
    private const char First = '\uE100';

    private static readonly FrozenDictionary<int, EmojiKind> Kinds = Rows().ToFrozenDictionary(row => row.Rune, row => row.Kind);

    /// <summary>The character that stands for an emoji of that kind.</summary>
    public static char Sign(EmojiKind kind) => (char)(First + (int)kind);

    /// <summary>True for a character that stands for an emoji.</summary>
    public static bool IsSign(char letter) => letter is >= First and <= (char)(First + (int)EmojiKind.Hearsay);

    /// <summary>The kind a stand-in stands for.</summary>
    public static EmojiKind KindOf(char sign) => (EmojiKind)(sign - First);

    /// <summary>The kind of an emoji; null when the code point is none.</summary>
    public static EmojiKind? Of(int codePoint) =>
        Kinds.TryGetValue(codePoint, out var kind) ? kind : IsPictograph(codePoint) ? EmojiKind.Other : null;

    /// <summary>True for skin tones and tag characters, which only colour the emoji before them.</summary>
    public static bool IsModifier(int codePoint) => codePoint is >= 0x1F3FB and <= 0x1F3FF or >= 0xE0020 and <= 0xE007F;

    private static bool IsPictograph(int codePoint) => codePoint is
        (>= 0x1F000 and <= 0x1F10F) or (>= 0x1F18A and <= 0x1FBFF) or (>= 0x2600 and <= 0x27BF) or (>= 0x2B00 and <= 0x2BFF)
        or (>= 0x231A and <= 0x23FF) or (>= 0x25A0 and <= 0x25FF) or (>= 0x2190 and <= 0x21FF) or 0x3030 or 0x303D or 0x3297 or 0x3299;

    private static IEnumerable<(int Rune, EmojiKind Kind)> Rows()
    {
        (EmojiKind Kind, string Signs)[] rows =
        [
            (EmojiKind.Laugh, "😂🤣😆😅😹😝😜🤪😛😄😁"),
            (EmojiKind.Smile, "😀😃😊🙂😉😇🤗😎🤓😋😌🥳🤭☺"),
            (EmojiKind.Love, "😍🥰😘😗😙😚😻💋💏💑❤🧡💛💚💙💜🖤🤍🤎💕💞💓💗💖💘💝💟❣💌💔🫶💍💒👰🤵👙🌹"),
            (EmojiKind.Sad, "😢😭😞😔😟😕🙁☹😣😖😫😩🥺😥😓😰😨😱😿🥲🤒🤕🤧😷🤮🤢😪😴🥱💤"),
            (EmojiKind.Angry, "😡😠🤬👿😤🖕💢👊"),
            (EmojiKind.Mock, "🤡🙄😏💩🐷🐖🐽🥴😒😬🤥🐍🤦🤷👎"),
            (EmojiKind.Assent, "👍👌🙏👏🙌✅✔☑🫡🙋💪🤝🆗⭕"),
            (EmojiKind.Celebrate, "🎉🎊🏆🥇🥈🥉🎖🏅💐🌷🌸🌺🌻🌼🎂🎈🎁🥂🍾✨🌟⭐🎓🎗🎀"),
            (EmojiKind.Food, "🍲🍜🍝🍛🍚🍱🍣🍤🦐🦀🐟🍗🍖🥩🥓🍔🍟🍕🌭🥪🌮🥟🍙🍘🍢🍡🍧🍨🍦🥧🍰🧁🍮🍭🍬🍫🍿🍩🍪🥜🍯🍉🍊🍋🍌🍍🥭🍎🍏🍐🍑🍒🍓🥝🍅🥥🥑🍆🥔🥕🌽🌶🥒🥬🍄🥚🍳🥘🥗🍞🥐🧀🍠🦪🦑🐔🥮🍇🍈🌰"),
            (EmojiKind.Drink, "🍻🍺🍷🍸🍹🥃🍶☕🍵🧋🥤🧃🧉🥛"),
            (EmojiKind.Trade, "💰💵💴💶💷💸💳🤑🛒🛍💎👗👜👠👟👕👖👚👛💄💅🧴🏠🏡🏷📦🚚🛵📈📉🧧🎟🎫📲☎📞💯🔥💥"),
            (EmojiKind.Office, "📌📍📣📢📅📆🗓📝📄📃📑📊📋📁📂🗂📎🖇✏🖊🖋✍📧📨📩✉💻🖥🖨⏰⏱⏲🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛🔔🔗🏢🏫🏥🏛⌛⏳🗳🎤📷📸🎥🚌🚍👷⛑🩸🚩"),
            (EmojiKind.Leisure, "⚽🏀🏐🎾🏸🏓🎱🎮🕹🎲🎰🃏🎬🎧🎵🎶🎸🎹🎣🏖🏝⛱🏕🎪🎭🐱🐶😺🐕🐈🐾🔮♈♉♊♋♌♍♎♏♐♑♒♓"),
            (EmojiKind.Alarm, "🚨⚠❗‼❌⛔🚫🆘☠💀🛑🔴☢"),
            (EmojiKind.Hearsay, "👂🤫🤐👀🫢🙊🙉🙈🤔🫣🔇🕵"),
        ];
        var seen = new HashSet<int>();
        foreach (var (kind, signs) in rows)
        {
            foreach (var rune in signs.EnumerateRunes())
            {
                if (seen.Add(rune.Value))
                {
                    yield return (rune.Value, kind);
                }
            }
        }
    }
}
