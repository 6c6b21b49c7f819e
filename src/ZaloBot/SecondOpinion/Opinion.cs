using ZaloBot.Rules;
using ZaloBot.Rules.Classification;
using ZaloBot.Words;

namespace ZaloBot.SecondOpinion;

/// <summary>What a language model says of an undecided message.</summary>
/// <param name="IsViolation">Whether it belongs elsewhere.</param>
/// <param name="Category">The kind of breach; null for work, or when the model named none that exists.</param>
/// <param name="Confidence">How sure the model says it is, 0 to 1.</param>
public sealed record Opinion(bool IsViolation, MessageCategory? Category, double Confidence)
{
    /// <summary>Below this a model's word changes nothing.</summary>
    public const double LeastConfidence = 0.8;

    /// <summary>Whether it is sure enough to count.</summary>
    public bool Counts => Confidence >= LeastConfidence;

    /// <summary>Whether a verdict leaves a doubt that a model may settle.</summary>
    public static bool IsWanted(Verdict verdict) => verdict is { IsForPublic: false, IsDismissed: false, Main: not null };

    /// <summary>The score before a confirmation of this confidence was weighed into it.</summary>
    public static double Unweighed(double score, double confidence)
    {
        // A score that was weighed may lie above what either part counts for at most.
        var odds = score / Math.Max(1 - score, double.Epsilon) / Odds(confidence);
        return odds / (1 + odds);
    }

    /// <summary>
    /// An undecided verdict with this opinion added: a breach of one of the rules that had doubts already, or clear. A model never brings up a rule
    /// that saw nothing, and does not clear what may be fraud, whose writer may have written for it. Its confidence is weighed together with the score: only
    /// when both reach the public threshold is something said in the group.
    /// </summary>
    /// <param name="undecided">What the rules make of the message.</param>
    /// <param name="rules">The rules of the group.</param>
    public Verdict Settle(Verdict undecided, RuleSet rules)
    {
        if (!IsViolation)
        {
            return undecided.Breach is { Rule: RuleName.Scam }
                ? undecided
                : undecided with { IsViolation = false, NeedsReview = false, Findings = [], Reasons = [Phrases.Get("Reason.ModelClears")] };
        }

        var finding = undecided.Findings.FirstOrDefault(finding => finding.Category == Category) ?? undecided.Findings[0];
        var rule = rules.For(finding.Rule)!;
        var odds = Odds(finding.Score) * Odds(Confidence);
        var score = odds / (1 + odds);
        return undecided with
        {
            IsViolation = true,
            NeedsReview = false,
            Category = finding.Category,
            Score = score,
            Findings = [finding with { Score = score, IsBreach = true, IsForPublic = score >= Math.Max(rule.Threshold, rule.PublicThreshold) }],
            Reasons = [finding.Reason, Phrases.Get("Reason.ModelConfirms")],
        };
    }

    // Nobody is so sure that nothing else counts.
    private static double Odds(double probability) => Math.Min(probability, 0.99) / (1 - Math.Min(probability, 0.99));
}
