using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>
/// Trains the classifier from a folder of labelled messages: five-fold grouped cross-validation for honest figures and for the calibration, then the
/// model itself from all messages. The same folder gives the same file on every machine.
/// </summary>
public sealed class ModelTrainer
{
    private const int Folds = 5;
    private const ulong FoldSeed = 129;

    private readonly TrainingOptions _options;
    private readonly Action<string> _tell;
    private readonly ParallelOptions _parallel;

    /// <param name="tell">Takes a line of progress now and then.</param>
    /// <param name="threads">Trainings at once; changes the time, never the result.</param>
    public ModelTrainer(Action<string> tell, int threads)
        : this(new(), tell, threads)
    {
    }

    internal ModelTrainer(TrainingOptions options, Action<string> tell, int threads)
    {
        _options = options;
        _tell = tell;
        _parallel = new() { MaxDegreeOfParallelism = threads };
    }

    /// <summary>Reads <c>*.jsonl</c> of the folder, writes the model and returns what the cross-validation showed.</summary>
    /// <exception cref="InvalidDataException">A line of the folder is unusable.</exception>
    public TrainingReport Train(string folder, Stream model)
    {
        var messages = TrainingMessages.Read(folder);
        _tell($"{messages.Count} messages read, {messages.Count(message => message.IsExtra)} of them only to learn from.");
        var folds = TrainingMessages.Fold(messages, Folds, FoldSeed);
        var answers = new List<UnseenAnswer>[Folds];
        Model? whole = null;

        // Each training takes one thread: the five of the cross-validation and the one that counts are enough to keep them busy.
        Parallel.For(0, Folds + 1, _parallel, part =>
        {
            var trained = ModelParts.Train([.. messages.Where((_, i) => folds[i] != part).SelectMany(message => message.Samples)], _options);
            if (part == Folds)
            {
                whole = trained;
                _tell("The model itself is trained.");
                return;
            }

            answers[part] = [.. messages.Where((_, i) => folds[i] == part).Select(message => UnseenAnswer.Of(message, trained))];
            _tell($"Fold {part + 1} of {Folds} done.");
        });

        List<UnseenAnswer> all = [.. answers.SelectMany(part => part)];
        var calibration = CalibrationFit.Of(all, Calibration.BaseRate);
        ModelFile.Write(model, whole!, calibration);
        return TrainingReport.Of(messages.Count, all, calibration);
    }
}
