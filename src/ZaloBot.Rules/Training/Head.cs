using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>The layers above what a network makes of a message, with what learning them takes: a hidden layer, then sixteen categories.</summary>
internal sealed class Head
{
    private const int Categories = CategoryNames.Count;
    private const double LeastShare = 1e-6;

    private readonly TrainingOptions _options;
    private readonly FixedRandom _random;
    private readonly int _hidden;
    private readonly int _input;
    private readonly int _made;
    private readonly Adam _hiddenLayer;
    private readonly Adam _hiddenBias;
    private readonly Adam _outputLayer;
    private readonly Adam _outputBias;
    private readonly float[] _kept;
    private readonly float[] _units;
    private readonly float[] _unitGradient;
    private readonly float[] _out = new float[Categories];
    private readonly float[] _outGradient = new float[Categories];
    private readonly double[] _shares = new double[Categories];

    /// <param name="options">How it is trained.</param>
    /// <param name="random">Where its weights and what it leaves out come from.</param>
    /// <param name="made">Inputs the network makes; some are left out at each look. The signs of form come behind them.</param>
    public Head(TrainingOptions options, FixedRandom random, int made)
    {
        _options = options;
        _random = random;
        _made = made;
        _hidden = options.Hidden;
        _input = made + MessageFeatures.FormCount;
        _hiddenLayer = new(_hidden * _input);
        _hiddenBias = new(_hidden);
        _outputLayer = new(Categories * _hidden);
        _outputBias = new(Categories);
        _kept = new float[_input];
        _units = new float[_hidden];
        _unitGradient = new float[_hidden];
        Input = new float[_input];
        InputGradient = new float[_input];
        _hiddenLayer.Scatter(random, MathF.Sqrt(2f / _input));
        _outputLayer.Scatter(random, MathF.Sqrt(1f / _hidden));
    }

    /// <summary>The weights of the hidden layer, its bias, the weights of the categories, and their bias.</summary>
    public IReadOnlyList<Adam> Layers => [_hiddenLayer, _hiddenBias, _outputLayer, _outputBias];

    /// <summary>What the network made of a message, and behind it the signs of form.</summary>
    public float[] Input { get; }

    /// <summary>After <see cref="Learn"/>: how the error changes with each input.</summary>
    public float[] InputGradient { get; }

    /// <summary>Logits of the sixteen categories.</summary>
    public float[] Answer()
    {
        for (var unit = 0; unit < _hidden; unit++)
        {
            _units[unit] = Math.Max(0, Vectors.Dot(_hiddenLayer.Values.AsSpan(unit * _input, _input), Input) + _hiddenBias.Values[unit]);
        }

        SetOut();
        return [.. _out];
    }

    /// <summary>Logarithm of the odds of a violation by the last answer.</summary>
    public double Odds()
    {
        var violation = SetShares();
        return Arithmetic.Log(violation) - Arithmetic.Log(1 - violation);
    }

    /// <summary>Answers with some inputs and units left out, and adds to the gradients what the answer lacks.</summary>
    /// <param name="sample">What is answered.</param>
    /// <param name="weight">What it counts.</param>
    /// <param name="rival">The odds of the other half of its pair; null when it has none.</param>
    public void Learn(Sample sample, float weight, double? rival)
    {
        var keep = 1 - _options.Dropout;
        for (var i = 0; i < _input; i++)
        {
            _kept[i] = i >= _made ? 1 : _random.NextFloat() < keep ? 1 / keep : 0;
            Input[i] *= _kept[i];
        }

        var keepUnit = 1 - _options.HiddenDropout;
        for (var unit = 0; unit < _hidden; unit++)
        {
            var sum = Vectors.Dot(_hiddenLayer.Values.AsSpan(unit * _input, _input), Input) + _hiddenBias.Values[unit];
            _units[unit] = sum > 0 && _random.NextFloat() < keepUnit ? sum / keepUnit : 0;
        }

        SetOut();
        Blame(sample, weight, rival);
        PassBack(1 / keepUnit);
    }

    /// <summary>Moves the layers against their gradients.</summary>
    public void Move(float pace, float correction)
    {
        foreach (var layer in Layers)
        {
            layer.Step(0, layer.Values.Length, _options.LayerRate * pace, correction, layer == _hiddenLayer || layer == _outputLayer ? _options.Decay : 0);
        }
    }

    /// <summary>The layers at the precision the model file keeps.</summary>
    public HeadLayers ToLayers() => new(_hiddenLayer.Halved(), _hiddenBias.Halved(), _outputLayer.Halved(), _outputBias.Halved());

    private void SetOut()
    {
        for (var category = 0; category < Categories; category++)
        {
            _out[category] = Vectors.Dot(_outputLayer.Values.AsSpan(category * _hidden, _hidden), _units) + _outputBias.Values[category];
        }
    }

    // The shares of the categories, and of those that are violations together, kept off nothing and all.
    private double SetShares()
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

        return Math.Clamp(violation, LeastShare, 1 - LeastShare);
    }

    // Gradient of three errors at once: of the sixteen categories (smoothed within their side), of the two sides, and of the order of a pair's halves.
    private void Blame(Sample sample, float weight, double? rival)
    {
        var violation = SetShares();
        var byOdds = _options.SideWeight * (violation - (sample.IsViolation ? 1 : 0));
        if (rival is { } other)
        {
            var ahead = (Arithmetic.Log(violation) - Arithmetic.Log(1 - violation) - other) * (sample.IsViolation ? 1 : -1);
            byOdds -= _options.PairWeight * (sample.IsViolation ? 1 : -1) / (1 + Arithmetic.Exp(ahead));
        }

        for (var category = 0; category < Categories; category++)
        {
            var isViolation = ((MessageCategory)category).IsViolation();
            var wanted = (category == (int)sample.Category ? 1 - _options.Smoothing : 0)
                + (isViolation == sample.IsViolation ? _options.Smoothing / (sample.IsViolation ? 6 : 10) : 0);
            var ofOdds = isViolation ? _shares[category] / violation : -_shares[category] / (1 - violation);
            _outGradient[category] = (float)(weight * (_shares[category] - wanted + (byOdds * ofOdds)));
        }
    }

    private void PassBack(float unitScale)
    {
        Array.Clear(_unitGradient);
        for (var category = 0; category < Categories; category++)
        {
            var gradient = _outGradient[category];
            _outputBias.Gradient[category] += gradient;
            Vectors.AddScaled(_outputLayer.Gradient.AsSpan(category * _hidden, _hidden), gradient, _units);
            Vectors.AddScaled(_unitGradient, gradient, _outputLayer.Values.AsSpan(category * _hidden, _hidden));
        }

        Array.Clear(InputGradient);
        for (var unit = 0; unit < _hidden; unit++)
        {
            if (_units[unit] <= 0)
            {
                continue;
            }

            var gradient = _unitGradient[unit] * unitScale;
            _hiddenBias.Gradient[unit] += gradient;
            Vectors.AddScaled(_hiddenLayer.Gradient.AsSpan(unit * _input, _input), gradient, Input);
            Vectors.AddScaled(InputGradient, gradient, _hiddenLayer.Values.AsSpan(unit * _input, _input));
        }

        for (var i = 0; i < _input; i++)
        {
            InputGradient[i] *= _kept[i];
        }
    }
}
