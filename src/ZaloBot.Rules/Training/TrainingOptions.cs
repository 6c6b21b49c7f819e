namespace ZaloBot.Rules.Training;

/// <summary>How a network is trained. The defaults were chosen by grouped cross-validation (docs/model-card.md).</summary>
internal sealed record TrainingOptions
{
    /// <summary>Features the model can know; a power of two.</summary>
    public int Rows { get; init; } = 1 << 16;

    /// <summary>Networks whose answers are averaged.</summary>
    public int Members { get; init; } = 3;

    public int Width { get; init; } = 64;

    public int Hidden { get; init; } = 96;

    public int Epochs { get; init; } = 8;

    public int Batch { get; init; } = 16;

    public float RowRate { get; init; } = 0.004f;

    public float LayerRate { get; init; } = 0.002f;

    public float Decay { get; init; } = 0.01f;

    /// <summary>Share of the averages left out at each look, and of the hidden units.</summary>
    public float Dropout { get; init; } = 0.4f;

    public float HiddenDropout { get; init; } = 0.2f;

    /// <summary>Share of the words left out at each look.</summary>
    public float TokenDropout { get; init; } = 0.3f;

    /// <summary>Share of the looks at which a message is seen without its marks.</summary>
    public float BareShare { get; init; } = 0.15f;

    /// <summary>Share of each answer spread over the other categories of the same side.</summary>
    public float Smoothing { get; init; } = 0.05f;

    /// <summary>Weight of the question "violation or not" beside the question "which category".</summary>
    public float SideWeight { get; init; } = 1f;

    public float RowSpread { get; init; } = 0.1f;

    public ulong Seed { get; init; } = 1;

    /// <summary>How the attention networks are trained: fewer of them, for they cost more when asked.</summary>
    public TrainingOptions ForAttention() => this with { Members = 2, Epochs = 10, Batch = 32 };
}
