namespace ZaloBot.Rules.Membership;

/// <summary>Who belongs in a group (clause 1 of the notice).</summary>
public sealed record GroupComposition
{
    /// <summary>User ids of the leaders.</summary>
    public IReadOnlyList<string> Leaders { get; init; } = [];

    /// <summary>Short names of the positions whose holders belong. Empty: nobody belongs by position alone.</summary>
    public IReadOnlyList<string> AllowedPositions { get; init; } = [];

    /// <summary>True once the roster names everybody who belongs.</summary>
    public bool RosterComplete { get; init; }
}
