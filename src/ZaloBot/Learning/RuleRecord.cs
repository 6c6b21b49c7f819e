using ZaloBot.Settings;

namespace ZaloBot.Learning;

/// <summary>How often a rule was right in a group, by the leaders' answers to breaches it found there.</summary>
/// <param name="Right">Findings confirmed, those allowed once included.</param>
/// <param name="Wrong">Findings dismissed.</param>
/// <param name="IsSteppedDown">Wrong too often among the latest answers: the rule only observes in this group.</param>
public sealed record RuleRecord(int Right, int Wrong, bool IsSteppedDown)
{
    /// <summary>Share of the findings that were right, 0 to 1.</summary>
    public double Precision => Right / (double)(Right + Wrong);

    internal static RuleRecord Of(IEnumerable<LessonRecord> answers, DateTimeOffset since, LearningOptions options)
    {
        var newestFirst = answers.OrderByDescending(answer => answer.At).ThenBy(answer => answer.Case, StringComparer.Ordinal).ToList();
        var latest = newestFirst.Where(answer => answer.At > since).Take(options.LatestAnswers).ToList();
        var wrong = latest.Count(answer => answer.Answer == LeaderAnswer.Wrong);
        return new(
            newestFirst.Count(answer => answer.Answer != LeaderAnswer.Wrong),
            newestFirst.Count(answer => answer.Answer == LeaderAnswer.Wrong),
            options.Enabled && wrong >= options.FewestWrong && latest.Count - wrong < options.LeastPrecision * latest.Count);
    }
}
