using System.Text;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Training;

/// <summary>A labelled message as features, ready to be learnt from many times: as written, and had it been typed without marks.</summary>
internal sealed class Sample(Sample.View written, Sample.View bare, float[] signs, MessageCategory category)
{
    public View Written { get; } = written;

    public View Bare { get; } = bare;

    public float[] Signs { get; } = signs;

    public MessageCategory Category { get; } = category;

    public bool IsViolation => Category.IsViolation();

    /// <summary>The other half of a contrast pair: alike in words, opposite in label; null for a message that stands by itself.</summary>
    public Sample? Rival { get; private set; }

    /// <summary>Makes two samples the halves of a pair.</summary>
    public static void Oppose(Sample one, Sample other) => (one.Rival, other.Rival) = (other, one);

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
