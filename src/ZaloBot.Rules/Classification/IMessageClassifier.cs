using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// A learnt opinion on a message, given in two steps: first its words are read, then, with the signs recognised in it, they are scored. What is known of words lies
/// all over some megabytes; it comes near while the caller looks for signs in between. Safe to call from many threads at once.
/// </summary>
public interface IMessageClassifier
{
    /// <summary>Reads the message that <see cref="Score"/> on the same thread is about. Never throws, whatever the characters.</summary>
    /// <param name="text">The message as written: any Unicode form, marks or none.</param>
    /// <param name="context">The message just before it or the one it answers; empty when there is none.</param>
    void Read(ReadOnlySpan<char> text, ReadOnlySpan<char> context);

    /// <summary>Scores the message read last on this thread, by this classifier and no other in between; once.</summary>
    /// <param name="signs">What was recognised in the message and in its context.</param>
    /// <param name="aloneAbove">What is a violation with a probability above this is scored without the context too (<see cref="ClassScores.Alone"/>).</param>
    ClassScores Score(in MessageSigns signs, float aloneAbove = 1);
}
