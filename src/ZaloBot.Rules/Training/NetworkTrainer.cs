using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>
/// Trains one network (<see cref="Network"/>): the same way forward, and the gradients of each step by hand on the way back.
/// </summary>
internal sealed class NetworkTrainer
{
    private const int Heads = Network.Heads;
    private const int Left = -1;

    private readonly TrainingOptions _options;
    private readonly FixedRandom _random;
    private readonly FeatureTable _table;
    private readonly int _width;
    private readonly int _part;
    private readonly float _scale;
    private readonly TrainedRows _rows;
    private readonly Adam _sides;
    private readonly Adam _places;

    // Input by input; the layers of a model hold it output by output.
    private readonly Adam _look;
    private readonly Adam _lookBias;
    private readonly Head _first;
    private readonly Head _second;

    // Of the message being read, place by place: the context, the text, and last the signs. Words left out have no place.
    private readonly int[] _placeOf = new int[NetworkShape.MostPlaces];
    private readonly int[] _spotOf = new int[NetworkShape.MostPlaces];
    private readonly bool[] _dropped = new bool[256];
    private readonly float[] _words;
    private readonly float[] _normed;
    private readonly float[] _norms = new float[NetworkShape.MostPlaces];
    private readonly float[] _looks;
    private readonly float[] _shares;
    private readonly float[] _taken;
    private readonly int[] _highestAt;
    private readonly float[] _normedGradient;
    private readonly float[] _looksGradient;
    private readonly float[] _takenGradient;
    private readonly float[] _shareGradient = new float[Softmax.Padded(NetworkShape.MostPlaces)];
    private int _context;
    private int _text;

    public NetworkTrainer(TrainingOptions options, FeatureTable table)
    {
        _table = table;
        _options = options;
        _random = new(options.Seed);
        _width = options.Width;
        _part = _width / Heads;
        _scale = 1f / MathF.Sqrt(_part);
        _rows = new(options, _random, table.Rows);
        _sides = new(3 * _width);
        _places = new(MessageFeatures.MaxTokens * _width);
        _look = new(3 * _width * _width);
        _lookBias = new(3 * _width);
        _sides.Scatter(_random, options.RowSpread);
        _places.Scatter(_random, options.RowSpread);
        _look.Scatter(_random, MathF.Sqrt(1f / (3 * _width)));
        _first = new(options, _random, 2 * _width);
        _second = new(options, _random, 5 * _width);
        _words = new float[NetworkShape.MostPlaces * _width];
        _normed = new float[_words.Length];
        _normedGradient = new float[_words.Length];
        _taken = new float[_words.Length];
        _takenGradient = new float[_words.Length];
        _looks = new float[3 * _words.Length];
        _looksGradient = new float[_looks.Length];
        _shares = new float[Heads * NetworkShape.MostPlaces * Softmax.Padded(NetworkShape.MostPlaces)];
        _highestAt = new int[_width];
    }

    private int Count => _context + _text + 1;

    public void Train(IReadOnlyList<Sample> samples) => Lessons.Give(samples, _options, _random, Learn, Move, new(Layers));

    /// <summary>Logits of the sixteen categories at both looks.</summary>
    public (float[] First, float[] Second) Logits(Sample sample)
    {
        Array.Clear(_dropped);
        Read(sample, sample.Written);
        return (_first.Answer(), _second.Answer());
    }

    /// <summary>Logarithms of the odds of a violation at both looks.</summary>
    public (double First, double Second) Odds(Sample sample)
    {
        Logits(sample);
        return (_first.Odds(), _second.Odds());
    }

