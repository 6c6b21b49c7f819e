namespace ZaloBot.Rules;

/// <summary>How one rule about what is said behaves.</summary>
public sealed record RuleSettings
{
    /// <summary>Whether the rule is applied.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Probability of a violation from which a message breaks the rule.</summary>
    public double Threshold { get; init; } = 0.30;

    /// <summary>Probability from which a leader may want to look; not above <see cref="Threshold"/>.</summary>
    public double ReviewThreshold { get; init; } = 0.20;

    /// <summary>
    /// Probability from which something may be said in the group; between <see cref="Threshold"/> and this the leaders are asked in private. Below
    /// <see cref="Threshold"/> it is that.
    /// </summary>
    public double PublicThreshold { get; init; } = 0.60;

    /// <summary>Phrases that always break the rule, with or without marks.</summary>
    public IReadOnlyList<string> Phrases { get; init; } = [];

    /// <summary>Phrases that clear a message of the rule, with or without marks.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>The clause of the organisation's notice the rule rests on, in Vietnamese; null: that of the shipped notice.</summary>
    public string? Clause { get; init; }
}
