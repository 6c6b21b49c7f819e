using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Entities;

/// <summary>An entity in terms of the normalised text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="FirstToken">Its first token.</param>
/// <param name="LastToken">Its last token.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Found(EntityKind Kind, int FirstToken, int LastToken);