    /// <summary>What it has learnt, at the precision the model file keeps.</summary>
    public Network ToNetwork()
    {
        var scales = new float[_table.Rows];
        var rows = new sbyte[_table.Rows * _width];
        for (var row = 0; row < _table.Rows; row++)
        {
            if (_table.IsTaken(row))
            {
                scales[row] = Quantiser.Pack(_rows.Row(row), rows.AsSpan(row * _width, _width));
            }
        }

        var layers = new NetworkLayers(_sides.Halved(), _places.Halved(), Vectors.Turned(_look.Halved(), _width), _lookBias.Halved(), _first.ToLayers(), _second.ToLayers());
        return new(new(_table.Rows, _width, _options.Hidden), scales, new(rows), layers);
    }

    /// <summary>All weights: sides, places, looks and their bias, the rows, the layers of both answers.</summary>
    public IReadOnlyList<Adam> Layers => [_sides, _places, _look, _lookBias, _rows.Weights, .. _first.Layers, .. _second.Layers];

    /// <summary>Reads a message with some words left out, and adds to the gradients what the answer lacks.</summary>
    public void Learn(Sample sample, float weight)
    {
        // The other half is read as it is, with nothing left out: it is the measure, not the lesson.
        var rival = sample.Rival is { } other ? Odds(other) : ((double First, double Second)?)null;
        var view = _random.NextFloat() < _options.BareShare ? sample.Bare : sample.Written;
        for (var token = 0; token < _dropped.Length; token++)
        {
            _dropped[token] = _random.NextFloat() < _options.TokenDropout;
        }

        Read(sample, view);
        _first.Learn(sample, weight * _options.FirstWeight, rival?.First);
        _second.Learn(sample, weight, rival?.Second);
        PassBack(view);
    }

    private void Move(float pace, float correction)
    {
        _first.Move(pace, correction);
        _second.Move(pace, correction);
        _rows.Move(pace, correction);
        foreach (var layer in (ReadOnlySpan<Adam>)[_sides, _places, _look, _lookBias])
        {
            layer.Step(0, layer.Values.Length, _options.LayerRate * pace, correction, layer == _look ? _options.Decay : 0);
        }
    }

    private void Read(Sample sample, Sample.View view)
    {
        SetPlaces(view);
        AddWords(view);
        for (var place = 0; place < Count; place++)
        {
            Norm(place);
        }

        Vectors.Product(_normed.AsSpan(0, Count * _width), _width, _look.Values, _lookBias.Values, _looks.AsSpan(0, Count * 3 * _width));

        for (var place = _context; place < Count; place++)
        {
            LookAround(place);
        }

        Gather(sample);
    }

    // Words keep the number they have in their side even when others before them are left out.
    private void SetPlaces(Sample.View view)
    {
        _context = 0;
        for (var word = 0; word < view.ContextTokens; word++)
        {
            var isLeft = _dropped[view.TextTokens + word];
            _placeOf[word] = isLeft ? Left : _context;
            _spotOf[_context] = word;
            _context += isLeft ? 0 : 1;
        }

        _text = 0;
        for (var word = 0; word < view.TextTokens; word++)
        {
            var isLeft = _dropped[word];
            _placeOf[view.ContextTokens + word] = isLeft ? Left : _context + _text;
            _spotOf[_context + _text] = word;
            _text += isLeft ? 0 : 1;
        }

        _placeOf[view.ContextTokens + view.TextTokens] = _context + _text;
    }

    private void AddWords(Sample.View view)
    {
        _words.AsSpan(0, Count * _width).Clear();
        for (var i = 0; i < view.Hashes.Length; i++)
        {
            if (_table.Row(view.Hashes[i]) is var row and >= 0 && PlaceOf(view, i) is var place and not Left)
            {
                Vectors.AddScaled(At(_words, place), WeightOf(view, i), _rows.Row(row));
            }
        }
    }

    // Each sign is left out by itself, although they share a place.
    private int PlaceOf(Sample.View view, int i) =>
        _dropped[view.TokenOf[i]] ? Left : _placeOf[view.PlaceOf(i)];

    // The weights of a view are shares of the average of their side; here they are shares of their word.
    private static float WeightOf(Sample.View view, int i) => view.Weights[i] * MathF.Sqrt((i < view.TextCount ? view.TextTokens : view.ContextTokens) + 1);

