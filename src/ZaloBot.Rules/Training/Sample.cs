using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>A labelled message as features, ready to be learnt from many times.</summary>
internal sealed class Sample
{
    public required uint[] Hashes { get; init; }

    /// <summary>The same features had the message been typed without marks.</summary>
    public required uint[] BareHashes { get; init; }

    public required float[] Weights { get; init; }

    public required byte[] TokenOf { get; init; }

    public required int TextCount { get; init; }

    public required float[] Signs { get; init; }

    public required MessageCategory Category { get; init; }

    public bool IsViolation => Category.IsViolation();

    public static Sample Of(string text, string? context, MessageCategory category, MessageFeatures scratch)
    {
        scratch.Read(text, context, withoutMarks: true);
        var bare = scratch.Hashes.AsSpan(0, scratch.Count).ToArray();
        scratch.Read(text, context);
        return new()
        {
            Hashes = scratch.Hashes.AsSpan(0, scratch.Count).ToArray(),
            BareHashes = bare,
            Weights = scratch.Weights.AsSpan(0, scratch.Count).ToArray(),
            TokenOf = scratch.TokenOf.AsSpan(0, scratch.Count).ToArray(),
            TextCount = scratch.TextCount,
            Signs = scratch.Signs.ToArray(),
            Category = category,
        };
    }
}
