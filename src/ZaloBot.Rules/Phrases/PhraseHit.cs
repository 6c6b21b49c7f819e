using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Phrases;

/// <summary>A phrase found in a reading.</summary>
/// <param name="Owner">Whose phrase it is.</param>
/// <param name="FirstWord">Index of its first word in the reading.</param>
/// <param name="LastWord">Index of its last word.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PhraseHit(int Owner, int FirstWord, int LastWord);
