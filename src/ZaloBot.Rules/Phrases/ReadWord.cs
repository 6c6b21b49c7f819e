using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Phrases;

/// <summary>A word as it is read: abbreviations written out, stretched letters pulled together.</summary>
/// <param name="Word">Number of the word with its marks; unknown when no phrase has just that word.</param>
/// <param name="Bare">Number of the word without marks; unknown when no phrase has such a word.</param>
/// <param name="FirstToken">The token it was read from, or the first of those it is spelt with.</param>
/// <param name="LastToken">The last token it was read from.</param>
/// <param name="IsSure">True when the marks are certain, as in an abbreviation written out: no other marks may be thought in.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReadWord(int Word, int Bare, int FirstToken, int LastToken, bool IsSure);
