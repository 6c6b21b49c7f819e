using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Tests.Judgement;

/// <summary>Each kind of breach has its rule, and each rule its settings.</summary>
public sealed class RuleSetTests
{
    [Fact]
    public void Every_kind_of_breach_has_a_rule_of_its_own_and_back()
    {
        foreach (var category in Enum.GetValues<MessageCategory>().Where(category => category.IsViolation()))
        {
            RuleSet.RuleOf(category).ToString().ShouldBe(category.ToString());
            RuleSet.CategoryOf(RuleSet.RuleOf(category)).ShouldBe(category);
        }
    }

    [Fact]
    public void Work_has_no_rule()
    {
        foreach (var category in Enum.GetValues<MessageCategory>().Where(category => !category.IsViolation()))
        {
            Should.Throw<ArgumentOutOfRangeException>(() => RuleSet.RuleOf(category));
        }
    }

    [Theory]
    [InlineData(RuleName.Flood)]
    [InlineData(RuleName.Membership)]
    public void Rules_that_do_not_look_at_words_have_neither_kind_nor_settings_of_words(RuleName rule)
    {
        RuleSet.Default.For(rule).ShouldBeNull();
        Should.Throw<ArgumentOutOfRangeException>(() => RuleSet.CategoryOf(rule));
    }

    [Fact]
    public void Every_rule_about_words_gives_its_own_settings()
    {
        RuleSettings[] all = [.. Enumerable.Range(0, 6).Select(number => new RuleSettings { Clause = $"{number}" })];
        var rules = new RuleSet { Personal = all[0], OffTopic = all[1], Advertising = all[2], Unofficial = all[3], Uncivil = all[4], Scam = all[5] };

        new[] { RuleName.Personal, RuleName.OffTopic, RuleName.Advertising, RuleName.Unofficial, RuleName.Uncivil, RuleName.Scam }.Select(rules.For).ShouldBe(all);
    }

    [Fact]
    public void As_shipped_all_rules_are_on_ask_leaders_from_30_per_cent_and_speak_from_60()
    {
        var settings = RuleSet.Default.Personal;

        (settings.Enabled, settings.ReviewThreshold, settings.Threshold, settings.PublicThreshold).ShouldBe((true, 0.20, 0.30, 0.60));
        RuleSet.Default.OfficialDomains.ShouldContain("*.gov.vn");
    }
}
