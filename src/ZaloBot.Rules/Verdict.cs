using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules;

/// <summary>What the rules make of one message.</summary>
public sealed record Verdict
{
    /// <summary>True when a rule is broken: its threshold is reached, or of what leaders dismissed before its public threshold.</summary>
    public required bool IsViolation { get; init; }

    /// <summary>True when the breach is sure enough for a word in the group; otherwise the leaders are asked in private.</summary>
    public bool IsForPublic => Breach is { IsForPublic: true };

    /// <summary>True when no rule is broken but one reached its review threshold: a leader may want to look.</summary>
    public required bool NeedsReview { get; init; }

    /// <summary>What the message is about; a kind of work unless it is a violation.</summary>
    public required MessageCategory Category { get; init; }

    /// <summary>Probability of a violation, 0 to 1, for a group in which 8 % of the messages are.</summary>
    public required double Score { get; init; }

    /// <summary>True when leaders called messages like this one work; a second opinion does not overrule them.</summary>
    public bool IsDismissed { get; init; }

    /// <summary>What was found, the weightiest first; what stayed below a review threshold is left out.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Sentences in Vietnamese: why it is a violation, or why it cleared. Never empty.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The weightiest finding, null when there is none.</summary>
    public Finding? Main => Findings.Count > 0 ? Findings[0] : null;

    /// <summary>The breach to act on: the weightiest that is sure enough for a word in the group, else the weightiest; null when no rule is broken.</summary>
    public Finding? Breach => IsViolation ? Findings.FirstOrDefault(finding => finding.IsForPublic) ?? Findings.FirstOrDefault(finding => finding.IsBreach) : null;
}
