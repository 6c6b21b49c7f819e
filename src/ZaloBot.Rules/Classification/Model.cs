using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Classification;

/// <summary>All that was learnt: which features are known, the network over them and the linear classifiers over them.</summary>
internal sealed class Model(FeatureTable table, Network network, LinearModel linear)
{
    private readonly SpellingSums _spellings = new(table, network, linear);

    public FeatureTable Table { get; } = table;

    public Network Network { get; } = network;

    public LinearModel Linear { get; } = linear;

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

    // Lays what is known of each word in a row, the context's first, then the text's, and last what was recognised, as if it were one more word; and the averages
    // of both sides. Adds up the linear classifiers on the way.
    private void Read(Scratch scratch)
    {
        var message = scratch.Features;
        int width = Network.Shape.Width, context = message.Context.Count, text = message.Text.Count;
        var words = scratch.WordsFor(message.Places * width);
        words.Clear();
        scratch.ByLinear.Clear();
        var known = ReadSide(message.Text, isContext: false, words.Slice(context * width, text * width), scratch);
        known += ReadSigns(message.Signs, words[^width..], scratch);
        known += ReadSide(message.Context, isContext: true, words[..(context * width)], scratch);
        Linear.Finish(known, message.Form, scratch.ByLinear);

        var averages = scratch.AveragesFor(2 * width);
        averages.Clear();
        float ofContext = 1f / MathF.Sqrt(context + 1), ofText = 1f / MathF.Sqrt(text + 1);
        for (var word = 0; word < message.Places; word++)
        {
            var isContext = word < context;
            Vectors.AddScaled(averages.Slice(isContext ? width : 0, width), isContext ? ofContext : ofText, words.Slice(word * width, width));
        }
    }

    // Returns how many features it knows.
    private int ReadSide(WordList side, bool isContext, Span<float> words, Scratch scratch)
    {
        var width = Network.Shape.Width;
        var spellings = scratch.Spellings;
        Span<int> rows = stackalloc int[WordList.MostBesideSpelling * side.Count];
        Span<byte> rowsOf = stackalloc byte[side.Count];
        Span<byte> featuresOf = stackalloc byte[side.Count];
        Span<uint> hashes = stackalloc uint[WordList.MostBesideSpelling];
        var found = 0;
        for (var word = 0; word < side.Count; word++)
        {
            var spelling = spellings[word] = _spellings.Of(side.Tokens[word], side.LettersOf(word));
            var beside = side.WriteBesideSpelling(word, hashes);
            rowsOf[word] = (byte)Table.RowsOf(hashes[..beside], rows[found..]);
            featuresOf[word] = (byte)(spelling.Features + beside);
            Prefetch(rows.Slice(found, rowsOf[word]));
            found += rowsOf[word];
        }

        var known = found;
        var at = 0;
        for (var word = 0; word < side.Count; word++)
        {
            var spelling = spellings[word];
            var share = 1f / MathF.Sqrt(featuresOf[word]);
            var into = words.Slice(word * width, width);
            Vectors.AddScaled(into, share, spelling.Word);
            Network.Add(rows.Slice(at, rowsOf[word]), share, into);
            Vectors.AddScaled(scratch.ByLinear, 1f, isContext ? spelling.InContext : spelling.InText);
            at += rowsOf[word];
            known += spelling.Known;
        }

        Linear.Add(rows[..found], isContext, scratch.ByLinear);
        return known;
    }

    private int ReadSigns(ReadOnlySpan<(int Number, uint Hash)> signs, Span<float> place, Scratch scratch)
    {
        Span<int> rows = stackalloc int[signs.Length];
        var found = 0;
        foreach (var (_, hash) in signs)
        {
            if (Table.Row(hash) is var row and >= 0)
            {
                rows[found++] = row;
            }
        }

        Network.Add(rows[..found], 1f, place);
        Linear.Add(rows[..found], inContext: false, scratch.ByLinear);
        return found;
    }

    // The rows lie all over some megabytes: asked for together they arrive together.
    private void Prefetch(ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            Network.Prefetch(row);
            Linear.Prefetch(row);
        }
    }
}
