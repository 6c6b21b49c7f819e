using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Classification;

/// <summary>A word, number, mark or emoji of a message, as hashes: models look hashes up and never see the letters again.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Token
{
    /// <summary>Hash of the word with its marks, tone placement levelled.</summary>
    public uint Marked;

    /// <summary>Hash of the word without marks.</summary>
    public uint Bare;

    /// <summary>Where its letters without marks begin in <see cref="TokenBuffer.Letters"/>, and how many there are.</summary>
    public ushort LettersAt;
    public byte LetterCount;

    public TokenKind Kind;

    /// <summary>Written with a capital at its head, or in capitals throughout (two letters or more).</summary>
    public bool Capital;
    public bool AllCapitals;

    /// <summary>What <see cref="Marked"/> would be had the word been typed without marks.</summary>
    public readonly uint MarkedIfBare => Kind <= TokenKind.Number ? FeatureHash.Add(Bare, 0) : Marked;

    public readonly bool IsSpoken => Kind <= TokenKind.Number;
}
