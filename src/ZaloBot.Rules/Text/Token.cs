using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Text;

/// <summary>What a token is.</summary>
internal enum TokenKind : byte
{
    /// <summary>Letters, perhaps with digits among them.</summary>
    Word,

    /// <summary>Digits only.</summary>
    Number,

    /// <summary>An emoji or emoticon.</summary>
    Emoji,
}

/// <summary>A word, number or emoji of a normalised text.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Token
{
    /// <summary>First character in the normalised text.</summary>
    public int Start { get; set; }

    /// <summary>Number of characters in the normalised text, separators of a spelt-out word included.</summary>
    public int Length { get; set; }

    /// <summary>Number of the sentence it stands in, from 0.</summary>
    public int Sentence { get; set; }

    /// <summary>What it is.</summary>
    public TokenKind Kind { get; set; }

    /// <summary>True when a letter carries a tone or shape mark.</summary>
    public bool HasMarks { get; set; }

    /// <summary>True when the letters are spelt out with something between them: "n.g.u", "đ ị t".</summary>
    public bool IsSpelt { get; set; }

    /// <summary>True when it holds letters only.</summary>
    public bool IsPlain { get; set; }

    /// <summary>True inside quotation marks that hold three words or more, and in lines marked as quoted.</summary>
    public bool IsQuoted { get; set; }

    /// <summary>One past the last character.</summary>
    public readonly int End => Start + Length;
}
