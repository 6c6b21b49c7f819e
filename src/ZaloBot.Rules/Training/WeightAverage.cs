namespace ZaloBot.Rules.Training;

/// <summary>
/// The average of weights at many moments of a training. It lies in the middle of what the steps circle about and errs less than any one of them, like several
/// models for the price of one (stochastic weight averaging, Izmailov et al. 2018).
/// </summary>
internal sealed class WeightAverage(IReadOnlyList<Adam> layers)
{
    private readonly double[][] _sums = [.. layers.Select(layer => new double[layer.Values.Length])];
    private int _count;

    /// <summary>Counts the weights as they are now.</summary>
    public void Add()
    {
        _count++;
        foreach (var (layer, sum) in layers.Zip(_sums))
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += layer.Values[i];
            }
        }
    }

    /// <summary>Sets the weights to their average.</summary>
    public void Apply()
    {
        if (_count == 0)
        {
            return;
        }

        foreach (var (layer, sum) in layers.Zip(_sums))
        {
            for (var i = 0; i < sum.Length; i++)
            {
                layer.Values[i] = (float)(sum[i] / _count);
            }
        }
    }
}
