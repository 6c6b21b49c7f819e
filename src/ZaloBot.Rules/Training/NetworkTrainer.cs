using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>
/// Trains one network: rows looked up by hash are averaged for text and context (a deep averaging network, Iyyer et al. 2015, with hashed
/// pieces of words as in fastText, Joulin et al. 2016), then a hidden layer, then sixteen categories.
/// </summary>
internal sealed class NetworkTrainer
{
    private const int Categories = CategoryNames.Count;

    private readonly TrainingOptions _options;
    private readonly FixedRandom _random;
    private readonly int _width;
    private readonly int _hidden;
    private readonly int _input;
    private readonly FeatureTable _table;
    private readonly Adam _rows;
    private readonly Adam _hiddenLayer;
    private readonly Adam _hiddenBias;
    private readonly Adam _outputLayer;
    private readonly Adam _outputBias;
    private readonly float[] _in;
    private readonly float[] _inGradient;
    private readonly float[] _kept;
    private readonly float[] _units;
    private readonly float[] _unitGradient;
    private readonly float[] _out = new float[Categories];
    private readonly float[] _outGradient = new float[Categories];
    private readonly double[] _shares = new double[Categories];
    private readonly bool[] _dropped = new bool[256];
    private readonly int[] _touchedAt;
    private readonly List<int> _touched = [];
    private int _step;

    public NetworkTrainer(TrainingOptions options, FeatureTable table)
    {
        _table = table;
        _options = options;
        _random = new(options.Seed);
        _width = options.Width;
        _hidden = options.Hidden;
        _input = (2 * _width) + MessageFeatures.SignCount;
        _rows = new(_width * table.Rows);
        _hiddenLayer = new(_hidden * _input);
        _hiddenBias = new(_hidden);
        _outputLayer = new(Categories * _hidden);
        _outputBias = new(Categories);
        _touchedAt = new int[table.Rows];
        _in = new float[_input];
        _inGradient = new float[_input];
        _kept = new float[_input];
        _units = new float[_hidden];
        _unitGradient = new float[_hidden];
        Scatter(_rows, options.RowSpread);
        Scatter(_hiddenLayer, MathF.Sqrt(2f / _input));
        Scatter(_outputLayer, MathF.Sqrt(1f / _hidden));
    }

    public void Train(IReadOnlyList<Sample> samples, IReadOnlyList<float>? importance = null)
    {
        var order = Enumerable.Range(0, samples.Count).ToArray();
        var batches = (samples.Count + _options.Batch - 1) / _options.Batch;
        var total = _options.Epochs * batches;
        for (var epoch = 0; epoch < _options.Epochs; epoch++)
        {
            _random.Shuffle(order);
            for (var batch = 0; batch < batches; batch++)
            {
                var members = order.AsSpan(batch * _options.Batch, Math.Min(_options.Batch, samples.Count - (batch * _options.Batch)));
                foreach (var member in members)
                {
                    Learn(samples[member], (importance?[member] ?? 1f) / members.Length);
                }

                var progress = ++_step / (float)total;
                Move(Math.Min(1f, progress / 0.05f) * (1f - (0.95f * progress)));
            }
        }
    }

    /// <summary>Logits of the sixteen categories.</summary>
    public float[] Logits(Sample sample)
    {
        Average(sample, sample.Written, learning: false);
        for (var unit = 0; unit < _hidden; unit++)
        {
            _units[unit] = Math.Max(0, Vectors.Dot(_hiddenLayer.Values.AsSpan(unit * _input, _input), _in) + _hiddenBias.Values[unit]);
        }

        Answer();
        return [.. _out];
    }

    /// <summary>What the network learnt of one feature.</summary>
    public float[] Row(int row) => _rows.Values.AsSpan(row * _width, _width).ToArray();

    /// <summary>The layers above the rows, at the precision the model file keeps.</summary>
    public Network.Layers ToLayers() =>
        new(Halved(_hiddenLayer), Halved(_hiddenBias), Halved(_outputLayer), Halved(_outputBias));

    private static float[] Halved(Adam layer) => [.. layer.Values.Select(value => (float)(Half)value)];

    private void Scatter(Adam layer, float deviation)
    {
        for (var i = 0; i < layer.Values.Length; i++)
        {
            layer.Values[i] = _random.Spread(deviation);
        }
    }

    private void Average(Sample sample, Sample.View view, bool learning)
    {
        Array.Clear(_in);
        for (var i = 0; i < view.Hashes.Length; i++)
        {
            var row = _table.Row(view.Hashes[i]);
            if (row < 0 || (learning && _dropped[view.TokenOf[i]]))
            {
                continue;
            }

            Vectors.AddScaled(_in.AsSpan(i < view.TextCount ? 0 : _width, _width), view.Weights[i], _rows.Values.AsSpan(row * _width, _width));
        }

        sample.Signs.CopyTo(_in.AsSpan(2 * _width));
    }

