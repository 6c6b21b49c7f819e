using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// A network that answers twice. What is known of each word is a row of weights. First it looks at the average of the words (a deep averaging network,
/// Iyyer et al. 2015, with hashed pieces of words as in fastText, Joulin et al. 2016); that knows which words are there. Where this leaves a doubt, each word looks at all the
/// others, those said before included, and takes up what it finds (self-attention, Vaswani et al. 2017); that knows what stands beside what, and costs some tens of
/// microseconds. A row is kept in bytes with one scale.
/// </summary>
internal sealed class Network
{
    /// <summary>In how many ways a word looks at the others.</summary>
    public const int Heads = 4;

    /// <summary>Added to the mean square of a word, so that one of which nothing is known is not blown up.</summary>
    public const float LeastSquare = 1e-3f;

    private readonly float[] _scales;
    private readonly sbyte[] _rows;

    public Network(NetworkShape shape, float[] scales, sbyte[] rows, NetworkLayers layers)
    {
        Shape = shape;
        _scales = scales;
        _rows = rows;
        Layers = layers;
    }

    public NetworkShape Shape { get; }

    public NetworkLayers Layers { get; }

    public ReadOnlySpan<float> Scales => _scales;

    public ReadOnlySpan<byte> RowBytes => MemoryMarshal.AsBytes<sbyte>(_rows);

    /// <summary>Has a row brought near, for <see cref="Read"/> a little later.</summary>
    public void Prefetch(int row) => Vectors.Prefetch(_rows.AsSpan(row * Shape.Width, Shape.Width));

    /// <summary>
    /// Adds up what is known of each word, the context's first, then the text's, and last what was recognised in it, as if it were one more word; and
    /// the averages of both sides. Both stay in the scratch for the answers.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="rows">The row of each of its hashes; below zero for what nothing is known of.</param>
    /// <param name="scratch">Takes the words and averages.</param>
    public void Read(MessageFeatures message, ReadOnlySpan<int> rows, Scratch scratch)
    {
        var width = Shape.Width;
        int context = message.ContextTokens, text = message.TextTokens;
        var words = scratch.WordsFor((context + text + 1) * width);
        words.Clear();
        float ofText = MathF.Sqrt(text + 1), ofContext = MathF.Sqrt(context + 1);
        Span<int> ofWord = stackalloc int[MessageFeatures.MostOfAToken];
        Span<float> factors = stackalloc float[MessageFeatures.MostOfAToken];
        var found = 0;
        var place = 0;
        for (var i = 0; i < message.Count; i++)
        {
            var next = message.PlaceOf(i);
            if (next != place || found == ofWord.Length)
            {
                Add(words.Slice(place * width, width), ofWord[..found], factors[..found]);
                (place, found) = (next, 0);
            }

            if (rows[i] >= 0)
            {
                ofWord[found] = rows[i];

                // The weights are shares of the average of their side; here they are shares of their word.
                factors[found++] = message.Weights[i] * _scales[rows[i]] * (i < message.TextCount ? ofText : ofContext);
            }
        }

        Add(words.Slice(place * width, width), ofWord[..found], factors[..found]);
        var averages = scratch.AveragesFor(2 * width);
        averages.Clear();
        for (var word = 0; word <= context + text; word++)
        {
            var isContext = word < context;
            Vectors.AddScaled(averages.Slice(isContext ? width : 0, width), 1f / (isContext ? ofContext : ofText), words.Slice(word * width, width));
        }
    }

    /// <summary>The first answer to the message last read: logits of the sixteen categories.</summary>
    public void AnswerFirst(MessageFeatures message, Scratch scratch, Span<float> logits)
    {
        Span<float> input = stackalloc float[Shape.FirstInput];
        var averages = scratch.AveragesFor(2 * Shape.Width);
        averages.CopyTo(input);
        message.Signs.CopyTo(input[averages.Length..]);
        Layers.First.Answer(input, logits);
    }

    /// <summary>The second answer to the message last read, word by word.</summary>
    public void AnswerSecond(MessageFeatures message, Scratch scratch, Span<float> logits) => Layers.AnswerSecond(Shape, message, scratch, logits);

    private void Add(Span<float> word, ReadOnlySpan<int> rows, ReadOnlySpan<float> factors)
    {
        if (rows.Length > 0)
        {
            Vectors.AddRows(word, rows, factors, _rows, Shape.Width);
        }
    }
}
