namespace ZaloBot.Rules.Classification;

/// <summary>Room to work in, one for a thread, so that judging a message allocates nothing but what is kept of words met for the first time (<see cref="SpellingSums"/>).</summary>
internal sealed class Scratch
{
    private readonly float[] _byNetwork = new float[CategoryNames.Count];
    private readonly float[] _byLinear = new float[CategoryNames.Count];
    private readonly float[] _byLinearOfText = new float[CategoryNames.Count];
    private float[] _words = [];
    private float[] _averages = [];
    private float[] _room = [];

    [field: ThreadStatic]
    public static Scratch OfThread => field ??= new();

    public MessageFeatures Features { get; } = new();

    /// <summary>Room for what is known of the words of one side.</summary>
    public SpellingSums.Sum[] Spellings { get; } = new SpellingSums.Sum[MessageFeatures.MaxTokens];

    /// <summary>Logits of the last answer by the network.</summary>
    public Span<float> ByNetwork => _byNetwork;

    /// <summary>Logits of the last answer by the linear classifiers.</summary>
    public Span<float> ByLinear => _byLinear;

    /// <summary>Sums of the linear classifiers over the words of the text alone.</summary>
    public Span<float> ByLinearOfText => _byLinearOfText;

    /// <summary>How many features of the text's words they know.</summary>
    public int KnownOfText { get; set; }

    /// <summary>What is known of each word of the message last read. Asked for again with the same length or less, it holds what was written there.</summary>
    public Span<float> WordsFor(int length) => For(ref _words, length);

    /// <summary>The averages of its text and of its context. Asked for again with the same length, it holds what was written there.</summary>
    public Span<float> AveragesFor(int length) => For(ref _averages, length);

    /// <summary>Room for one answer.</summary>
    public Span<float> RoomFor(int length) => For(ref _room, length);

    private static Span<float> For(ref float[] kept, int length)
    {
        if (kept.Length < length)
        {
            kept = new float[length];
        }

        return kept.AsSpan(0, length);
    }
}
