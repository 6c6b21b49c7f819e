using ZaloBot.Rules;
using ZaloBot.Settings;

namespace ZaloBot.Learning;

/// <summary>How often a rule was right in a group, by the leaders' answers to breaches it found there.</summary>
/// <param name="Right">Findings confirmed, those allowed once included.</param>
/// <param name="Wrong">Findings dismissed.</param>
/// <param name="IsSteppedDown">Wrong too often among the latest answers: the rule only observes in this group.</param>
/// <param name="Doubts">The same of what it only doubted, which counts apart: a rule that asks is not wrong when the answer is no.</param>
public sealed record RuleRecord(int Right, int Wrong, bool IsSteppedDown, DoubtRecord Doubts)
{
    /// <summary>Share of the findings that were right, 0 to 1; null where none was answered.</summary>
    public double? Precision => Right + Wrong > 0 ? Right / (double)(Right + Wrong) : null;

    internal static RuleRecord Of(RuleName rule, IReadOnlyCollection<LessonRecord> answers, DateTimeOffset since, LearningOptions options)
    {
        var (right, wrong, latest, latestWrong) = Count(answers.Where(answer => answer.WasBreach), since, options);
        return new(
            right,
            wrong,
            options.Enabled && latestWrong.Count >= options.FewestWrong && latest - latestWrong.Count < options.LeastPrecision * latest,
            DoubtsOf(rule, answers, since, options));
    }

    // A doubt is right half the time, so that more answers than for a breach have to say that asking is of no use. Fraud is asked about whatever was answered.
    private static DoubtRecord DoubtsOf(RuleName rule, IReadOnlyCollection<LessonRecord> answers, DateTimeOffset since, LearningOptions options)
    {
        var (right, wrong, latest, latestWrong) = Count(answers.Where(answer => answer.WasDoubt), since, options);
        var isOfNoUse = options.Enabled && rule != RuleName.Scam
            && latestWrong.Count >= 2 * options.FewestWrong && latest - latestWrong.Count < DoubtRecord.LeastRight * latest;
        return new(right, wrong, isOfNoUse ? latestWrong[0].At + DoubtRecord.Pause : null);
    }

    private static (int Right, int Wrong, int Latest, List<LessonRecord> LatestWrong) Count(IEnumerable<LessonRecord> answers, DateTimeOffset since, LearningOptions options)
    {
        var newestFirst = answers.OrderByDescending(answer => answer.At).ThenBy(answer => answer.Case, StringComparer.Ordinal).ToList();
        var latest = newestFirst.Where(answer => answer.At > since).Take(options.LatestAnswers).ToList();
        var wrong = newestFirst.Count(answer => answer.Answer == LeaderAnswer.Wrong);
        return (newestFirst.Count - wrong, wrong, latest.Count, latest.FindAll(answer => answer.Answer == LeaderAnswer.Wrong));
    }
}

/// <summary>How often leaders confirmed what a rule only doubted in a group, whether they were asked or looked by themselves.</summary>
/// <param name="Right">Doubts confirmed, those allowed once included.</param>
/// <param name="Wrong">Doubts dismissed.</param>
/// <param name="PausedUntil">Nearly all of the latest were dismissed: until when leaders are not asked about the rule, though it may be past; null when asking is of use.</param>
public sealed record DoubtRecord(int Right, int Wrong, DateTimeOffset? PausedUntil)
{
    /// <summary>Leaders are asked as long as at least this share of the latest doubts was right.</summary>
    public const double LeastRight = 0.20;

    /// <summary>
    /// So long after the last dismissal nobody is asked. Who is not asked does not answer, so a pause without end would have none; after it the next answer
    /// tells whether to go on asking.
    /// </summary>
    public static readonly TimeSpan Pause = TimeSpan.FromDays(14);
}
