using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>Trains what a model is made of over one table: networks alike but for their seeds, and the linear classifiers.</summary>
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
        var network = Pack(new(options.Rows, options.Members, options.Width, options.Hidden), table, trainers);
        return new(table, network, new LinearTrainer(samples, table).Train(samples, parallel));
    }

    private static Network Pack(NetworkShape shape, FeatureTable table, NetworkTrainer[] trainers)
    {
        var scales = new float[shape.Rows];
        var rows = new sbyte[shape.Rows * shape.RowWidth];
        for (var row = 0; row < shape.Rows; row++)
        {
            if (table.IsTaken(row))
            {
                float[] values = [.. trainers.SelectMany(trainer => trainer.Row(row))];
                scales[row] = Quantiser.Pack(values, rows.AsSpan(row * shape.RowWidth, shape.RowWidth));
            }
        }

        return new(shape, scales, rows, [.. trainers.Select(trainer => trainer.ToLayers())]);
    }
}
