using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Tests.Signs;

/// <summary>What signs make of a message when there is no classifier.</summary>
public sealed class SignOpinionTests
{
    private static readonly SignModel Model = new(new(
        Bias: -2,
        Classifier: 0.5,
        Own: new Dictionary<string, double> { ["personal.party"] = 1.5, ["work.fund"] = -1, ["scam.code"] = 0.1 },
        Relayed: new Dictionary<string, double> { ["personal.party"] = 0.25 },
        Context: new Dictionary<string, double> { ["personal.party"] = 0.75 }));

    [Fact]
    public void Weights_of_signs_and_the_classifiers_odds_add_up()
    {
        Model.LogOdds(default, default, default, 0).ShouldBe(-2);
        Model.LogOdds(Set("personal.party", "work.fund", "work.task"), default, default, 3).ShouldBe(-2 + 1.5 + 1.5 - 1);
        Model.LogOdds(default, Set("personal.party"), default, 0).ShouldBe(-1.75);
        Model.LogOdds(default, default, Set("personal.party"), 0).ShouldBe(-1.25);
    }

    [Fact]
    public void As_an_explanation_each_sign_counts_at_least_a_little()
    {
        Model.Weight(Set("personal.party")).ShouldBe(1.5f);
        Model.Weight(Set("work.fund", "scam.code", "work.task")).ShouldBe(1.2f, 1e-6f);
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.75, 1.0986123)]
    [InlineData(0, -13.8155096)]
    [InlineData(1, 13.8155096)]
    public void Log_odds_are_finite_and_lead_back_to_the_probability(double probability, double odds)
    {
        SignModel.LogOdds(probability).ShouldBe(odds, 1e-6);
        SignModel.Probability(odds).ShouldBe(probability, 1e-5);
    }

    [Fact]
    public void Without_a_sign_every_kind_is_as_likely()
    {
        var scores = SignOpinion.Form(default, default, default);

        foreach (var category in Breaches)
        {
            scores[category].ShouldBe(1 / 6f, 1e-6f, $"{category}");
        }
    }

    [Theory]
    [InlineData("personal.party", MessageCategory.Personal)]
    [InlineData("off-topic.football", MessageCategory.OffTopic)]
    [InlineData("advertising.offer", MessageCategory.Advertising)]
    [InlineData("entity.price", MessageCategory.Advertising)]
    [InlineData("entity.unit-price", MessageCategory.Advertising)]
    [InlineData("unofficial.hearsay", MessageCategory.Unofficial)]
    [InlineData("uncivil.you", MessageCategory.Uncivil)]
    [InlineData("scam.urgent", MessageCategory.Scam)]
    [InlineData("entity.odd-link", MessageCategory.Scam)]
    public void A_sign_speaks_for_its_kind(string sign, MessageCategory expected)
    {
        var scores = SignOpinion.Form(Set(sign), default, default);

        foreach (var category in Breaches)
        {
            scores[category].ShouldBe((category == expected ? 1.2f : 0.2f) / 2.2f, 1e-6f, $"{category}");
        }
    }

    [Fact]
    public void A_strong_pattern_counts_as_five_signs()
    {
        var scores = SignOpinion.Form(Set("entity.program-file"), default, default);

        scores[MessageCategory.Scam].ShouldBe(6.2f / 7.2f, 1e-6f);
        scores[MessageCategory.Uncivil].ShouldBe(0.2f / 7.2f, 1e-6f);
    }

    [Fact]
    public void The_likeliest_work_is_known_by_its_signs() => SignOpinion.Form(Set("work.meeting"), default, default).LikeliestWork.ShouldBe(MessageCategory.Invitation);

    [Fact]
    public void Signs_of_a_breach_raise_the_probability_and_count_less_when_they_are_relayed()
    {
        var nothing = SignOpinion.Form(default, default, default).Violation;
        var own = SignOpinion.Form(Set("uncivil.swear"), default, default).Violation;
        var relayed = SignOpinion.Form(default, Set("uncivil.swear"), default).Violation;

        nothing.ShouldBeInRange(0.0001f, 0.5f);
        own.ShouldBeGreaterThan(nothing);
        own.ShouldBeGreaterThan(relayed);
    }

    private static IEnumerable<MessageCategory> Breaches => Enum.GetValues<MessageCategory>().Where(category => category.IsViolation());

    private static SignSet Set(params ReadOnlySpan<string> names)
    {
        SignSet set = default;
        foreach (var name in names)
        {
            set.Add(SignNames.NumberOf(name));
        }

        return set;
    }
}
