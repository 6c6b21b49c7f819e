using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>Networks trained alike from different seeds over one table, and their packing into the form the classifier runs.</summary>
internal static class Ensemble
{
    public static Network Train(IReadOnlyList<Sample> samples, TrainingOptions options, ParallelOptions parallel)
    {
        var table = FeatureTables.Of(samples, options.Rows);
        var trainers = new NetworkTrainer[options.Members];
        Parallel.For(0, trainers.Length, parallel, member =>
        {
            trainers[member] = new(options with { Seed = options.Seed + (ulong)member }, table);
            trainers[member].Train(samples);
        });
        return Pack(new(options.Rows, options.Members, options.Width, options.Hidden), table, trainers);
    }

    // A row's scale is half precision too, so the bytes are counted in the scale as the file will give it back.
    private static Network Pack(NetworkShape shape, FeatureTable table, NetworkTrainer[] trainers)
    {
        var scales = new float[shape.Rows];
        var rows = new sbyte[shape.Rows * shape.RowWidth];
        for (var row = 0; row < shape.Rows; row++)
        {
            if (!table.IsTaken(row))
            {
                continue;
            }

            var highest = trainers.Max(trainer => trainer.Row(row).Max(MathF.Abs));
            scales[row] = (float)(Half)(highest / sbyte.MaxValue);
            for (var member = 0; member < trainers.Length; member++)
            {
                var values = trainers[member].Row(row);
                for (var i = 0; i < shape.Width; i++)
                {
                    rows[(row * shape.RowWidth) + (member * shape.Width) + i] = (sbyte)Math.Clamp(MathF.Round(values[i] / scales[row]), -127, 127);
                }
            }
        }

        return new(shape, table, scales, rows, [.. trainers.Select(trainer => trainer.ToLayers())]);
    }
}
