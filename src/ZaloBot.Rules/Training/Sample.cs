using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>A labelled message as features, ready to be learnt from many times: as written, and had it been typed without marks.</summary>
internal sealed record Sample(Sample.View Written, Sample.View Bare, float[] Signs, MessageCategory Category)
{
    public bool IsViolation => Category.IsViolation();

    public static Sample Of(string text, string? context, MessageCategory category, MessageFeatures scratch)
    {
        scratch.Read(text, context, withoutMarks: true);
        var bare = View.Of(scratch);
        scratch.Read(text, context);
        return new(View.Of(scratch), bare, scratch.Signs.ToArray(), category);
    }

    /// <summary>One way of reading the message: see <see cref="MessageFeatures"/>.</summary>
    public sealed record View(uint[] Hashes, float[] Weights, byte[] TokenOf, int TextCount)
    {
        public static View Of(MessageFeatures features) => new(
            features.Hashes.AsSpan(0, features.Count).ToArray(),
            features.Weights.AsSpan(0, features.Count).ToArray(),
            features.TokenOf.AsSpan(0, features.Count).ToArray(),
            features.TextCount);
    }
}
