using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>Trains what a model is made of over one table: networks of both kinds, alike but for their seeds, and the linear classifiers.</summary>
internal static class Ensemble
{
    public static Model Train(IReadOnlyList<Sample> samples, TrainingOptions options, ParallelOptions parallel)
    {
        var table = FeatureTables.Of(samples, options.Rows);
        var attention = options.ForAttention();
        var readers = new AttentionTrainer[attention.Members];
        var averagers = new NetworkTrainer[options.Members];

        // The long ones first, so that none of them is left alone at the end.
        Parallel.For(0, readers.Length + averagers.Length, parallel, member =>
        {
            if (member < readers.Length)
            {
                readers[member] = new(attention with { Seed = attention.Seed + (ulong)member }, table);
                readers[member].Train(samples);
            }
            else
            {
                var averager = member - readers.Length;
                averagers[averager] = new(options with { Seed = options.Seed + (ulong)averager }, table);
                averagers[averager].Train(samples);
            }
        });

        var (scales, rows) = Pack(table, options.Members * options.Width, row => averagers.SelectMany(trainer => trainer.Row(row)));
        var network = new Network(new(options.Rows, options.Members, options.Width, options.Hidden), scales, rows, [.. averagers.Select(trainer => trainer.ToLayers())]);
        (scales, rows) = Pack(table, attention.Members * attention.Width, row => readers.SelectMany(trainer => trainer.Row(row)));
        var reading = new AttentionNetwork(
            new(attention.Rows, attention.Members, attention.Width, attention.Hidden), scales, rows, [.. readers.Select(trainer => trainer.ToLayers())]);
        return new(table, network, reading, new LinearTrainer(samples, table).Train(samples, parallel));
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
