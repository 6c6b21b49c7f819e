using ZaloBot.Learning;
using ZaloBot.Rules;
using ZaloBot.Rules.Classification;
using ZaloBot.SecondOpinion;
using ZaloBot.Settings;

namespace ZaloBot.Moderation;

/// <summary>How a message was or would be taken.</summary>
public enum Outcome
{
    /// <summary>Nothing to say.</summary>
    Clear,

    /// <summary>Put before the leaders, nothing said.</summary>
    Review,

    /// <summary>A breach of a rule, not sure enough for a word in the group; the leaders are asked in private.</summary>
    Doubtful,

    /// <summary>A breach of a rule, sure enough for a word in the group.</summary>
    Breach,
}

/// <summary>A kept decision and what other settings make of the same message.</summary>
/// <param name="Record">The decision as it was.</param>
/// <param name="Text">The message as kept.</param>
/// <param name="Before">How it was taken.</param>
/// <param name="After">How it would be taken.</param>
/// <param name="Rule">The rule that would weigh most.</param>
public sealed record ReplayedCase(CaseRecord Record, string Text, Outcome Before, Outcome After, RuleName Rule);

/// <summary>Judges kept messages anew by other settings. Says nothing to anybody and changes nothing.</summary>
public sealed class Replay(SettingsSnapshot snapshot, Lessons lessons, IMessageClassifier? classifier = null)
{
    // What was said before is not kept. Where its absence moves the score by more than this, while the other settings do not, the recorded score
    // is held against their thresholds instead.
    private const double SameScore = 0.05;

    private readonly JudgeRegistry _judges = new(classifier ?? MessageClassifier.Default);
    private readonly MessageJudge _shipped = new(RuleSet.Default, classifier ?? MessageClassifier.Default);

    /// <summary>The outcome of one kept message. Bursts and newcomers, which no text decides, keep theirs.</summary>
    public ReplayedCase Run(CaseRecord record, string text)
    {
        var before = record.HeldBack switch
        {
            HeldBack.Unsure => Outcome.Review,
            HeldBack.Doubtful or HeldBack.Asked => Outcome.Doubtful,
            _ => Outcome.Breach,
        };
        if (record.Rule is RuleName.Flood or RuleName.Membership || snapshot.Settings.Group(record.GroupId) is null)
        {
            return new(record, text, before, before, record.Rule);
        }

        var message = ChatMessage.Of(text);
        var verdict = _judges.For(snapshot, record.GroupId).Judge(message, lessons.Experience);
        var alone = _shipped.Judge(message, lessons.Experience).Score;
        var contextMattered = Math.Abs(alone - ScoreByRules(record)) > SameScore;
        var settingsMatter = Math.Abs(alone - verdict.Score) > SameScore;
        if (contextMattered && !settingsMatter)
        {
            return new(record, text, before, ByRecordedScore(record, verdict.IsDismissed), record.Rule);
        }

        // What the judge model said of the message is kept, and it is not asked again: it would say the same.
        if (Confirmation(record) is { } confidence && Opinion.IsWanted(verdict))
        {
            var category = verdict.Findings.FirstOrDefault(finding => finding.Rule == record.Rule)?.Category;
            verdict = new Opinion(IsViolation: true, category, confidence).Settle(verdict, SetOf(record));
        }

        return new(record, text, before, OutcomeOf(verdict), (verdict.Breach ?? verdict.Main)?.Rule ?? record.Rule);
    }

    private RuleSet SetOf(CaseRecord record) => JudgeRegistry.SetOf(snapshot.Settings.RulesFor(record.GroupId));

    // Settings without the model do without its word.
    private double? Confirmation(CaseRecord record) => snapshot.Settings.Judge.Enabled ? record.Confirmed : null;

    private static double ScoreByRules(CaseRecord record) => record.Confirmed is { } confidence ? Opinion.Unweighed(record.Score, confidence) : record.Score;

    private static Outcome OutcomeOf(Verdict verdict) => verdict switch
    {
        { IsForPublic: true } => Outcome.Breach,
        { IsViolation: true } => Outcome.Doubtful,
        { NeedsReview: true } => Outcome.Review,
        _ => Outcome.Clear,
    };

    private Outcome ByRecordedScore(CaseRecord record, bool isDismissed)
    {
        var rule = SetOf(record).For(record.Rule)!;
        var (score, forPublic) = (ScoreByRules(record), Math.Max(rule.Threshold, rule.PublicThreshold));
        return rule switch
        {
            { Enabled: false } => Outcome.Clear,
            _ when score >= forPublic => Outcome.Breach,
            _ when score < rule.ReviewThreshold => Outcome.Clear,
            _ when Confirmation(record) is not null && !isDismissed => record.Score >= forPublic ? Outcome.Breach : Outcome.Doubtful,
            _ when score >= rule.Threshold && !(isDismissed && record.Rule != RuleName.Scam) => Outcome.Doubtful,
            _ => Outcome.Review,
        };
    }
}
