namespace ZaloBot.Rules.Classification;

/// <summary>What a token is made of.</summary>
internal enum TokenKind : byte
{
    Word,
    Number,
    Punctuation,
    Emoji,
    LineBreak,
}
