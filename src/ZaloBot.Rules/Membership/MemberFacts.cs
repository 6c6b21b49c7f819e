namespace ZaloBot.Rules.Membership;

/// <summary>What is known of a person who is in a group.</summary>
public sealed record MemberFacts
{
    /// <summary>User id within the OA.</summary>
    public required string UserId { get; init; }

    /// <summary>True when the people file names the person by user id.</summary>
    public bool IsOnRoster { get; init; }

    /// <summary>Short names of the positions held; empty when unknown.</summary>
    public IReadOnlyList<string> Positions { get; init; } = [];

    /// <summary>True while a consent for this group holds.</summary>
    public bool IsAuthorised { get; init; }

    /// <summary>True when the bot itself invited the person or let them in.</summary>
    public bool IsInvitedByBot { get; init; }

    /// <summary>True when the person was there at the first comparison of the group.</summary>
    public bool WasThereAtFirst { get; init; }
}
