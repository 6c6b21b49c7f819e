using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>
/// Trains the sixteen linear classifiers, each category against the rest: L2-regularised logistic regression by coordinate descent in the dual
/// (Yu, Huang and Lin 2011), features weighted by their rarity.
/// </summary>
internal sealed class LinearTrainer
{
    private const int Categories = CategoryNames.Count;
    private const int Rounds = 20;
    private const double Cost = 16;
    private const float ContextShare = 0.5f;
    private const float FormShare = 3f;
    private const float Scale = 0.2f;

    private readonly FeatureTable _table;
    private readonly float[] _rarity;
    private readonly Vector[] _samples;

    public LinearTrainer(IReadOnlyList<Sample> samples, FeatureTable table)
    {
        _table = table;
        _rarity = Rarity(samples, table);
        _samples = [.. samples.Select(ToVector)];
    }

    private int FormAt => 2 * _table.Rows;

    public LinearModel Train(IReadOnlyList<Sample> samples)
    {
        return Pack([.. Enumerable.Range(0, Categories).Select(category =>
            TrainCategory([.. samples.Select(sample => (int)sample.Category == category)], (ulong)category))]);
    }

    private static float[] Rarity(IReadOnlyList<Sample> samples, FeatureTable table)
    {
        var messages = new int[table.Rows];
        foreach (var row in samples.SelectMany(sample => sample.Written.Hashes.Select(table.Row).Where(row => row >= 0).Distinct()))
        {
            messages[row]++;
        }

        return [.. messages.Select(count => count < 2 ? 0 : (float)Arithmetic.Log((samples.Count + 1.0) / count))];
    }

    private Vector ToVector(Sample sample)
    {
        var view = sample.Written;
        var values = new SortedDictionary<int, float>();
        var known = 0;
        for (var i = 0; i < view.Hashes.Length; i++)
        {
            var row = _table.Row(view.Hashes[i]);
            if (row < 0)
            {
                continue;
            }

            known++;
            var inContext = i >= view.TextCount;
            var place = inContext ? row + _table.Rows : row;
            values[place] = values.GetValueOrDefault(place) + (_rarity[row] * (inContext ? ContextShare : 1) * Scale);
        }

        for (var sign = 0; sign < sample.Form.Length; sign++)
        {
            values[FormAt + sign] = sample.Form[sign] * FormShare * Scale;
        }

        var share = LinearModel.Share(known);
        return new([.. values.Keys], [.. values.Values.Select(value => value * share)]);
    }

    private float[] TrainCategory(bool[] wanted, ulong seed)
    {
        var weights = new float[FormAt + MessageFeatures.FormCount + 1];
        var bias = weights.Length - 1;
        var low = new double[wanted.Length];
        var high = new double[wanted.Length];
        Array.Fill(low, 1e-8);
        Array.Fill(high, Cost - 1e-8);
        for (var i = 0; i < wanted.Length; i++)
        {
            Shift(i, (float)((wanted[i] ? 1 : -1) * low[i]));
        }

        var random = new FixedRandom(seed);
        var order = Enumerable.Range(0, wanted.Length).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            foreach (var i in order)
            {
                var side = wanted[i] ? 1 : -1;
                var margin = side * (weights[bias] + _samples[i].Dot(weights));
                var (smaller, sign) = (0.5 * _samples[i].Norm * (high[i] - low[i])) + margin < 0 ? (high, -1) : (low, 1);
                var old = smaller[i];
                var moved = Solve(old, _samples[i].Norm, sign * margin);
                smaller[i] = moved;
                (sign > 0 ? high : low)[i] = Cost - moved;
                Shift(i, (float)(sign * (moved - old) * side));
            }
        }

        return weights;

        void Shift(int i, float step)
        {
            _samples[i].AddTo(weights, step);
            weights[bias] += step;
        }
    }

    // Newton's method on the one-variable problem of a sample; stays inside (0, Cost).
    private static double Solve(double old, double norm, double margin)
    {
        var value = Cost - old < 0.5 * Cost ? 0.1 * old : old;
        for (var step = 0; step < 100; step++)
        {
            var slope = (norm * (value - old)) + margin + Arithmetic.Log(value / (Cost - value));
            if (Math.Abs(slope) < 1e-3)
            {
                break;
            }

            var next = value - (slope / (norm + (Cost / (Cost - value) / value)));
            value = next <= 0 ? 0.1 * value : next;
        }

        return value;
    }

    private LinearModel Pack(float[][] weights)
    {
        var scales = new float[_table.Rows];
        var rows = new sbyte[_table.Rows * LinearModel.RowWidth];
        var values = new float[LinearModel.RowWidth];
        for (var row = 0; row < _table.Rows; row++)
        {
            for (var category = 0; category < Categories; category++)
            {
                values[category] = weights[category][row] * _rarity[row] * Scale;
                values[Categories + category] = weights[category][row + _table.Rows] * _rarity[row] * ContextShare * Scale;
            }

            scales[row] = Quantiser.Pack(values, rows.AsSpan(row * LinearModel.RowWidth, LinearModel.RowWidth));
        }

        var form = new float[MessageFeatures.FormCount * Categories];
        for (var i = 0; i < form.Length; i++)
        {
            form[i] = (float)(Half)(weights[i % Categories][FormAt + (i / Categories)] * FormShare * Scale);
        }

        return new(scales, new(rows), form, [.. weights.Select(category => (float)(Half)category[^1])]);
    }

    private sealed record Vector(int[] Places, float[] Values)
    {
        /// <summary>Squared length, the bias counted.</summary>
        public double Norm { get; } = 1 + Values.Sum(value => (double)value * value);

        public double Dot(float[] weights)
        {
            double sum = 0;
            for (var i = 0; i < Places.Length; i++)
            {
                sum += weights[Places[i]] * (double)Values[i];
            }

            return sum;
        }

        public void AddTo(float[] weights, float step)
        {
            for (var i = 0; i < Places.Length; i++)
            {
                weights[Places[i]] += step * Values[i];
            }
        }
    }
}
