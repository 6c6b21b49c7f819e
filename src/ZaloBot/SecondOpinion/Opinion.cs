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

    /// <summary>
    /// An undecided verdict with this opinion added: a breach of one of the rules that had doubts already, or clear. A model never brings up a rule
    /// that saw nothing.
    /// </summary>
    public Verdict Settle(Verdict undecided)
    {
        if (!IsViolation)
        {
            return undecided with { NeedsReview = false, Findings = [], Reasons = [Phrases.Get("Reason.ModelClears")] };
        }

        var finding = undecided.Findings.FirstOrDefault(finding => finding.Category == Category) ?? undecided.Findings[0];
        return undecided with
        {
            IsViolation = true,
            NeedsReview = false,
            Category = finding.Category,
            Findings = [finding with { IsBreach = true, IsForPublic = true }],
            Reasons = [finding.Reason, Phrases.Get("Reason.ModelConfirms")],
        };
    }
}
