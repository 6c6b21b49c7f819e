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

    /// <summary>How well signs explain a breach.</summary>
    public static float WeightOf(in SignSet own) => Model.Weight(own);

    /// <summary>The probability of a violation and the likeliest kinds.</summary>
    public static ClassScores Form(in SignSet own, in SignSet relayed, in SignSet context)
    {
        ClassScores scores = default;
        scores.Violation = (float)SignModel.Probability(Model.LogOdds(own, relayed, context, 0));
        var sum = 0f;
        for (var kind = 0; kind < ByCategory.Length; kind++)
        {
            var category = MessageCategory.Personal + kind;
            var isStrong = PatternSet.Default.FirstStrong(category, own, WorkSigns.Count(own)) is not null;
            scores[category] = 0.2f + own.CountIn(ByCategory[kind]) + (isStrong ? 5 : 0);
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
