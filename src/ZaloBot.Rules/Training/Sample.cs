using System.Text;
using ZaloBot.Rules.Classification;

using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Training;

/// <summary>A labelled message as features, ready to be learnt from many times: as written, and had it been typed without marks.</summary>
internal sealed record Sample(Sample.View Written, Sample.View Bare, float[] Signs, MessageCategory Category)
{
    public bool IsViolation => Category.IsViolation();

    public static Sample Of(string text, string? context, MessageCategory category, MessageFeatures scratch)
    {
        scratch.Read(text, context, SignReader.Default.Read(WithoutMarks(text), WithoutMarks(context ?? "")), withoutMarks: true);
        var bare = View.Of(scratch);
        scratch.Read(text, context, SignReader.Default.Read(text, context));
        return new(View.Of(scratch), bare, scratch.Signs.ToArray(), category);
    }

    private static string WithoutMarks(string text) => string.Concat(text.Normalize(NormalizationForm.FormC).Select(Letters.Bare));

    /// <summary>One way of reading the message: see <see cref="MessageFeatures"/>.</summary>
    public sealed record View(uint[] Hashes, float[] Weights, byte[] TokenOf, int TextCount, int TextTokens, int ContextTokens)
    {
        public static View Of(MessageFeatures features) => new(
            features.Hashes.AsSpan(0, features.Count).ToArray(),
            features.Weights.AsSpan(0, features.Count).ToArray(),
            features.TokenOf.AsSpan(0, features.Count).ToArray(),
            features.TextCount,
            features.TextTokens,
            features.ContextTokens);
    }
}
