using Shouldly;
using Xunit;

namespace ZaloBot.Rules.Tests.Judgement;

/// <summary>How much a message can get from its neighbours.</summary>
public sealed class NeighbourCapsTests
{
    [Theory]
    [InlineData(0f, 0.2f)]
    [InlineData(0.0019f, 0.2f)]
    [InlineData(0.002f, 0.4f)]
    [InlineData(0.0499f, 0.4f)]
    [InlineData(0.05f, 1f)]
    [InlineData(0.9f, 1f)]
    [InlineData(null, 1f)]
    public void The_surer_it_is_work_by_itself_the_less(float? alone, float most) => new NeighbourCaps(Certain: 0.2f, Sure: 0.4f).For(alone).ShouldBe(most);

    [Fact]
    public void What_is_above_the_lowest_cap_is_scored_by_itself_too() => new NeighbourCaps(Certain: 0.2f, Sure: 0.4f).Lowest.ShouldBe(0.2f);

    [Theory]
    [InlineData(0.30, 0.60, 0.261, 0.45)]
    [InlineData(0.30, 0.20, 0.261, 0.261)]
    [InlineData(0.50, 0.50, 0.435, 0.435)]
    [InlineData(0.10, 0.90, 0.087, 0.675)]
    public void They_stay_clear_of_both_thresholds(double threshold, double publicThreshold, double certain, double sure)
    {
        var settings = new RuleSettings { Threshold = threshold, PublicThreshold = publicThreshold };

        var caps = NeighbourCaps.Of(new() { Personal = settings, OffTopic = settings, Advertising = settings, Unofficial = settings, Uncivil = settings, Scam = settings });

        ((double)caps.Certain, (double)caps.Sure).ShouldSatisfyAllConditions(
            both => both.Item1.ShouldBe(certain, 1e-6),
            both => both.Item2.ShouldBe(sure, 1e-6));
    }

    [Theory]
    [InlineData(RuleName.Personal)]
    [InlineData(RuleName.OffTopic)]
    [InlineData(RuleName.Advertising)]
    [InlineData(RuleName.Unofficial)]
    [InlineData(RuleName.Uncivil)]
    [InlineData(RuleName.Scam)]
    public void The_strictest_rule_sets_them_whichever_it_is(RuleName strictest)
    {
        RuleSettings Of(RuleName rule) => rule == strictest ? new() { Threshold = 0.1, PublicThreshold = 0.2 } : new();

        var caps = NeighbourCaps.Of(new()
        {
            Personal = Of(RuleName.Personal),
            OffTopic = Of(RuleName.OffTopic),
            Advertising = Of(RuleName.Advertising),
            Unofficial = Of(RuleName.Unofficial),
            Uncivil = Of(RuleName.Uncivil),
            Scam = Of(RuleName.Scam),
        });

        caps.Certain.ShouldBe(0.087f, 1e-6f);
        caps.Sure.ShouldBe(0.15f, 1e-6f);
    }

    [Fact]
    public void Without_a_rule_there_are_none()
    {
        var off = new RuleSettings { Enabled = false };

        NeighbourCaps.Of(new() { Personal = off, OffTopic = off, Advertising = off, Unofficial = off, Uncivil = off, Scam = off }).ShouldBe(NeighbourCaps.None);
        NeighbourCaps.None.For(0).ShouldBe(1);
    }
}
