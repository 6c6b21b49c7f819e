using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Patterns;
using ZaloBot.Rules.Phrases;
using ZaloBot.Rules.Work;

namespace ZaloBot.Rules.Signs;

/// <summary>An opinion formed of signs alone, for when there is no classifier.</summary>
internal static class SignOpinion
{
    private static readonly SignModel Model = new(PhraseData.Weights());

    // In the order of the categories.
    private static readonly SignSet[] ByCategory =
    [
        SignNames.Starting("personal."), SignNames.Starting("off-topic."), SignNames.Starting("advertising.", "entity.unit-price", "entity.price"),
        SignNames.Starting("unofficial."), SignNames.Starting("uncivil."), SignNames.Starting("scam.", "entity.odd-link", "entity.program-file"),
    ];

    public static ClassScores Form(in SignSet own, in SignSet relayed, in SignSet context)
    {
        ClassScores scores = default;
        scores.Violation = (float)SignModel.Probability(Model.LogOdds(own, relayed, context, 0));
        var sum = 0f;
        for (var kind = 0; kind < ByCategory.Length; kind++)
        {
            var category = MessageCategory.Personal + kind;
            var pattern = PatternSet.Default.FirstOf(category, own, WorkSigns.Count(own));
            scores[category] = 0.2f + own.CountIn(ByCategory[kind]) + (pattern is null ? 0 : pattern.IsStrong ? 5 : 0.5f);
            sum += scores[category];
        }

        for (var category = MessageCategory.Personal; category <= MessageCategory.Scam; category++)
        {
            scores[category] /= sum;
        }

        scores[WorkSigns.KindOf(own)] = 1;
        return scores;
    }
}
