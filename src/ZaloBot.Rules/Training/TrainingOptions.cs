namespace ZaloBot.Rules.Training;

/// <summary>How a network is trained. How the defaults were chosen: docs/adr/0005-own-small-classifier.md.</summary>
internal sealed record TrainingOptions
{
    /// <summary>Features the model can know; a power of two.</summary>
    public int Rows { get; init; } = 1 << 16;

    public int Width { get; init; } = 64;

    public int Hidden { get; init; } = 96;

    public int Epochs { get; init; } = 6;

    public int Batch { get; init; } = 32;

    public float RowRate { get; init; } = 0.004f;

    public float LayerRate { get; init; } = 0.002f;

    public float Decay { get; init; } = 0.01f;

    /// <summary>Share of what the network made of a message that is left out each time it is shown, and of the hidden units.</summary>
    public float Dropout { get; init; } = 0.4f;

    public float HiddenDropout { get; init; } = 0.2f;

    /// <summary>Share of the words left out each time a message is shown.</summary>
    public float TokenDropout { get; init; } = 0.3f;

    /// <summary>Share of the times at which a message is shown without its marks.</summary>
    public float BareShare { get; init; } = 0.15f;

    /// <summary>Share of each answer spread over the other categories of the same side.</summary>
    public float Smoothing { get; init; } = 0.05f;

    /// <summary>Weight of the question "violation or not" beside the question "which category".</summary>
    public float SideWeight { get; init; } = 1f;

    /// <summary>Weight of the answer at the first look beside that at the second.</summary>
    public float FirstWeight { get; init; } = 0.5f;

    /// <summary>Weight of the question which half of a contrast pair is the violation.</summary>
    public float PairWeight { get; init; } = 0.5f;

    public float RowSpread { get; init; } = 0.1f;

    public ulong Seed { get; init; } = 1;
}
