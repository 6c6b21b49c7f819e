using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Evaluation;

namespace ZaloBot.Rules.Tests.Evaluation;

public sealed class EvaluationReportTests
{
    [Fact]
    public void Counts_hits_and_misses()
    {
        var report = EvaluationReport.Of([One(true, 0.9), One(true, 0.7), One(false, 0.85), One(false, 0.1), One(false, 0.2)]);
        report.Whole.ShouldBe(new Counts(1, 1, 2, 1));
        report.Whole.Precision.ShouldBe(0.5);
        report.Whole.Recall.ShouldBe(0.5);
        report.Whole.F1.ShouldBe(0.5);
        report.Whole.FalsePositiveRate.ShouldBe(1.0 / 3, 1e-9);
    }

    [Fact]
    public void Figures_are_made_of_hits_and_misses()
    {
        var counts = new Counts(TruePositives: 3, FalsePositives: 1, TrueNegatives: 8, FalseNegatives: 2);

        (counts.Total, counts.Violations, counts.Allowed).ShouldBe((14, 5, 9));
        counts.F1.ShouldBe(6.0 / 9, 1e-9);
    }

    [Fact]
    public void Counts_as_said_in_public_only_what_is_sure_enough()
    {
        var report = EvaluationReport.Of([One(true, 0.95), One(true, 0.85), One(false, 0.85), One(false, 0.95), One(false, 0.1)]);
        report.Whole.ShouldBe(new Counts(2, 2, 1, 0));
        report.InPublic.ShouldBe(new Counts(1, 1, 2, 1));
    }

    [Fact]
    public void States_precision_at_another_share_of_violations()
    {
        var counts = new Counts(90, 1, 99, 10);
        counts.PrecisionAt(0.08).ShouldBe(0.9 * 0.08 / ((0.9 * 0.08) + (0.01 * 0.92)), 1e-9);
        counts.PrecisionAt(0.5).ShouldBe(0.9 / 0.91, 1e-9);
    }

    [Fact]
    public void Draws_the_curve_from_the_strictest_threshold_on()
    {
        var report = EvaluationReport.Of([One(true, 0.9), One(false, 0.8), One(true, 0.7), One(true, 0.7)]);
        report.Curve.Select(point => (point.Threshold, point.Counts)).ShouldBe([(0.9, new(1, 0, 1, 2)), (0.8, new(1, 1, 0, 2)), (0.7, new(3, 1, 0, 0))]);
        report.BestRecallAt(0.75)!.Value.Threshold.ShouldBe(0.7);
        report.BestRecallAt(1)!.Value.Threshold.ShouldBe(0.9);
        EvaluationReport.Of([One(false, 0.9), One(true, 0.1)]).BestRecallAt(0.9).ShouldBeNull();
    }

    [Fact]
    public void Puts_the_worst_mistakes_first()
    {
        var report = EvaluationReport.Of([One(true, 0.79, "a"), One(false, 0.99, "b"), One(true, 0.01, "c"), One(true, 0.9, "d")]);
        report.Mistakes.Select(mistake => mistake.Message.Id).ShouldBe(["b", "c", "a"]);
    }

    [Fact]
    public void Weighs_the_calibration_to_daily_life()
    {
        var rows = Enumerable.Range(0, 50).Select(_ => One(true, 0.55)).Concat(Enumerable.Range(0, 50).Select(_ => One(false, 0.55)));
        var row = EvaluationReport.Of(rows).Calibration.ShouldHaveSingleItem();
        row.From.ShouldBe(0.5);
        row.ObservedInFile.ShouldBe(0.5);
        row.ObservedAtBaseRate.ShouldBe(0.08, 1e-9);
    }

    [Fact]
    public void Ten_rows_of_scores_the_lowest_first()
    {
        var rows = EvaluationReport.Of([One(true, 1), One(true, 0.94), One(false, 0.31), One(false, 0.35)]).Calibration;

        rows.Select(row => (row.From, row.To, row.Messages)).ShouldBe([(0.3, 0.4, 2), (0.9, 1, 2)]);
        rows.Select(row => row.MeanScore).ShouldBe([0.33, 0.97], tolerance: 1e-9);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void Where_all_are_of_one_label_so_is_daily_life(bool isViolation, double observed) =>
        EvaluationReport.Of([One(isViolation, 0.5), One(isViolation, 0.5)]).Calibration.ShouldHaveSingleItem().ObservedAtBaseRate.ShouldBe(observed);

    [Fact]
    public void Agreement_is_the_share_of_the_violations_found_that_were_put_where_they_belong()
    {
        var right = One(true, 0.9);
        var wrong = One(true, 0.9) with { Message = right.Message with { Category = MessageCategory.Personal } };
        var unnamed = One(true, 0.9) with { Message = right.Message with { Category = null } };

        EvaluationReport.Of([right, wrong, unnamed, One(true, 0.1), One(false, 0.1), One(false, 0.9)]).CategoryAgreement.ShouldBe(0.5);
    }

    [Fact]
    public void Parts_come_by_name()
    {
        var formal = One(false, 0.1) with { Message = One(false, 0.1).Message with { Style = "formal" } };

        EvaluationReport.Of([formal, One(true, 0.9), formal]).ByStyle.Select(group => (group.Name, group.Counts.Total)).ShouldBe([("casual", 1), ("formal", 2)]);
    }

    [Fact]
    public void Parts_by_category_style_and_difficulty()
    {
        var report = EvaluationReport.Of([One(true, 0.9), One(false, 0.1)]);
        report.ByCategory.Select(group => group.Name).ShouldBe(["acknowledgement", "scam"]);
        report.ByStyle.ShouldHaveSingleItem().Counts.Total.ShouldBe(2);
        report.ByDifficulty.ShouldBeEmpty();
        report.CategoryAgreement.ShouldBe(1);
    }

    [Fact]
    public void Measures_nothing_when_there_is_nothing()
    {
        var report = EvaluationReport.Of([]);
        report.Whole.Total.ShouldBe(0);
        double.IsNaN(report.Whole.Precision).ShouldBeTrue();
        report.Curve.ShouldBeEmpty();
        report.Calibration.ShouldBeEmpty();
    }

    private static JudgedMessage One(bool isViolation, double score, string id = "x") => new(
        new() { Id = id, Text = "", IsViolation = isViolation, Category = isViolation ? MessageCategory.Scam : MessageCategory.Acknowledgement, Style = "casual", Kin = id },
        new()
        {
            IsViolation = score >= 0.8,
            NeedsReview = false,
            Category = score >= 0.8 ? MessageCategory.Scam : MessageCategory.Acknowledgement,
            Score = score,
            Findings = score < 0.8 ? [] : [new() { Rule = RuleName.Scam, Category = MessageCategory.Scam, Score = score, IsBreach = true, IsForPublic = score >= 0.9, Reason = ".", Clause = "." }],
            Reasons = ["."],
        });
}
