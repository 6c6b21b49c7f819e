namespace ZaloBot.Rules.Evaluation;

/// <summary>A labelled message beside the verdict it got.</summary>
/// <param name="Message">What a person said of it.</param>
/// <param name="Verdict">What the rules made of it.</param>
public sealed record JudgedMessage(LabelledMessage Message, Verdict Verdict)
{
    /// <summary>True when the verdict is the label.</summary>
    public bool IsRight => Verdict.IsViolation == Message.IsViolation;
}
