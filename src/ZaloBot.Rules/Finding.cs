using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules;

/// <summary>One thing a rule has to say about a message.</summary>
public sealed record Finding
{
    /// <summary>The rule that found it.</summary>
    public required RuleName Rule { get; init; }

    /// <summary>The kind of breach.</summary>
    public required MessageCategory Category { get; init; }

    /// <summary>Probability of a violation, 0 to 1, for a group in which 8 % of the messages are.</summary>
    public required double Score { get; init; }

    /// <summary>True when <see cref="Score"/> reaches the rule's threshold; of what leaders dismissed before, its public threshold.</summary>
    public required bool IsBreach { get; init; }

    /// <summary>True for a breach whose <see cref="Score"/> reaches the rule's public threshold too: sure enough for a word in the group.</summary>
    public bool IsForPublic { get; init; }

    /// <summary>Stretches of the original text that weighed; empty when no single words did.</summary>
    public IReadOnlyList<TextRange> Words { get; init; } = [];

    /// <summary>A sentence in Vietnamese that a leader would accept as the reason.</summary>
    public required string Reason { get; init; }

    /// <summary>The clause of the notice it rests on, in Vietnamese.</summary>
    public required string Clause { get; init; }
}
