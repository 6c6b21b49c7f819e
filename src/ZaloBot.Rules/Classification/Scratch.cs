namespace ZaloBot.Rules.Classification;

/// <summary>Room to work in, one for a thread, so that judging a message allocates nothing.</summary>
internal sealed class Scratch
{
    private readonly float[] _byNetwork = new float[CategoryNames.Count];
    private readonly float[] _byLinear = new float[CategoryNames.Count];
    private float[] _averages = [];

    [field: ThreadStatic]
    public static Scratch OfThread => field ??= new();

    public MessageFeatures Features { get; } = new();

    public AttentionScratch Attention { get; } = new();

    /// <summary>Logits of the last answer by the networks.</summary>
    public Span<float> ByNetwork => _byNetwork;

    /// <summary>Logits of the last answer by the linear classifiers.</summary>
    public Span<float> ByLinear => _byLinear;

    public Span<float> AveragesFor(int length)
    {
        if (_averages.Length < length)
        {
            _averages = new float[length];
        }

        return _averages.AsSpan(0, length);
    }
}
