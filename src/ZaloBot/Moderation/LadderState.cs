namespace ZaloBot.Moderation;

/// <summary>Where a person stands on the ladder of a group.</summary>
/// <param name="Step">How many breaches were counted, 0 for none.</param>
/// <param name="LastAt">When the last one was counted. After <c>Warnings.FadeAfter</c> without another, all is forgotten.</param>
public sealed record LadderState(int Step, DateTimeOffset LastAt);
