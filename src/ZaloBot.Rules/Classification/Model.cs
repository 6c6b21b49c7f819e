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

    /// <summary>Reads the words of a message, and has what is known of each brought near: some time passes until it is weighed.</summary>
    public void Read(ReadOnlySpan<char> text, ReadOnlySpan<char> context, Scratch scratch)
    {
        scratch.Features.ReadWords(text, context);
        Expect(scratch.Features.Text, scratch.Text);
        Expect(scratch.Features.Context, scratch.Context);
    }

    /// <summary>The first look at the message read last; the logits of its categories stay in the scratch.</summary>
    public Signals Weigh(in MessageSigns signs, Scratch scratch)
    {
        scratch.Features.ReadSigns(signs);
        Sum(scratch);
        return LookFirst(scratch);
    }

    /// <summary>
    /// The first look at the message weighed last, as if nothing had been said before it. Takes the place of what was weighed: what is wanted of that is taken
    /// before, and a second look is then at the message alone.
    /// </summary>
    public Signals WeighAlone(Scratch scratch)
    {
        var message = scratch.Features;
        int width = Network.Shape.Width, context = message.Context.Count * width;
        var words = scratch.WordsFor(message.Places * width);
        message.ForgetContext();
        words[context..].CopyTo(words);
        scratch.ByLinearOfText.CopyTo(scratch.ByLinear);
        ReadSigns(scratch, scratch.KnownOfText);
        return LookFirst(scratch);
    }

    /// <summary>
    /// e to the power of each logit, all divided by the same number so that none is too large; what lies 60 below the highest, or more, counts as 60 below.
    /// </summary>
    /// <returns>Their sums over the categories of work and over those of violations.</returns>
    public static (float Work, float Violation) Powers(ReadOnlySpan<float> logits, Span<float> powers)
    {
        const int FirstViolation = (int)MessageCategory.Personal;
        var highest = float.MinValue;
        foreach (var logit in logits)
        {
            highest = Math.Max(highest, logit);
        }

        for (var category = 0; category < logits.Length; category++)
        {
            powers[category] = logits[category] - highest;
        }

        Softmax.ExpAll(powers, powers.Length, 1f);
        return (Sum(powers[..FirstViolation]), Sum(powers[FirstViolation..]));
    }

    private static float Sum(ReadOnlySpan<float> powers)
    {
        var sum = 0f;
        foreach (var power in powers)
        {
            sum += power;
        }

        return sum;
    }

    private static float Odds(ReadOnlySpan<float> logits)
    {
        Span<float> powers = stackalloc float[CategoryNames.Count];
        var (work, violation) = Powers(logits, powers);
        return MathF.Log(violation / work);
    }

    private Signals LookFirst(Scratch scratch)
    {
        Average(scratch);
        Network.AnswerFirst(scratch.Features, scratch, scratch.ByNetwork);
        return new(Odds(scratch.ByNetwork), Odds(scratch.ByLinear));
    }

    // Lays what is known of each word in a row, the context's first, then the text's, and last what was recognised, as if it were one more word. Adds up the linear
    // classifiers on the way.
    private void Sum(Scratch scratch)
    {
        var message = scratch.Features;
        int width = Network.Shape.Width, context = message.Context.Count, text = message.Text.Count;
        var words = scratch.WordsFor(message.Places * width);
        words.Clear();
        scratch.ByLinear.Clear();
        scratch.KnownOfText = Sum(message.Text, scratch.Text, isContext: false, words.Slice(context * width, text * width), scratch.ByLinear);
        scratch.ByLinear.CopyTo(scratch.ByLinearOfText);
        var known = scratch.KnownOfText + Sum(message.Context, scratch.Context, isContext: true, words[..(context * width)], scratch.ByLinear);
        ReadSigns(scratch, known);
    }

    // The averages of both sides.
    private void Average(Scratch scratch)
    {
        var message = scratch.Features;
        int width = Network.Shape.Width, context = message.Context.Count, text = message.Text.Count;
        var words = scratch.WordsFor(message.Places * width);
        var averages = scratch.AveragesFor(2 * width);
        averages.Clear();
        float ofContext = 1f / MathF.Sqrt(context + 1), ofText = 1f / MathF.Sqrt(text + 1);
        for (var word = 0; word < message.Places; word++)
        {
            var isContext = word < context;
            Vectors.AddScaled(averages.Slice(isContext ? width : 0, width), isContext ? ofContext : ofText, words.Slice(word * width, width));
        }
    }

    private void Expect(WordList side, ExpectedWords into)
    {
        Span<uint> hashes = stackalloc uint[WordList.MostBesideSpelling];
        into.Clear();
        for (var word = 0; word < side.Count; word++)
        {
            var beside = side.WriteBesideSpelling(word, hashes);
            var rows = into.Add(_spellings.Expected(side.Tokens[word]), hashes[..beside], Table);
            Prefetch(rows);
        }
    }

    // Returns how many features it knows.
    private int Sum(WordList side, ExpectedWords expected, bool isContext, Span<float> words, Span<float> byLinear)
    {
        var width = Network.Shape.Width;
        var known = expected.Rows.Length;
        for (var word = 0; word < side.Count; word++)
        {
            ref readonly var of = ref expected[word];
            var spelling = _spellings.Of(side.Tokens[word], side.LettersOf(word), of.Spelling);
            var share = 1f / MathF.Sqrt(spelling.Features + of.Beside);
            var into = words.Slice(word * width, width);
            Vectors.AddScaled(into, share, spelling.Word);
            Network.Add(expected.Rows.Slice(of.RowsAt, of.RowCount), share, into);
            Vectors.AddScaled(byLinear, 1f, isContext ? spelling.InContext : spelling.InText);
            known += spelling.Known;
        }

        Linear.Add(expected.Rows, isContext, byLinear);
        return known;
    }

    // Reads the signs into the last place, and makes logits of what the linear classifiers have added up of so many features.
    private void ReadSigns(Scratch scratch, int known)
    {
        var message = scratch.Features;
        var signs = message.Signs;
        var place = scratch.WordsFor(message.Places * Network.Shape.Width)[^Network.Shape.Width..];
        place.Clear();
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
        Linear.Finish(known + found, message.Form, scratch.ByLinear);
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
