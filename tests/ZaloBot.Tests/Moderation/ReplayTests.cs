using Shouldly;
using Xunit;
using ZaloBot.Learning;
using ZaloBot.Moderation;
using ZaloBot.Rules;
using ZaloBot.Rules.Classification;
using ZaloBot.SecondOpinion;
using ZaloBot.Settings;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Moderation;

/// <summary>Kept findings judged anew: what the settings leave alone does not change, whatever it was taken for.</summary>
public sealed class ReplayTests
{
    private const string Text = "Gian hàng cuối tuần mở tiếp, ai rảnh thì ghé";

    private static readonly ZaloBotSettings Same = The.Settings with { Judge = new JudgeOptions { Enabled = true, Url = "http://127.0.0.1:1/v1", Model = "m" } };

    public static TheoryData<string, RuleOptions, Outcome, Outcome> Doubts => new()
    {
        { nameof(HeldBack.Asked), new(), Outcome.Doubtful, Outcome.Doubtful },
        { nameof(HeldBack.Doubtful), new(), Outcome.Doubtful, Outcome.Doubtful },
        { nameof(HeldBack.Asked), new() { PublicThreshold = 0.4 }, Outcome.Doubtful, Outcome.Breach },
        { nameof(HeldBack.Asked), new() { Threshold = 0.5 }, Outcome.Doubtful, Outcome.Review },
        { nameof(HeldBack.Asked), new() { Threshold = 0.5, ReviewThreshold = 0.5 }, Outcome.Doubtful, Outcome.Clear },
        { nameof(HeldBack.Doubtful), new() { Enabled = false }, Outcome.Doubtful, Outcome.Clear },
        { nameof(HeldBack.Unsure), new(), Outcome.Review, Outcome.Doubtful },
    };

    // 0.45 by itself; or 0.05 by itself, and what was said before made it 0.45.
    [Theory]
    [MemberData(nameof(Doubts))]
    public void What_was_asked_or_doubted_is_doubtful_until_the_settings_say_otherwise(string heldBack, RuleOptions advertising, Outcome before, Outcome after)
    {
        foreach (var alone in new[] { 0.45f, 0.05f })
        {
            Outcomes(Found(0.45) with { HeldBack = Enum.Parse<HeldBack>(heldBack), Decision = DecisionKind.Note }, advertising, alone).ShouldBe((before, after), $"{alone}");
        }
    }

    public static TheoryData<double, RuleOptions, bool, Outcome> Confirmed => new()
    {
        { 0.95, new(), true, Outcome.Breach },
        { 0.95, new(), false, Outcome.Doubtful },
        { 0.95, new() { PublicThreshold = 0.97 }, true, Outcome.Doubtful },
        { 0.95, new() { Threshold = 0.5 }, true, Outcome.Breach },
        { 0.95, new() { Threshold = 0.5 }, false, Outcome.Review },
        { 0.95, new() { Threshold = 0.5, ReviewThreshold = 0.5 }, true, Outcome.Clear },
        { 0.95, new() { PublicThreshold = 0.4 }, false, Outcome.Breach },
    };

    [Theory]
    [MemberData(nameof(Confirmed))]
    public void What_the_model_confirmed_is_weighed_again_as_it_was_unless_the_settings_have_no_model(double confidence, RuleOptions advertising, bool withModel, Outcome after)
    {
        var odds = 0.45 / 0.55 * (confidence / (1 - confidence));
        foreach (var alone in new[] { 0.45f, 0.05f })
        {
            Outcomes(Found(odds / (1 + odds)) with { Confirmed = confidence }, advertising, alone, withModel).ShouldBe((Outcome.Breach, after), $"{alone}");
        }
    }

    [Theory]
    [InlineData(0.3, 0.8)]
    [InlineData(0.59, 0.99)]
    [InlineData(0.59, 1)]
    [InlineData(0.85, 0.99)]
    public void A_confirmation_is_taken_out_of_a_score_as_it_was_weighed_in(double score, double confidence)
    {
        var verdict = new Verdict { IsViolation = true, NeedsReview = false, Category = MessageCategory.Advertising, Score = score, Reasons = [], Findings = [Finding(score)] };

        var settled = new Opinion(IsViolation: true, MessageCategory.Advertising, confidence).Settle(verdict, RuleSet.Default);

        Opinion.Unweighed(settled.Findings[0].Score, confidence).ShouldBe(score, 1e-9);
    }

    private static Finding Finding(double score) => new()
    {
        Rule = RuleName.Advertising, Category = MessageCategory.Advertising, Score = score, IsBreach = true, IsForPublic = false, Words = [], Reason = "vì", Clause = "",
    };

    private static (Outcome Before, Outcome After) Outcomes(CaseRecord found, RuleOptions advertising, float alone, bool withModel = true)
    {
        var settings = Same with { Rules = Same.Rules with { Advertising = advertising }, Judge = Same.Judge with { Enabled = withModel } };
        var replayed = new Replay(new SettingsSnapshot(settings, The.People), Lessons.None, new FixedOpinion("gian hàng", alone)).Run(found, Text);
        return (replayed.Before, replayed.After);
    }

    private static CaseRecord Found(double score) => new()
    {
        Case = "K7FQ3X", GroupId = The.Group, UserId = The.Member, At = The.Morning, Rule = RuleName.Advertising, Category = "advertising", Score = score, Reasons = ["vì"],
        Decision = DecisionKind.Remind,
    };
}
