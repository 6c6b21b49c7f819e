using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// Networks that read a message word by word: each word looks at all the others, those of the message before included, and takes up what it finds
/// (self-attention, Vaswani et al. 2017). An average knows which words are there; this knows what stands beside what. It costs some tens of
/// microseconds, so it is asked only where the first look leaves a doubt. Several are trained alike from different seeds and their answers averaged.
/// </summary>
internal sealed class AttentionNetwork
{
    /// <summary>In how many ways a word looks at the others.</summary>
    public const int Heads = 4;

    /// <summary>Added to the mean square of a word, so that one of which nothing is known is not blown up.</summary>
    public const float LeastSquare = 1e-3f;

    private readonly float[] _scales;
    private readonly sbyte[] _rows;

    public AttentionNetwork(AttentionShape shape, float[] scales, sbyte[] rows, AttentionLayers[] members)
    {
        Shape = shape;
        _scales = scales;
        _rows = rows;
        Members = members;
    }

    public AttentionShape Shape { get; }

    public IReadOnlyList<AttentionLayers> Members { get; }

    public ReadOnlySpan<float> Scales => _scales;

    public ReadOnlySpan<byte> RowBytes => MemoryMarshal.AsBytes<sbyte>(_rows);

    /// <summary>Averaged logits of the sixteen categories.</summary>
    public void Answer(MessageFeatures message, FeatureTable table, AttentionScratch scratch, Span<float> logits)
    {
        var words = ReadWords(message, table, scratch);
        logits.Clear();
        for (var member = 0; member < Members.Count; member++)
        {
            Members[member].AddAnswer(words, member, message, scratch, logits, 1f / Members.Count);
        }
    }

    // One vector a word: the message before, the message, and last what was recognised in it, as if it were one more word.
    private ReadOnlySpan<float> ReadWords(MessageFeatures message, FeatureTable table, AttentionScratch scratch)
    {
        var width = Shape.RowWidth;
        var count = message.ContextTokens + message.TextTokens + 1;
        var words = scratch.WordsFor(count * width);
        words.Clear();
        float ofText = MathF.Sqrt(message.TextTokens + 1), ofContext = MathF.Sqrt(message.ContextTokens + 1);
        Span<int> rows = stackalloc int[MessageFeatures.MostOfAToken];
        Span<float> factors = stackalloc float[MessageFeatures.MostOfAToken];
        var found = 0;
        var place = -1;
        for (var i = 0; i < message.Count; i++)
        {
            var next = message.PlaceOf(i);
            if (next != place || found == rows.Length)
            {
                Add(words, place, rows[..found], factors[..found]);
                (place, found) = (next, 0);
            }

            if (table.Row(message.Hashes[i]) is var row and >= 0)
            {
                rows[found] = row;
                factors[found++] = message.Weights[i] * _scales[row] * (i < message.TextCount ? ofText : ofContext);
            }
        }

        Add(words, place, rows[..found], factors[..found]);
        return words;
    }

    private void Add(Span<float> words, int place, ReadOnlySpan<int> rows, ReadOnlySpan<float> factors)
    {
        if (rows.Length > 0)
        {
            Vectors.AddRows(words.Slice(place * Shape.RowWidth, Shape.RowWidth), rows, factors, _rows, Shape.RowWidth);
        }
    }
}