    private void Answer()
    {
        for (var category = 0; category < Categories; category++)
        {
            _out[category] = Vectors.Dot(_outputLayer.Values.AsSpan(category * _hidden, _hidden), _units) + _outputBias.Values[category];
        }
    }

    private void Learn(Sample sample, float weight)
    {
        var view = _random.NextFloat() < _options.BareShare ? sample.Bare : sample.Written;
        for (var token = 0; token < _dropped.Length; token++)
        {
            _dropped[token] = _random.NextFloat() < _options.TokenDropout;
        }

        Average(sample, view, learning: true);
        var keep = 1 - _options.Dropout;
        for (var i = 0; i < _input; i++)
        {
            _kept[i] = i >= 2 * _width ? 1 : _random.NextFloat() < keep ? 1 / keep : 0;
            _in[i] *= _kept[i];
        }

        var keepUnit = 1 - _options.HiddenDropout;
        for (var unit = 0; unit < _hidden; unit++)
        {
            var sum = Vectors.Dot(_hiddenLayer.Values.AsSpan(unit * _input, _input), _in) + _hiddenBias.Values[unit];
            _units[unit] = sum > 0 && _random.NextFloat() < keepUnit ? sum / keepUnit : 0;
        }

        Answer();
        Blame(sample, weight);
        PassBack(view, 1 / keepUnit);
    }

    // Gradient of two cross-entropies at once: the sixteen categories (smoothed within their side) and the two sides.
    private void Blame(Sample sample, float weight)
    {
        double highest = _out.Max(), sum = 0, violation = 0;
        for (var category = 0; category < Categories; category++)
        {
            _shares[category] = Arithmetic.Exp(_out[category] - highest);
            sum += _shares[category];
        }

        for (var category = 0; category < Categories; category++)
        {
            _shares[category] /= sum;
            violation += ((MessageCategory)category).IsViolation() ? _shares[category] : 0;
        }

        var side = Math.Max(sample.IsViolation ? violation : 1 - violation, 1e-6);
        for (var category = 0; category < Categories; category++)
        {
            var sameSide = ((MessageCategory)category).IsViolation() == sample.IsViolation;
            var wanted = (category == (int)sample.Category ? 1 - _options.Smoothing : 0) + (sameSide ? _options.Smoothing / (sample.IsViolation ? 6 : 10) : 0);
            var bySide = _shares[category] - (sameSide ? _shares[category] / side : 0);
            _outGradient[category] = (float)(weight * (_shares[category] - wanted + (_options.SideWeight * bySide)));
        }
    }

    private void PassBack(Sample.View view, float unitScale)
    {
        Array.Clear(_unitGradient);
        for (var category = 0; category < Categories; category++)
        {
            var gradient = _outGradient[category];
            _outputBias.Gradient[category] += gradient;
            Vectors.AddScaled(_outputLayer.Gradient.AsSpan(category * _hidden, _hidden), gradient, _units);
            Vectors.AddScaled(_unitGradient, gradient, _outputLayer.Values.AsSpan(category * _hidden, _hidden));
        }

        Array.Clear(_inGradient);
        for (var unit = 0; unit < _hidden; unit++)
        {
            if (_units[unit] <= 0)
            {
                continue;
            }

            var gradient = _unitGradient[unit] * unitScale;
            _hiddenBias.Gradient[unit] += gradient;
            Vectors.AddScaled(_hiddenLayer.Gradient.AsSpan(unit * _input, _input), gradient, _in);
            Vectors.AddScaled(_inGradient, gradient, _hiddenLayer.Values.AsSpan(unit * _input, _input));
        }

        for (var i = 0; i < _input; i++)
        {
            _inGradient[i] *= _kept[i];
        }

        for (var i = 0; i < view.Hashes.Length; i++)
        {
            var row = _table.Row(view.Hashes[i]);
            if (row < 0 || _dropped[view.TokenOf[i]])
            {
                continue;
            }

            if (_touchedAt[row] != _step + 1)
            {
                _touchedAt[row] = _step + 1;
                _touched.Add(row);
            }

            Vectors.AddScaled(_rows.Gradient.AsSpan(row * _width, _width), view.Weights[i], _inGradient.AsSpan(i < view.TextCount ? 0 : _width, _width));
        }
    }

    private void Move(float pace)
    {
        var correction = Adam.Correction(_step);
        foreach (var layer in (ReadOnlySpan<Adam>)[_hiddenLayer, _hiddenBias, _outputLayer, _outputBias])
        {
            layer.Step(0, layer.Values.Length, _options.LayerRate * pace, correction, layer.Values.Length > 64 ? _options.Decay : 0);
        }

        foreach (var row in _touched)
        {
            _rows.Step(row * _width, _width, _options.RowRate * pace, correction, _options.Decay);
        }

        _touched.Clear();
    }
}
