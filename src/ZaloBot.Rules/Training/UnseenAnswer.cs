using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Evaluation;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Training;

/// <summary>What a model that never saw a message says of it.</summary>
internal sealed record UnseenAnswer(LabelledMessage Message, string File, Signals Signals)
{
    public bool IsViolation => Message.IsViolation;

    public static UnseenAnswer Of(TrainingMessage message, Model model) =>
        new(message.Message, message.File, model.Weigh(
            message.Message.Text, message.Message.Context, SignReader.Default.Read(message.Message.Text, message.Message.Context), Scratch.OfThread));
}
