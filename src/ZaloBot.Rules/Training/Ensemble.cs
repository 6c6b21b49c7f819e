using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>Trains what a model is made of over one table: networks, alike but for their seeds, and the linear classifiers.</summary>
internal static class Ensemble
{
    public static Model Train(IReadOnlyList<Sample> samples, TrainingOptions options, ParallelOptions parallel)
    {
        var table = FeatureTables.Of(samples, options.Rows);
        var trainers = new NetworkTrainer[options.Members];
        Parallel.For(0, trainers.Length, parallel, member =>
        {
            trainers[member] = new(options with { Seed = options.Seed + (ulong)member }, table);
            trainers[member].Train(samples);
        });

        var shape = new NetworkShape(options.Rows, options.Members, options.Width, options.Hidden);
        var (scales, rows) = Pack(table, shape.RowWidth, row => trainers.SelectMany(trainer => trainer.Row(row)));
        var network = new Network(shape, scales, rows, [.. trainers.Select(trainer => trainer.ToLayers())]);
        return new(table, network, new LinearTrainer(samples, table).Train(samples, parallel));
    }

    private static (float[] Scales, sbyte[] Rows) Pack(FeatureTable table, int width, Func<int, IEnumerable<float>> learnt)
    {
        var scales = new float[table.Rows];
        var rows = new sbyte[table.Rows * width];
        for (var row = 0; row < table.Rows; row++)
        {
            if (table.IsTaken(row))
            {
                scales[row] = Quantiser.Pack([.. learnt(row)], rows.AsSpan(row * width, width));
            }
        }

        return (scales, rows);
    }
}
