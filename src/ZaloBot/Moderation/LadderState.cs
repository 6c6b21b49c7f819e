namespace ZaloBot.Moderation;

/// <summary>Where a person stands on the ladder of a group.</summary>
/// <param name="Step">How many breaches were counted, 0 for none.</param>
/// <param name="LastAt">When the last one was counted. After <c>Warnings.FadeAfter</c> without another, all is forgotten.</param>
public sealed record LadderState(int Step, DateTimeOffset LastAt)
{
    /// <summary>The cases counted since the last time all was forgotten. A leader's answer to one of them takes its step away.</summary>
    public IReadOnlyList<string> Cases { get; init; } = [];

    /// <summary>The state without so many pardoned steps; null when none is left.</summary>
    public LadderState? Without(int pardoned) => Step <= pardoned ? null : this with { Step = Step - pardoned };
}
