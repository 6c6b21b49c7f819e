using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>Trains what a model is made of over one table: the network and the linear classifiers.</summary>
internal static class ModelParts
{
    public static Model Train(IReadOnlyList<Sample> samples, TrainingOptions options)
    {
        var table = FeatureTables.Of(samples, options.Rows);
        var trainer = new NetworkTrainer(options, table);
        trainer.Train(samples);
        return new(table, trainer.ToNetwork(), new LinearTrainer(samples, table).Train(samples));
    }
}