    private int SideOf(int place) => place < _context ? 0 : place < Count - 1 ? 1 : 2;

    private void Norm(int place)
    {
        var side = SideOf(place);
        var normed = At(_normed, place);
        At(_words, place).CopyTo(normed);
        Vectors.AddScaled(normed, 1f, At(_sides.Values, side));
        if (side < 2)
        {
            Vectors.AddScaled(normed, 1f, At(_places.Values, _spotOf[place]));
        }

        _norms[place] = 1f / MathF.Sqrt((Vectors.Dot(normed, normed) / _width) + Network.LeastSquare);
        Vectors.Scale(normed, _norms[place]);
    }

    private Span<float> SharesOf(int place, int head) =>
        _shares.AsSpan(((place * Heads) + head) * Softmax.Padded(NetworkShape.MostPlaces), Softmax.Padded(Count));

    private Span<float> Asks(float[] looks, int place, int head) => looks.AsSpan((place * 3 * _width) + (head * _part), _part);

    private Span<float> Answers(float[] looks, int place, int head) => looks.AsSpan((place * 3 * _width) + _width + (head * _part), _part);

    private Span<float> Gives(float[] looks, int place, int head) => looks.AsSpan((place * 3 * _width) + (2 * _width) + (head * _part), _part);

    private Span<float> At(float[] all, int place) => all.AsSpan(place * _width, _width);

    private void LookAround(int place)
    {
        var taken = At(_taken, place);
        At(_normed, place).CopyTo(taken);
        for (var head = 0; head < Heads; head++)
        {
            var shares = SharesOf(place, head);
            for (var other = 0; other < Count; other++)
            {
                shares[other] = Vectors.Dot(Asks(_looks, place, head), Answers(_looks, other, head));
            }

            Vectors.Scale(shares, 1f / Softmax.ExpAll(shares, Count, _scale));
            for (var other = 0; other < Count; other++)
            {
                Vectors.AddScaled(taken.Slice(head * _part, _part), shares[other], Gives(_looks, other, head));
            }
        }

        Vectors.CutBelowZero(taken);
    }

    private void Gather(Sample sample)
    {
        var input = _second.Input.AsSpan();
        input.Clear();
        float ofText = 1f / MathF.Sqrt(_text + 1), ofContext = 1f / MathF.Sqrt(_context + 1);
        Array.Fill(_highestAt, Left);
        var highest = input.Slice(3 * _width, _width);
        for (var place = 0; place < Count; place++)
        {
            var isContext = place < _context;
            Vectors.AddScaled(input.Slice(isContext ? _width : 0, _width), isContext ? ofContext : ofText, At(_words, place));
            if (isContext || place == Count - 1)
            {
                continue;
            }

            var taken = At(_taken, place);
            Vectors.AddScaled(input.Slice(2 * _width, _width), 1f / (_text + 1), taken);
            for (var i = 0; i < _width; i++)
            {
                if (taken[i] > highest[i])
                {
                    (highest[i], _highestAt[i]) = (taken[i], place);
                }
            }
        }

        At(_taken, Count - 1).CopyTo(input.Slice(4 * _width, _width));
        sample.Form.CopyTo(input[(5 * _width)..]);
        input[..(2 * _width)].CopyTo(_first.Input);
        sample.Form.CopyTo(_first.Input.AsSpan(2 * _width));
    }

