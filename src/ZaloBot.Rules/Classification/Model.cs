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
    private void Read(Scratch scratch)
    {
        var message = scratch.Features;
        int width = Network.Shape.Width, context = message.Context.Count, text = message.Text.Count;
        var words = scratch.WordsFor(message.Places * width);
        words.Clear();
        scratch.ByLinear.Clear();
        scratch.KnownOfText = ReadSide(message.Text, isContext: false, words.Slice(context * width, text * width), scratch);
        scratch.ByLinear.CopyTo(scratch.ByLinearOfText);
        var known = scratch.KnownOfText + ReadSide(message.Context, isContext: true, words[..(context * width)], scratch);
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

    // Returns how many features it knows.
    private int ReadSide(WordList side, bool isContext, Span<float> words, Scratch scratch)
    {
        var width = Network.Shape.Width;
        var spellings = scratch.Spellings;
        Span<int> rows = stackalloc int[WordList.MostBesideSpelling * side.Count];
        Span<byte> rowsOf = stackalloc byte[side.Count];
        Span<byte> besideOf = stackalloc byte[side.Count];
        Span<uint> hashes = stackalloc uint[WordList.MostBesideSpelling];
        var found = 0;
        for (var word = 0; word < side.Count; word++)
        {
            spellings[word] = _spellings.Expected(side.Tokens[word]);
            var beside = side.WriteBesideSpelling(word, hashes);
            rowsOf[word] = (byte)Table.RowsOf(hashes[..beside], rows[found..]);
            besideOf[word] = (byte)beside;
            Prefetch(rows.Slice(found, rowsOf[word]));
            found += rowsOf[word];
        }

        var known = found;
        var at = 0;
        for (var word = 0; word < side.Count; word++)
        {
            var spelling = _spellings.Of(side.Tokens[word], side.LettersOf(word), spellings[word]);
            var share = 1f / MathF.Sqrt(spelling.Features + besideOf[word]);
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
