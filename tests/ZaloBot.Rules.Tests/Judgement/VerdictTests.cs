using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Tests.Judgement;

/// <summary>Which of several findings is spoken of and which is acted on.</summary>
public sealed class VerdictTests
{
    private static readonly Finding Doubt = new() { Rule = RuleName.Personal, Category = MessageCategory.Personal, Score = 0.25, IsBreach = false, Reason = "r", Clause = "c" };
    private static readonly Finding Breach = Doubt with { Rule = RuleName.Uncivil, IsBreach = true };
    private static readonly Finding Public = Breach with { Rule = RuleName.Scam, IsForPublic = true };

    [Fact]
    public void Without_a_finding_there_is_nothing_to_speak_of()
    {
        var verdict = Of(isViolation: false);

        (verdict.Main, verdict.Breach, verdict.IsForPublic).ShouldBe((null, null, false));
    }

    [Fact]
    public void A_doubt_is_spoken_of_and_not_acted_on()
    {
        var verdict = Of(isViolation: false, Doubt);

        (verdict.Main, verdict.Breach, verdict.IsForPublic).ShouldBe((Doubt, null, false));
    }

    [Fact]
    public void Acted_on_is_what_may_be_said_in_the_group_then_what_is_a_breach()
    {
        Of(isViolation: true, Doubt, Breach, Public).Breach.ShouldBe(Public);
        Of(isViolation: true, Doubt, Breach, Public).IsForPublic.ShouldBeTrue();
        Of(isViolation: true, Doubt, Breach).Breach.ShouldBe(Breach);
        Of(isViolation: true, Doubt, Breach).IsForPublic.ShouldBeFalse();
    }

    [Fact]
    public void Of_what_is_no_violation_nothing_is_acted_on() => Of(isViolation: false, Breach, Public).Breach.ShouldBeNull();

    private static Verdict Of(bool isViolation, params Finding[] findings) =>
        new() { IsViolation = isViolation, NeedsReview = false, Category = MessageCategory.TaskInfo, Score = 0.5, Findings = findings, Reasons = ["r"] };
}
