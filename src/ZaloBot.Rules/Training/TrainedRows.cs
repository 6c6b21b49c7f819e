using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>What a network learns of each feature: a row of weights. Only the rows of a batch's features move with it.</summary>
internal sealed class TrainedRows
{
    private readonly TrainingOptions _options;
    private readonly Adam _rows;
    private readonly bool[] _isTouched;
    private readonly List<int> _touched = [];

    public TrainedRows(TrainingOptions options, FixedRandom random, int count)
    {
        _options = options;
        _rows = new(options.Width * count);
        _isTouched = new bool[count];
        _rows.Scatter(random, options.RowSpread);
    }

    /// <summary>The weights of all rows.</summary>
    public Adam Weights => _rows;

    public ReadOnlySpan<float> Row(int row) => _rows.Values.AsSpan(row * _options.Width, _options.Width);

    /// <summary>Adds to a row's gradient.</summary>
    public void Blame(int row, float weight, ReadOnlySpan<float> gradient)
    {
        if (!_isTouched[row])
        {
            _isTouched[row] = true;
            _touched.Add(row);
        }

        Vectors.AddScaled(_rows.Gradient.AsSpan(row * _options.Width, _options.Width), weight, gradient);
    }

    /// <summary>Moves the rows that were blamed against their gradients.</summary>
    public void Move(float pace, float correction)
    {
        foreach (var row in _touched)
        {
            _rows.Step(row * _options.Width, _options.Width, _options.RowRate * pace, correction, _options.Decay);
            _isTouched[row] = false;
        }

        _touched.Clear();
    }
}
