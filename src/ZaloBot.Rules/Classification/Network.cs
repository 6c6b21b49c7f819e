using System.Runtime.CompilerServices;
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
    private readonly WeightTable _rows;

    public Network(NetworkShape shape, float[] scales, WeightTable rows, NetworkLayers layers)
    {
        Shape = shape;
        _scales = scales;
        _rows = rows;
        Layers = layers;
    }

    public NetworkShape Shape { get; }

    public NetworkLayers Layers { get; }

    public ReadOnlySpan<float> Scales => _scales;

    public ReadOnlySpan<byte> RowBytes => MemoryMarshal.AsBytes(_rows.Weights);

    /// <summary>Has a row brought near, for <see cref="Add"/> a little later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int row) => Vectors.Prefetch(_rows.Weights.Slice(row * Shape.Width, Shape.Width));

    /// <summary>Adds what is known of some features, each times <paramref name="share"/>, to a word.</summary>
    public void Add(ReadOnlySpan<int> rows, float share, Span<float> word)
    {
        if (!rows.IsEmpty)
        {
            Vectors.AddRows(word, rows, share, _scales, _rows.Weights, Shape.Width);
        }
    }

    /// <summary>The first answer, to the averages of both sides in the scratch: logits of the sixteen categories.</summary>
    public void AnswerFirst(MessageFeatures message, Scratch scratch, Span<float> logits)
    {
        Span<float> input = stackalloc float[Shape.FirstInput];
        var averages = scratch.AveragesFor(2 * Shape.Width);
        averages.CopyTo(input);
        message.Form.CopyTo(input[averages.Length..]);
        Layers.First.Answer(input, logits);
    }

    /// <summary>The second answer, word by word, to the words and averages in the scratch.</summary>
    public void AnswerSecond(MessageFeatures message, Scratch scratch, Span<float> logits) => Layers.AnswerSecond(Shape, message, scratch, logits);
}
