using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Tests.Judgement;

/// <summary>A classifier of one opinion.</summary>
internal sealed class FixedClassifier(double violation, MessageCategory breach = MessageCategory.Personal, MessageCategory work = MessageCategory.TaskInfo)
    : IMessageClassifier
{
    /// <summary>The text it was last asked about.</summary>
    public string? Text { get; private set; }

    /// <summary>What it was to be read against.</summary>
    public string? Context { get; private set; }

    /// <summary>What it was told is recognised.</summary>
    public MessageSigns Signs { get; private set; }

    public ClassScores Score(ReadOnlySpan<char> text, ReadOnlySpan<char> context, in MessageSigns signs, float aloneAbove = 1)
    {
        (Text, Context, Signs) = (text.ToString(), context.ToString(), signs);
        ClassScores scores = default;
        scores.Violation = (float)violation;
        scores[breach] = 0.9f;
        scores[breach == MessageCategory.Scam ? MessageCategory.Uncivil : MessageCategory.Scam] = 0.1f;
        scores[work] = 1;
        return scores;
    }
}
