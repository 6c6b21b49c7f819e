using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Classification;

/// <summary>The trained classifier. What it is, what it was trained on and where it fails: docs/model-card.md.</summary>
public sealed class MessageClassifier : IMessageClassifier
{
    private const string Resource = "ZaloBot.Rules.Classification.messages.model";

    private static readonly Lazy<MessageClassifier> Embedded = new(LoadEmbedded);

    private readonly Model _model;
    private readonly Calibration _calibration;

    private MessageClassifier(Model model, Calibration calibration)
    {
        _model = model;
        _calibration = calibration;
    }

    /// <summary>The model that comes with the project, read at first use.</summary>
    public static MessageClassifier Default => Embedded.Value;

    /// <summary>Reads a model that <c>train</c> wrote, from a stream that can be read twice (a file, not a pipe).</summary>
    /// <exception cref="InvalidDataException">The file is no model of this version.</exception>
    public static MessageClassifier Load(Stream stream)
    {
        var (model, calibration) = ModelFile.Read(stream);
        return new(model, calibration);
    }

    /// <summary>Scores a message, reading its signs too.</summary>
    public ClassScores Score(ReadOnlySpan<char> text, ReadOnlySpan<char> context) => Score(text, context, SignReader.Default.Read(text, context));

    /// <inheritdoc />
    public ClassScores Score(ReadOnlySpan<char> text, ReadOnlySpan<char> context, in MessageSigns signs, float aloneAbove = 1)
    {
        var scratch = Scratch.OfThread;
        var scores = new ClassScores { Violation = Probability(_model.Weigh(text, context, signs, scratch), scratch) };
        var logits = scratch.ByNetwork;
        Vectors.AddScaled(logits, 1f, scratch.ByLinear);
        Span<float> shares = stackalloc float[CategoryNames.Count];
        var (work, violation) = Model.Powers(logits, shares);
        for (var category = MessageCategory.Invitation; category <= MessageCategory.Scam; category++)
        {
            scores[category] = shares[(int)category] / (category.IsViolation() ? violation : work);
        }

        if (!context.IsEmpty && scores.Violation > aloneAbove)
        {
            scores.Alone = Probability(_model.WeighAlone(scratch), scratch);
        }

        return scores;
    }

    private float Probability(Signals signals, Scratch scratch)
    {
        var odds = _calibration.OddsAtFirst(signals);
        return Calibration.Probability(Calibration.LeavesDoubt(odds) ? _calibration.OddsAtSecond(signals, _model.LookAgain(scratch)) : odds);
    }

    private static MessageClassifier LoadEmbedded()
    {
        using var stream = typeof(MessageClassifier).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks the resource {Resource}.");
        var (model, calibration) = ModelFile.ReadResource((UnmanagedMemoryStream)stream);
        return new(model, calibration);
    }
}
