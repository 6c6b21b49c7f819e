namespace ZaloBot.Rules.Flood;

/// <summary>When messages of one person become a burst.</summary>
public sealed record FloodSettings
{
    /// <summary>Messages of one person from which it is a flood.</summary>
    public int Messages { get; init; } = 8;

    /// <summary>Time in which they are counted.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(1);
}
