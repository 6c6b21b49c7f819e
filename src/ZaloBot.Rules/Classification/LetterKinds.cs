namespace ZaloBot.Rules.Classification;

/// <summary>What a unit is.</summary>
[Flags]
internal enum LetterKinds : byte
{
    None = 0,
    Word = 1,
    Digit = 2,
    Capital = 4,
    Invisible = 8,
}
