using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Evaluation;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Training;

/// <summary>What a model that never saw a message says of it.</summary>
/// <param name="Message">The message.</param>
/// <param name="File">Where it stands.</param>
/// <param name="Looks">What it says of the message after those before it.</param>
/// <param name="Alone">What it says of the message by itself; null when nothing was said before.</param>
internal sealed record UnseenAnswer(LabelledMessage Message, string File, UnseenAnswer.Look Looks, UnseenAnswer.Look? Alone)
{
    private static readonly NeighbourCaps Caps = NeighbourCaps.Of(RuleSet.Default);

    public bool IsViolation => Message.IsViolation;

    public static UnseenAnswer Of(TrainingMessage message, Model model)
    {
        var (text, context) = (message.Chat.Text, message.Chat.Context);
        return new(message.Message, message.File, Look.At(text, context, model), context is null ? null : Look.At(text, null, model));
    }

    /// <summary>Log-odds as the judge would have them: what is surely work by itself is not blamed for its neighbours.</summary>
    public float Odds(Calibration calibration)
    {
        var odds = Looks.Odds(calibration);
        var most = Caps.For(Alone is null ? null : Calibration.Probability(Alone.Odds(calibration)));
        return most < 1 ? Math.Min(odds, (float)SignModel.LogOdds(most)) : odds;
    }

    /// <summary>What two looks at a message say.</summary>
    /// <param name="Signals">What the first look shows.</param>
    /// <param name="Second">What the second look would say.</param>
    internal sealed record Look(Signals Signals, float Second)
    {
        public static Look At(string text, string? context, Model model)
        {
            var scratch = Scratch.OfThread;
            var signals = model.Weigh(text, context, SignReader.Default.Read(text, context), scratch);
            return new(signals, model.LookAgain(scratch));
        }

        /// <summary>Log-odds as the classifier would give them.</summary>
        public float Odds(Calibration calibration) =>
            calibration.OddsAtFirst(Signals) is var odds && Calibration.LeavesDoubt(odds) ? calibration.OddsAtSecond(Signals, Second) : odds;
    }
}
