using ZaloBot.Rules.Phrases;
using ZaloBot.Rules.Text;

namespace ZaloBot.Rules.Signs;

/// <summary>Recognises what the writing looks like: its length, its form, its emoji.</summary>
internal static class ShapeReader
{
    private const int ShortWords = 6;
    private const int LongWords = 40;
    private const int LetterSentences = 5;

    private static readonly int OneWord = SignNames.NumberOf("shape.one-word");
    private static readonly int Short = SignNames.NumberOf("shape.short");
    private static readonly int Long = SignNames.NumberOf("shape.long");
    private static readonly int Letter = SignNames.NumberOf("shape.letter");
    private static readonly int List = SignNames.NumberOf("shape.list");
    private static readonly int Question = SignNames.NumberOf("shape.question");
    private static readonly int Exclamation = SignNames.NumberOf("shape.exclamation");
    private static readonly int Bare = SignNames.NumberOf("shape.bare");
    private static readonly int SpeltOut = SignNames.NumberOf("shape.spelt-out");
    private static readonly int FirstEmoji = SignNames.NumberOf("shape.laugh") - (int)EmojiKind.Laugh;
    private static readonly int AnyEmoji = SignNames.NumberOf("shape.emoji");
    private static readonly int OnlyEmoji = SignNames.NumberOf("shape.only-emoji");
    private static readonly int Quotation = SignNames.NumberOf("shape.quotation");
    private static readonly int Numbers = SignNames.NumberOf("shape.numbers");
    private static readonly int NoWords = SignNames.NumberOf("shape.no-words");

    public static void Run(Reading reading, ref SignSet into)
    {
        var words = 0;
        var numbers = 0;
        var emoji = false;
        var letters = reading.Text.Marked;
        foreach (ref readonly var token in reading.Tokens.Span)
        {
            switch (token.Kind)
            {
                case TokenKind.Word:
                    words++;
                    break;
                case TokenKind.Number:
                    numbers++;
                    break;
                default:
                    emoji = true;
                    into.Add(EmojiSign(letters[token.Start]));
                    break;
            }

            if (token.IsQuoted)
            {
                into.Add(Quotation);
            }

            if (token.IsSpelt)
            {
                into.Add(SpeltOut);
            }
        }

        AddIf(emoji, AnyEmoji, ref into);
        AddIf(words == 0, emoji ? OnlyEmoji : NoWords, ref into);
        AddIf(words == 1, OneWord, ref into);
        AddIf(words is > 0 and <= ShortWords, Short, ref into);
        AddIf(words > LongWords, Long, ref into);
        AddIf(words > LongWords && reading.Tokens.Span[^1].Sentence >= LetterSentences, Letter, ref into);
        AddIf(HasList(letters), List, ref into);
        AddIf(letters.Contains('?'), Question, ref into);
        AddIf(letters.Contains('!'), Exclamation, ref into);
        AddIf(numbers >= 4, Numbers, ref into);
        AddIf(reading.IsBare && words > 2, Bare, ref into);
    }

    private static bool HasList(ReadOnlySpan<char> letters)
    {
        for (var end = letters.IndexOf('\n'); end >= 0; end = letters.IndexOf('\n'))
        {
            letters = letters[(end + 1)..];
            if (letters.StartsWith("-") || letters.StartsWith("+") || letters.StartsWith("1."))
            {
                return true;
            }
        }

        return false;
    }

    private static int EmojiSign(char sign)
    {
        var kind = Emoji.IsSign(sign) ? Emoji.KindOf(sign) : EmojiKind.Smile;
        return kind == EmojiKind.Other ? AnyEmoji : FirstEmoji + (int)kind;
    }

    private static void AddIf(bool condition, int sign, ref SignSet into)
    {
        if (condition)
        {
            into.Add(sign);
        }
    }
}
