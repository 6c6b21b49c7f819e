using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Classification;

/// <summary>All that was learnt: which features are known, the networks over them and the linear classifiers over them.</summary>
internal sealed record Model(FeatureTable Table, Network Network, LinearModel Linear)
{
    private const float LoudestContext = 5;
    private const float ShortMessage = 6;

    /// <summary>Weighs a message; the logits of its categories stay in the scratch.</summary>
    public Signals Weigh(ReadOnlySpan<char> text, ReadOnlySpan<char> context, in MessageSigns signs, Scratch scratch)
    {
        var byContext = 0f;
        if (!context.IsEmpty)
        {
            scratch.Features.Read(context, default, MessageSigns.From(signs.Context, default, default));
            Answer(scratch);
            byContext = Math.Clamp(Odds(scratch.ByNetwork), -LoudestContext, LoudestContext);
        }

        scratch.Features.Read(text, context, signs);
        Answer(scratch);
        return new(
            Odds(scratch.ByNetwork),
            Odds(scratch.ByLinear),
            byContext * ShortMessage / (ShortMessage + scratch.Features.SpokenWords));
    }

    /// <summary>ln of the sum of e to the power of each.</summary>
    public static float LogSum(ReadOnlySpan<float> logits)
    {
        var highest = float.MinValue;
        foreach (var logit in logits)
        {
            highest = Math.Max(highest, logit);
        }

        var sum = 0f;
        foreach (var logit in logits)
        {
            sum += MathF.Exp(logit - highest);
        }

        return highest + MathF.Log(sum);
    }

    private static float Odds(ReadOnlySpan<float> logits)
    {
        const int FirstViolation = (int)MessageCategory.Personal;
        return LogSum(logits[FirstViolation..]) - LogSum(logits[..FirstViolation]);
    }

    private void Answer(Scratch scratch)
    {
        var message = scratch.Features;
        var width = Network.Shape.RowWidth;
        var averages = scratch.AveragesFor(2 * width);
        var byLinear = scratch.ByLinear;
        averages.Clear();
        byLinear.Clear();
        var known = 0;
        Span<int> rows = stackalloc int[message.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = Table.Row(message.Hashes[i]);
            if (rows[i] >= 0)
            {
                // The rows lie all over some megabytes: asked for together they arrive together.
                known++;
                Network.Prefetch(rows[i]);
                Linear.Prefetch(rows[i]);
            }
        }

        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            if (row < 0)
            {
                continue;
            }

            var inContext = i >= message.TextCount;
            Network.Add(row, message.Weights[i], averages.Slice(inContext ? width : 0, width));
            Linear.Add(row, inContext, byLinear);
        }

        Linear.Finish(known, message.Signs, byLinear);
        Network.Answer(averages[..width], averages[width..], message.Signs, scratch.ByNetwork);
    }
}
