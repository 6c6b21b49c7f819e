using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Evaluation;

/// <summary>How well verdicts agree with labels.</summary>
public sealed record EvaluationReport
{
    /// <summary>The share of violations in daily life for which precision is stated besides that of the file.</summary>
    public const double DefaultBaseRate = 0.08;

    /// <summary>The share of violations daily life is taken to have.</summary>
    public required double BaseRate { get; init; }

    /// <summary>All messages.</summary>
    public required Counts Whole { get; init; }

    /// <summary>All messages, where only what would be said in the group counts as called a violation: its false positives are false warnings.</summary>
    public required Counts InPublic { get; init; }

    /// <summary>By labelled category, in the order of <see cref="MessageCategory"/>.</summary>
    public required IReadOnlyList<GroupCounts> ByCategory { get; init; }

    /// <summary>By style, by name.</summary>
    public required IReadOnlyList<GroupCounts> ByStyle { get; init; }

    /// <summary>By difficulty, by name.</summary>
    public required IReadOnlyList<GroupCounts> ByDifficulty { get; init; }

    /// <summary>Ten rows of scores.</summary>
    public required IReadOnlyList<CalibrationRow> Calibration { get; init; }

    /// <summary>Precision and recall over the thresholds, the highest threshold first.</summary>
    public required IReadOnlyList<CurvePoint> Curve { get; init; }

    /// <summary>Of the violations found whose category the file names, the share put into that category.</summary>
    public required double CategoryAgreement { get; init; }

    /// <summary>The wrong verdicts, the furthest off first.</summary>
    public required IReadOnlyList<JudgedMessage> Mistakes { get; init; }

    /// <summary>The precision of the whole at <see cref="BaseRate"/>.</summary>
    public double PrecisionAtBaseRate => Whole.PrecisionAt(BaseRate);

    /// <summary>The highest recall among thresholds whose precision in this file is at least <paramref name="precision"/>; null when none is.</summary>
    public CurvePoint? BestRecallAt(double precision) =>
        Curve.Where(point => point.Counts.Precision >= precision).OrderByDescending(point => point.Counts.Recall).Select(point => (CurvePoint?)point)
            .FirstOrDefault();

    /// <summary>Measures verdicts against labels.</summary>
    public static EvaluationReport Of(IEnumerable<JudgedMessage> judged, double baseRate = DefaultBaseRate)
    {
        JudgedMessage[] all = [.. judged];
        var found = all.Where(one => one is { Message: { IsViolation: true, Category: not null }, Verdict.IsViolation: true }).ToArray();
        return new()
        {
            BaseRate = baseRate,
            Whole = CountsOf(all),
            InPublic = all.Aggregate(default(Counts), (counts, one) => counts.With(one.Message.IsViolation, one.Verdict.IsForPublic)),
            ByCategory = [.. all.Where(one => one.Message.Category is not null).GroupBy(one => one.Message.Category!.Value).OrderBy(group => group.Key)
                .Select(group => new GroupCounts(group.Key.Name(), CountsOf(group)))],
            ByStyle = By(all, one => one.Message.Style),
            ByDifficulty = By(all, one => one.Message.Difficulty),
            Calibration = Calibrate(all, baseRate),
            Curve = Draw(all, baseRate),
            CategoryAgreement = found.Length == 0 ? double.NaN : (double)found.Count(one => one.Verdict.Category == one.Message.Category) / found.Length,
            Mistakes = [.. all.Where(one => !one.IsRight).OrderByDescending(one => Math.Abs(one.Verdict.Score - (one.Message.IsViolation ? 1 : 0)))],
        };
    }

    private static Counts CountsOf(IEnumerable<JudgedMessage> judged) =>
        judged.Aggregate(default(Counts), (counts, one) => counts.With(one.Message.IsViolation, one.Verdict.IsViolation));

    private static GroupCounts[] By(JudgedMessage[] all, Func<JudgedMessage, string> name) =>
        [.. all.Where(one => name(one).Length > 0).GroupBy(name, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new GroupCounts(group.Key, CountsOf(group)))];

    private static CalibrationRow[] Calibrate(JudgedMessage[] all, double baseRate)
    {
        const int Rows = 10;
        var share = all.Length == 0 ? double.NaN : (double)all.Count(one => one.Message.IsViolation) / all.Length;

        // A message of the file stands for more or fewer messages of daily life, according to its label.
        var violationWeight = baseRate / share;
        var allowedWeight = (1 - baseRate) / (1 - share);
        return [.. all.GroupBy(one => Math.Min((int)(one.Verdict.Score * Rows), Rows - 1)).OrderBy(group => group.Key).Select(group =>
        {
            var violations = group.Count(one => one.Message.IsViolation);
            var allowed = group.Count() - violations;
            var atBaseRate = violations == 0 ? 0 : violations * violationWeight / ((violations * violationWeight) + (allowed == 0 ? 0 : allowed * allowedWeight));
            return new CalibrationRow((double)group.Key / Rows, (double)(group.Key + 1) / Rows, group.Count(), group.Average(one => one.Verdict.Score),
                (double)violations / group.Count(), atBaseRate);
        })];
    }

    private static CurvePoint[] Draw(JudgedMessage[] all, double baseRate)
    {
        var points = new List<CurvePoint>();
        var violations = all.Count(one => one.Message.IsViolation);
        var counts = new Counts(0, 0, all.Length - violations, violations);
        foreach (var level in all.GroupBy(one => one.Verdict.Score).OrderByDescending(group => group.Key))
        {
            var found = level.Count(one => one.Message.IsViolation);
            var wrong = level.Count() - found;
            counts = new(counts.TruePositives + found, counts.FalsePositives + wrong, counts.TrueNegatives - wrong, counts.FalseNegatives - found);
            points.Add(new(level.Key, counts, counts.PrecisionAt(baseRate)));
        }

        return [.. points];
    }
}
