using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>
/// Trains one network: rows looked up by hash are averaged for text and context (a deep averaging network, Iyyer et al. 2015, with hashed
/// pieces of words as in fastText, Joulin et al. 2016), then a hidden layer, then sixteen categories.
/// </summary>
internal sealed class NetworkTrainer
{
    private readonly TrainingOptions _options;
    private readonly FixedRandom _random;
    private readonly int _width;
    private readonly FeatureTable _table;
    private readonly TrainedRows _rows;
    private readonly Head _head;
    private readonly bool[] _dropped = new bool[256];

    public NetworkTrainer(TrainingOptions options, FeatureTable table)
    {
        _table = table;
        _options = options;
        _random = new(options.Seed);
        _width = options.Width;
        _rows = new(options, _random, table.Rows);
        _head = new(options, _random, 2 * _width);
    }

    public void Train(IReadOnlyList<Sample> samples) => Lessons.Give(samples, _options, _random, Learn, Move);

    /// <summary>Logits of the sixteen categories.</summary>
    public float[] Logits(Sample sample)
    {
        Average(sample, sample.Written, learning: false);
        return _head.Answer();
    }

    /// <summary>What the network learnt of one feature.</summary>
    public float[] Row(int row) => _rows.Row(row).ToArray();

    /// <summary>The layers above the rows, at the precision the model file keeps.</summary>
    public Network.Layers ToLayers() => _head.ToLayers();

    private void Average(Sample sample, Sample.View view, bool learning)
    {
        var input = _head.Input.AsSpan();
        input.Clear();
        for (var i = 0; i < view.Hashes.Length; i++)
        {
            var row = _table.Row(view.Hashes[i]);
            if (row < 0 || (learning && _dropped[view.TokenOf[i]]))
            {
                continue;
            }

            Vectors.AddScaled(input.Slice(i < view.TextCount ? 0 : _width, _width), view.Weights[i], _rows.Row(row));
        }

        sample.Signs.CopyTo(input[(2 * _width)..]);
    }

    private void Learn(Sample sample, float weight)
    {
        var view = _random.NextFloat() < _options.BareShare ? sample.Bare : sample.Written;
        for (var token = 0; token < _dropped.Length; token++)
        {
            _dropped[token] = _random.NextFloat() < _options.TokenDropout;
        }

        Average(sample, view, learning: true);
        _head.Learn(sample, weight);
        for (var i = 0; i < view.Hashes.Length; i++)
        {
            var row = _table.Row(view.Hashes[i]);
            if (row >= 0 && !_dropped[view.TokenOf[i]])
            {
                _rows.Blame(row, view.Weights[i], _head.InputGradient.AsSpan(i < view.TextCount ? 0 : _width, _width));
            }
        }
    }

    private void Move(float pace, float correction)
    {
        _head.Move(pace, correction);
        _rows.Move(pace, correction);
    }
}