    private void PassBack(Sample.View view)
    {
        var gradient = _second.InputGradient.AsSpan();
        Vectors.AddScaled(gradient[..(2 * _width)], 1f, _first.InputGradient.AsSpan(0, 2 * _width));
        _normedGradient.AsSpan(0, Count * _width).Clear();
        _looksGradient.AsSpan(0, 3 * Count * _width).Clear();
        Scatter(gradient);
        for (var place = _context; place < Count; place++)
        {
            PassBackLooks(place);
        }

        Vectors.AddOuter(_look.Gradient, _normed.AsSpan(0, Count * _width), _width, _looksGradient.AsSpan(0, Count * 3 * _width), 3 * _width);
        for (var place = 0; place < Count; place++)
        {
            PassBackNorm(place, gradient);
        }

        for (var i = 0; i < view.Hashes.Length; i++)
        {
            if (_table.Row(view.Hashes[i]) is var row and >= 0 && PlaceOf(view, i) is var place and not Left)
            {
                _rows.Blame(row, WeightOf(view, i), At(_normedGradient, place));
            }
        }
    }

    // To what the words took up: from the mean all of them, from the highest the one that was it, from the last the signs' place.
    private void Scatter(ReadOnlySpan<float> gradient)
    {
        for (var place = _context; place < Count; place++)
        {
            var taken = At(_takenGradient, place);
            taken.Clear();
            if (place == Count - 1)
            {
                gradient.Slice(4 * _width, _width).CopyTo(taken);
            }
            else
            {
                Vectors.AddScaled(taken, 1f / (_text + 1), gradient.Slice(2 * _width, _width));
            }
        }

        for (var i = 0; i < _width; i++)
        {
            if (_highestAt[i] != Left)
            {
                At(_takenGradient, _highestAt[i])[i] += gradient[(3 * _width) + i];
            }
        }
    }

    private void PassBackLooks(int place)
    {
        var taken = At(_taken, place);
        var gradient = At(_takenGradient, place);
        for (var i = 0; i < _width; i++)
        {
            gradient[i] = taken[i] > 0 ? gradient[i] : 0;
        }

        Vectors.AddScaled(At(_normedGradient, place), 1f, gradient);
        for (var head = 0; head < Heads; head++)
        {
            var shares = SharesOf(place, head);
            var ofPart = gradient.Slice(head * _part, _part);
            var mean = 0f;
            for (var other = 0; other < Count; other++)
            {
                Vectors.AddScaled(Gives(_looksGradient, other, head), shares[other], ofPart);
                _shareGradient[other] = Vectors.Dot(ofPart, Gives(_looks, other, head));
                mean += shares[other] * _shareGradient[other];
            }

            for (var other = 0; other < Count; other++)
            {
                var ofScore = shares[other] * (_shareGradient[other] - mean) * _scale;
                Vectors.AddScaled(Asks(_looksGradient, place, head), ofScore, Answers(_looks, other, head));
                Vectors.AddScaled(Answers(_looksGradient, other, head), ofScore, Asks(_looks, place, head));
            }
        }
    }

    // Through the looks, then through the norm; what arrives is the gradient of the word itself.
    private void PassBackNorm(int place, ReadOnlySpan<float> gradient)
    {
        var normed = At(_normed, place);
        var ofNormed = At(_normedGradient, place);
        var ofLooks = _looksGradient.AsSpan(place * 3 * _width, 3 * _width);
        Vectors.AddScaled(_lookBias.Gradient, 1f, ofLooks);
        for (var i = 0; i < _width; i++)
        {
            ofNormed[i] += Vectors.Dot(_look.Values.AsSpan(i * ofLooks.Length, ofLooks.Length), ofLooks);
        }

        var along = Vectors.Dot(ofNormed, normed) / _width;
        Vectors.AddScaled(ofNormed, -along, normed);
        Vectors.Scale(ofNormed, _norms[place]);

        var side = SideOf(place);
        Vectors.AddScaled(At(_sides.Gradient, side), 1f, ofNormed);
        if (side < 2)
        {
            Vectors.AddScaled(At(_places.Gradient, _spotOf[place]), 1f, ofNormed);
        }

        Vectors.AddScaled(ofNormed, 1f / MathF.Sqrt((side == 0 ? _context : _text) + 1), gradient.Slice(side == 0 ? _width : 0, _width));
    }
}
