using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Tests.Infrastructure;

/// <summary>A classifier that finds one word, with one probability.</summary>
internal sealed class FixedOpinion(string word, float probability, MessageCategory category = MessageCategory.Advertising) : IMessageClassifier
{
    public ClassScores Score(ReadOnlySpan<char> text, ReadOnlySpan<char> context, in MessageSigns signs)
    {
        var scores = new ClassScores { Violation = text.Contains(word, StringComparison.OrdinalIgnoreCase) ? probability : 0.01f };
        scores[category] = 1;
        scores[MessageCategory.TaskInfo] = 1;
        return scores;
    }
}
