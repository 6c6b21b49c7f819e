using ZaloBot.Rules.Evaluation;

namespace ZaloBot.Rules.Training;

/// <summary>A labelled message with the file it stands in and the kin it must not be parted from.</summary>
/// <param name="Message">The message.</param>
/// <param name="Chat">The message as a bot in its group would read it.</param>
/// <param name="File">Where it stands.</param>
/// <param name="Kin">Number of its kin.</param>
/// <param name="Sample">The message with the one before it.</param>
/// <param name="InConversation">The message with more of those before it; null when there are no more.</param>
internal sealed record TrainingMessage(LabelledMessage Message, ChatMessage Chat, string File, int Kin, Sample Sample, Sample? InConversation)
{
    private const float DevelopmentWeight = 4;

    /// <summary>Texts written to fill the gaps of the development files: learnt from, never measured on.</summary>
    public bool IsExtra => IsExtraFile(File);

    /// <summary>What a message of a file counts to the network: the extra texts are many, the development messages are what is wanted.</summary>
    public static float WeightIn(string file) => IsExtraFile(file) ? 1 : DevelopmentWeight;

    /// <summary>The message below one that it has nothing to do with; null for most.</summary>
    public Sample? BelowAnother { get; init; }

    /// <summary>
    /// All there is to learn from it: a bot sees conversations, but also answers of which it knows only the message before, and where several talk at once
    /// a message below one it does not answer.
    /// </summary>
    public IEnumerable<Sample> Samples => new[] { Sample, InConversation, BelowAnother }.OfType<Sample>();

    private static bool IsExtraFile(string file) => file.StartsWith("extra-", StringComparison.Ordinal);
}
