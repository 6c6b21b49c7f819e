using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Evaluation;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Training;

/// <summary>What a model that never saw a message says of it.</summary>
/// <param name="Message">The message.</param>
/// <param name="File">Where it stands.</param>
/// <param name="Signals">What the first look shows.</param>
/// <param name="Second">What the second look would say.</param>
internal sealed record UnseenAnswer(LabelledMessage Message, string File, Signals Signals, float Second)
{
    public bool IsViolation => Message.IsViolation;

    public static UnseenAnswer Of(TrainingMessage message, Model model)
    {
        var scratch = Scratch.OfThread;
        var (text, context) = (message.Chat.Text, message.Chat.Context);
        var signals = model.Weigh(text, context, SignReader.Default.Read(text, context), scratch);
        return new(message.Message, message.File, signals, model.LookAgain(scratch));
    }

    /// <summary>Log-odds as the classifier would give them.</summary>
    public float Odds(Calibration calibration) =>
        calibration.OddsAtFirst(Signals) is var odds && Calibration.LeavesDoubt(odds) ? calibration.OddsAtSecond(Signals, Second) : odds;
}
