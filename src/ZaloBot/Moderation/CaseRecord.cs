using ZaloBot.Rules;

namespace ZaloBot.Moderation;

/// <summary>
/// One finding as leaders see it: what was seen, why, and what the bot did about it. The text of the message is not in it but
/// beside it, under a key of its own that the store drops after <c>Retention.TextDays</c>.
/// </summary>
public sealed record CaseRecord
{
    /// <summary>The short number by which people name the case.</summary>
    public required string Case { get; init; }

    public required string GroupId { get; init; }

    public required string UserId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required RuleName Rule { get; init; }

    /// <summary>Snake-case category, as in the labelled files.</summary>
    public required string Category { get; init; }

    /// <summary>Probability of a violation, 0 to 1.</summary>
    public required double Score { get; init; }

    /// <summary>How sure the judge model was, when it was asked and confirmed; it is weighed into <see cref="Score"/>. Null when it did not.</summary>
    public double? Confirmed { get; init; }

    /// <summary>Why, in sentences for a leader.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>What the bot did.</summary>
    public required DecisionKind Decision { get; init; }

    /// <summary>Why it did no more than that, when a setting or the history held it back.</summary>
    public HeldBack HeldBack { get; init; }

    /// <summary>When the person first answered that the bot was wrong; null as long as nobody did.</summary>
    public DateTimeOffset? AppealedAt { get; init; }
}
