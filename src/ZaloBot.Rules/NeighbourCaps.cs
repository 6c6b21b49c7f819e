namespace ZaloBot.Rules;

/// <summary>
/// What its neighbours can make at most of a message that by itself looks like work. Where several talk at once, "họp lúc mấy giờ ạ?" follows an advertisement by
/// chance; but "còn ba cây, giao thứ sáu" goes on with it, and by itself is nothing either. Measured in docs/model-card.md, "Neighbours".
/// </summary>
/// <param name="Certain">For what is certainly work by itself: something a leader may look at.</param>
/// <param name="Sure">For what is surely work by itself: something leaders are asked about, and never a word in the group.</param>
internal sealed record NeighbourCaps(float Certain, float Sure)
{
    /// <summary>Below this score by itself a message is certainly work: asking the leaders about it for what stands above it would be foolish.</summary>
    public const float CertainlyWork = 0.002f;

    // Keep a score clear of a threshold, whatever is rounded on the way.
    private const double BelowThreshold = 0.87;
    private const double BelowPublic = 0.75;

    /// <summary>No cap.</summary>
    public static NeighbourCaps None { get; } = new(1, 1);

    /// <summary>What is above this needs to be scored by itself too.</summary>
    public float Lowest => Certain;

    /// <summary>The caps by the strictest of the rules that are applied. Where the public threshold is hardly above the threshold, leaders are not asked either.</summary>
    public static NeighbourCaps Of(RuleSet rules)
    {
        RuleSettings[] applied = [.. new[] { rules.Personal, rules.OffTopic, rules.Advertising, rules.Unofficial, rules.Uncivil, rules.Scam }.Where(rule => rule.Enabled)];
        if (applied.Length == 0)
        {
            return None;
        }

        var certain = BelowThreshold * applied.Min(rule => rule.Threshold);
        return new((float)certain, (float)Math.Max(certain, BelowPublic * applied.Min(rule => Math.Max(rule.Threshold, rule.PublicThreshold))));
    }

    /// <summary>The most that a message can get which scores so much by itself; null: no neighbours were weighed.</summary>
    public float For(float? alone) => alone switch
    {
        < CertainlyWork => Certain,
        < (float)MessageJudge.SureOfWork => Sure,
        _ => 1,
    };
}
