using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Evaluation;

/// <summary>A message with the verdict a person gave it.</summary>
public sealed record LabelledMessage
{
    /// <summary>Name of the message within its file.</summary>
    public required string Id { get; init; }

    /// <summary>The words.</summary>
    public required string Text { get; init; }

    /// <summary>The message just before it, or null.</summary>
    public string? Context { get; init; }

    /// <summary>The messages before that one, the newest first; none when the file does not say.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];

    /// <summary>True for the label <c>violation</c>.</summary>
    public required bool IsViolation { get; init; }

    /// <summary>The kind of work or breach; null when the file does not say.</summary>
    public MessageCategory? Category { get; init; }

    /// <summary>How it is written: casual, formal, teencode, …; empty when the file does not say.</summary>
    public string Style { get; init; } = "";

    /// <summary>easy, medium or hard; empty when the file does not say.</summary>
    public string Difficulty { get; init; } = "";

    /// <summary>Group, empty when the file does not say.</summary>
    public string Group { get; init; } = "";

    /// <summary>Name of the contrast pair it is half of: alike in words, opposite in label; null when it is none.</summary>
    public string? Pair { get; init; }

    /// <summary>Messages that must stay on one side when splitting: thread, pair or the message itself.</summary>
    public required string Kin { get; init; }
}
