namespace ZaloBot.Rules;

/// <summary>A message and what of its surroundings matters for judging it. Nothing here says who wrote it: the same words get the same verdict.</summary>
public sealed record ChatMessage
{
    /// <summary>A written message.</summary>
    public static ChatMessage Of(string text, string? previous = null) => new() { Text = text, Previous = previous };

    /// <summary>The words as written, or the caption of what was sent; empty when there are none.</summary>
    public string Text { get; init; } = "";

    /// <summary>What the message is made of.</summary>
    public ContentKind Kind { get; init; }

    /// <summary>Words of the message just before it in the group; null when unknown.</summary>
    public string? Previous { get; init; }

    /// <summary>Words of the message it answers; null when it answers none. Counts before <see cref="Previous"/>.</summary>
    public string? RepliedTo { get; init; }

    /// <summary>Names of the files sent with it.</summary>
    public IReadOnlyList<string> FileNames { get; init; } = [];

    /// <summary>Addresses of the link previews sent with it.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>What a short answer is read against: the message it answers, else the one before it.</summary>
    internal string? Context => string.IsNullOrWhiteSpace(RepliedTo) ? Previous : RepliedTo;
}
