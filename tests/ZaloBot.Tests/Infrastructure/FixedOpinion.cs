using System.Collections.Concurrent;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Tests.Infrastructure;

/// <summary>A classifier that finds one word, with one probability.</summary>
internal sealed class FixedOpinion(string word, float probability, MessageCategory category = MessageCategory.Advertising) : IMessageClassifier
{
    /// <summary>What each message was read against, by its text.</summary>
    public ConcurrentDictionary<string, string> Contexts { get; } = new(StringComparer.Ordinal);

    public ClassScores Score(ReadOnlySpan<char> text, ReadOnlySpan<char> context, in MessageSigns signs, float aloneAbove = 1)
    {
        Contexts[text.ToString()] = context.ToString();
        var scores = new ClassScores { Violation = text.Contains(word, StringComparison.OrdinalIgnoreCase) ? probability : 0.01f };
        scores[category] = 1;
        scores[MessageCategory.TaskInfo] = 1;
        return scores;
    }
}
