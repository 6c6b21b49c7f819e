using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Classification;

/// <summary>What speaks for a violation at the first look, before calibration.</summary>
/// <param name="Network">Log-odds by the networks' first answer.</param>
/// <param name="Linear">Log-odds by the linear classifiers.</param>
/// <param name="Context">Log-odds of what was said before it, judged alone, the more the shorter this one is: chatter is answered by chatter.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Signals(float Network, float Linear, float Context);
