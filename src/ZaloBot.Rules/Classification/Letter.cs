using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Classification;

/// <summary>What the classifier needs to know of one UTF-16 unit.</summary>
/// <param name="Lower">Its lower case.</param>
/// <param name="ToneFree">That without the tone: "Ế" → "ê". Of scripts other than Latin the letter as it comes.</param>
/// <param name="Bare">That without any mark: "Ế" → "e". Of scripts other than Latin the letter as it comes.</param>
/// <param name="Tone">0 for none, 1 to 5 for the five tone marks.</param>
/// <param name="Kinds">What else it is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Letter(char Lower, char ToneFree, char Bare, byte Tone, LetterKinds Kinds)
{
    /// <summary>A letter or a digit.</summary>
    public bool IsOfWord => (Kinds & LetterKinds.Word) != LetterKinds.None;

    public bool IsDigit => (Kinds & LetterKinds.Digit) != LetterKinds.None;

    public bool IsCapital => (Kinds & LetterKinds.Capital) != LetterKinds.None;

    /// <summary>Nothing is to be seen of it: zero-width spaces and the like.</summary>
    public bool IsInvisible => (Kinds & LetterKinds.Invisible) != LetterKinds.None;
}
