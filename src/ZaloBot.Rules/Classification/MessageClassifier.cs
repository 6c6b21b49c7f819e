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

    /// <summary>Reads a model that <c>train</c> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is no model of this version.</exception>
    public static MessageClassifier Load(Stream stream)
    {
        var (model, calibration) = ModelFile.Read(stream);
        return new(model, calibration);
    }

    /// <summary>Scores a message, reading its signs too.</summary>
    public ClassScores Score(ReadOnlySpan<char> text, ReadOnlySpan<char> context) => Score(text, context, SignReader.Default.Read(text, context));

    /// <inheritdoc />
    public ClassScores Score(ReadOnlySpan<char> text, ReadOnlySpan<char> context, in MessageSigns signs)
    {
        const int FirstViolation = (int)MessageCategory.Personal;
        var scratch = Scratch.OfThread;
        var signals = _model.Weigh(text, context, signs, scratch);
        var odds = _calibration.OddsAtFirst(signals);
        if (Calibration.LeavesDoubt(odds))
        {
            odds = _calibration.OddsAtSecond(signals, _model.LookAgain(scratch));
        }

        var scores = new ClassScores { Violation = Calibration.Probability(odds) };
        var logits = scratch.ByNetwork;
        Vectors.AddScaled(logits, 1f, scratch.ByLinear);
        float work = Model.LogSum(logits[..FirstViolation]), violation = Model.LogSum(logits[FirstViolation..]);
        for (var category = 0; category < logits.Length; category++)
        {
            scores[(MessageCategory)category] = MathF.Exp(logits[category] - (category < FirstViolation ? work : violation));
        }

        return scores;
    }

    private static MessageClassifier LoadEmbedded()
    {
        using var stream = typeof(MessageClassifier).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks the resource {Resource}.");
        return Load(stream);
    }
}
