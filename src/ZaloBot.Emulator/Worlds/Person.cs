namespace ZaloBot.Emulator;

/// <summary>A person with a personal account, as the platform knows him or her within this OA.</summary>
public sealed record Person
{
    /// <summary>OA-scoped id, 19 digits.</summary>
    public required string Id { get; init; }

    /// <summary>Display name.</summary>
    public required string Name { get; init; }

    /// <summary>App-scoped id of the same person.</summary>
    public string IdByApp => "8" + Id[1..];

    /// <summary>A word about the person for the chat page ("Bí thư"); the platform does not know it.</summary>
    public string Role { get; init; } = "";

    /// <summary>Follows the OA.</summary>
    public bool IsFollower { get; init; }

    /// <summary>Stopped following and did not come back: messages answer -213.</summary>
    public bool HasUnfollowed { get; init; }

    /// <summary>Blocked invitations of the OA: -217.</summary>
    public bool BlocksInvitations { get; init; }

    /// <summary>Banned, or away for more than 45 days: -227.</summary>
    public bool IsInactive { get; init; }

    /// <summary>When the person last dealt with the OA (following, writing, pressing Message); null: never. Opens the window of 7 days.</summary>
    public DateTimeOffset? LastInteraction { get; init; }

    /// <summary>Free private messages sent since <see cref="LastInteraction"/>; eight within 48 h are free.</summary>
    public int RepliesUsed { get; init; }

    /// <summary>The person pressed Message on the OA's page: one message may be sent outside the window (3.3).</summary>
    public bool PressedChat { get; init; }
}
