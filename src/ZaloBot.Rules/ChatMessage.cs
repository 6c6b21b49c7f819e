namespace ZaloBot.Rules;

/// <summary>A message and what of its surroundings matters for judging it. Nothing here says who wrote it: the same words get the same verdict.</summary>
public sealed record ChatMessage
{
    /// <summary>More messages than these before <see cref="Previous"/> are not read.</summary>
    public const int MostEarlier = 2;

    // Of what stands before a message the classifier reads the first 32 words, the newest message first; everything read takes time.
    private const int EnoughContext = 160;

    /// <summary>A written message.</summary>
    public static ChatMessage Of(string text, string? previous = null) => new() { Text = text, Previous = previous };

    /// <summary>The words as written, or the caption of what was sent; empty when there are none.</summary>
    public string Text { get; init; } = "";

    /// <summary>What the message is made of.</summary>
    public ContentKind Kind { get; init; }

    /// <summary>Words of the message just before it in the group; null when unknown.</summary>
    public string? Previous { get; init; }

    /// <summary>
    /// Words of the messages before <see cref="Previous"/> that belong to the same conversation, the newest first. "I'll take an orange one" buys
    /// from a colleague or from the office's own stall, and only what was said two or three messages ago tells.
    /// </summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];

    /// <summary>Words of the message it answers; null when it answers none. Counts before <see cref="Previous"/>.</summary>
    public string? RepliedTo { get; init; }

    /// <summary>Names of the files sent with it.</summary>
    public IReadOnlyList<string> FileNames { get; init; } = [];

    /// <summary>Addresses of the link previews sent with it.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>What the message is read against: the one it answers, else those before it, the newest first.</summary>
    internal string? Context => !string.IsNullOrWhiteSpace(RepliedTo) ? RepliedTo : Earlier.Count == 0 ? Previous : Conversation();

    private string Conversation()
    {
        var text = Previous ?? "";
        foreach (var earlier in Earlier.Where(words => !string.IsNullOrWhiteSpace(words)).Take(MostEarlier))
        {
            if (text.Length > EnoughContext)
            {
                break;
            }

            text += text.Length == 0 ? earlier : "\n" + earlier;
        }

        return text;
    }
}
