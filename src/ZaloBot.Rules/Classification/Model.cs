using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Classification;

/// <summary>All that was learnt: which features are known, the two kinds of networks over them and the linear classifiers over them.</summary>
internal sealed record Model(FeatureTable Table, Network Network, AttentionNetwork Attention, LinearModel Linear)
{
    private const float LoudestContext = 5;
    private const float ShortMessage = 6;

    /// <summary>Reads the message weighed last word by word: what the attention networks say of it. Their logits replace those of the first look.</summary>
    public float LookAgain(Scratch scratch)
    {
        Attention.Answer(scratch.Features, Table, scratch.Attention, scratch.ByNetwork);
        return Odds(scratch.ByNetwork);
    }

    /// <summary>The first look at a message; the logits of its categories stay in the scratch.</summary>
    public Signals Weigh(ReadOnlySpan<char> text, ReadOnlySpan<char> context, in MessageSigns signs, Scratch scratch)
    {
        scratch.Features.Read(text, context, signs);
        Add(scratch);
        var byContext = 0f;
        if (!context.IsEmpty)
        {
            AnswerContextAlone(scratch);
            byContext = Math.Clamp(Odds(scratch.ByNetwork), -LoudestContext, LoudestContext);
        }

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

    // Adds up what is known of both sides.
    private void Add(Scratch scratch)
    {
        var message = scratch.Features;
        var width = Network.Shape.RowWidth;
        var averages = scratch.AveragesFor(3 * width);
        var byLinear = scratch.ByLinear;
        averages.Clear();
        byLinear.Clear();
        Span<int> rows = stackalloc int[message.Count];
        Span<float> weights = stackalloc float[message.Count];
        var known = 0;
        var ofText = 0;
        for (var i = 0; i < message.Count; i++)
        {
            if (Table.Row(message.Hashes[i]) is var row and >= 0)
            {
                // The rows lie all over some megabytes: asked for together they arrive together.
                Network.Prefetch(row);
                Linear.Prefetch(row);
                weights[known] = message.Weights[i];
                rows[known++] = row;
                ofText = i < message.TextCount ? known : ofText;
            }
        }

        Network.Add(rows[..ofText], weights[..ofText], averages[..width]);
        Network.Add(rows[ofText..known], weights[ofText..known], averages.Slice(width, width));
        Linear.Add(rows[..ofText], inContext: false, byLinear);
        Linear.Add(rows[ofText..known], inContext: true, byLinear);
        Linear.Finish(known, message.Signs, byLinear);
    }

    // The average of the context's words serves as that of a text; its own signs come to it. Chatter before a short answer says much about the answer.
    private void AnswerContextAlone(Scratch scratch)
    {
        var message = scratch.Features;
        var width = Network.Shape.RowWidth;
        var averages = scratch.AveragesFor(3 * width);
        var alone = averages[(2 * width)..];
        averages.Slice(width, width).CopyTo(alone);
        for (var i = message.Count; i < message.AloneCount; i++)
        {
            if (Table.Row(message.Hashes[i]) is var row and >= 0)
            {
                Network.Add([row], [message.Weights[i]], alone);
            }
        }

        Span<float> nothing = stackalloc float[width];
        nothing.Clear();
        Network.Answer(alone, nothing, message.ContextSigns, scratch.ByNetwork);
    }

    private void Answer(Scratch scratch)
    {
        var width = Network.Shape.RowWidth;
        var averages = scratch.AveragesFor(3 * width);
        Network.Answer(averages[..width], averages.Slice(width, width), scratch.Features.Signs, scratch.ByNetwork);
    }
}
