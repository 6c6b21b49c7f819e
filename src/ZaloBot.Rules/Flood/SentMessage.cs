using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Flood;

/// <summary>One message of a person, as the burst rule sees it.</summary>
/// <param name="At">When it was sent.</param>
/// <param name="Kind">What it is made of: pictures that follow each other at once are one album.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SentMessage(DateTimeOffset At, ContentKind Kind = ContentKind.Text);
