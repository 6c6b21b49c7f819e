using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Classification;

/// <summary>What speaks for a violation at the first look, before calibration.</summary>
/// <param name="Network">Log-odds by the network's first answer.</param>
/// <param name="Linear">Log-odds by the linear classifiers.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Signals(float Network, float Linear);
