using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Classification;

/// <summary>A learnt opinion on a message. Safe to call from many threads at once.</summary>
public interface IMessageClassifier
{
    /// <summary>
    /// Scores a message as written (any Unicode form, marks or none); <paramref name="context"/> is the message just before it or the one it
    /// answers, empty when there is none; <paramref name="signs"/> is what was recognised in both. What is a violation with a probability above
    /// <paramref name="aloneAbove"/> is scored without the context too (<see cref="ClassScores.Alone"/>). Never throws, whatever the characters.
    /// </summary>
    ClassScores Score(ReadOnlySpan<char> text, ReadOnlySpan<char> context, in MessageSigns signs, float aloneAbove = 1);
}
