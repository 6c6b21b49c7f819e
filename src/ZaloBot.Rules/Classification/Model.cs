using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Classification;

/// <summary>All that was learnt: which features are known, the network over them and the linear classifiers over them.</summary>
internal sealed record Model(FeatureTable Table, Network Network, LinearModel Linear)
{
    /// <summary>The second look at the message weighed last. The network's logits replace those of the first.</summary>
    public float LookAgain(Scratch scratch)
    {
        Network.AnswerSecond(scratch.Features, scratch, scratch.ByNetwork);
        return Odds(scratch.ByNetwork);
    }

    /// <summary>The first look at a message; the logits of its categories stay in the scratch.</summary>
    public Signals Weigh(ReadOnlySpan<char> text, ReadOnlySpan<char> context, in MessageSigns signs, Scratch scratch)
    {
        scratch.Features.Read(text, context, signs);
        Read(scratch);
        Network.AnswerFirst(scratch.Features, scratch, scratch.ByNetwork);
        return new(Odds(scratch.ByNetwork), Odds(scratch.ByLinear));
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

    // Looks up what is known of the message.
    private void Read(Scratch scratch)
    {
        var message = scratch.Features;
        Span<int> rows = stackalloc int[message.Count];
        Span<int> found = stackalloc int[message.Count];
        int known = 0, ofText = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i] = Table.Row(message.Hashes[i]);
            if (row >= 0)
            {
                // The rows lie all over some megabytes: asked for together they arrive together.
                Network.Prefetch(row);
                Linear.Prefetch(row);
                found[known++] = row;
                ofText = i < message.TextCount ? known : ofText;
            }
        }

        Network.Read(message, rows, scratch);
        scratch.ByLinear.Clear();
        Linear.Add(found[..ofText], inContext: false, scratch.ByLinear);
        Linear.Add(found[ofText..known], inContext: true, scratch.ByLinear);
        Linear.Finish(known, message.Signs, scratch.ByLinear);
    }
}
