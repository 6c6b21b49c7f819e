using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Entities;

/// <summary>Something recognised by its shape.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Words">Where it stands in the original text.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Entity(EntityKind Kind, TextRange Words);
