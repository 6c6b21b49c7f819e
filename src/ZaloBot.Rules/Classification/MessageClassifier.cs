namespace ZaloBot.Rules.Classification;

/// <summary>The trained classifier. What it is, what it was trained on and where it fails: docs/model-card.md.</summary>
public sealed class MessageClassifier : IMessageClassifier
{
    private const string Resource = "ZaloBot.Rules.Classification.messages.model";

    private static readonly Lazy<MessageClassifier> Embedded = new(LoadEmbedded);

    [ThreadStatic]
    private static Scratch? _scratch;

    private readonly Network _network;
    private readonly Calibration _calibration;

    internal MessageClassifier(Network network, Calibration calibration)
    {
        _network = network;
        _calibration = calibration;
    }

    /// <summary>The model that comes with the project, read at first use.</summary>
    public static MessageClassifier Default => Embedded.Value;

    /// <summary>Reads a model that <c>train</c> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is no model of this version.</exception>
    public static MessageClassifier Load(Stream stream)
    {
        var (network, calibration) = ModelFile.Read(stream);
        return new(network, calibration);
    }

    /// <inheritdoc />
    public ClassScores Score(ReadOnlySpan<char> text, ReadOnlySpan<char> context)
    {
        var scratch = _scratch ??= new();
        scratch.Features.Read(text, context);
        Span<float> logits = stackalloc float[CategoryNames.Count];
        _network.Answer(scratch.Features, scratch.AveragesFor(2 * _network.Shape.RowWidth), logits);
        return ToScores(logits);
    }

    /// <summary>Log-odds of a violation before calibration.</summary>
    internal static float Odds(ReadOnlySpan<float> logits)
    {
        const int FirstViolation = (int)MessageCategory.Personal;
        return LogSum(logits[FirstViolation..]) - LogSum(logits[..FirstViolation]);
    }

    private static float LogSum(ReadOnlySpan<float> logits)
    {
        var highest = float.MinValue;
        foreach (var logit in logits)
        {
            highest = Math.Max(highest, logit);
        }

        var sum = 0f;
        foreach (var logit in logits)
        {
            sum += MathF.Exp(logit - highest);
        }

        return highest + MathF.Log(sum);
    }

    private static MessageClassifier LoadEmbedded()
    {
        using var stream = typeof(MessageClassifier).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks the resource {Resource}.");
        return Load(stream);
    }

    private ClassScores ToScores(ReadOnlySpan<float> logits)
    {
        const int FirstViolation = (int)MessageCategory.Personal;
        var scores = new ClassScores { Violation = _calibration.Probability(Odds(logits)) };
        float work = LogSum(logits[..FirstViolation]), violation = LogSum(logits[FirstViolation..]);
        for (var category = 0; category < logits.Length; category++)
        {
            scores[(MessageCategory)category] = MathF.Exp(logits[category] - (category < FirstViolation ? work : violation));
        }

        return scores;
    }

    private sealed class Scratch
    {
        private float[] _averages = [];

        public MessageFeatures Features { get; } = new();

        public Span<float> AveragesFor(int length)
        {
            if (_averages.Length < length)
            {
                _averages = new float[length];
            }

            return _averages;
        }
    }
}
