using ZaloBot.Rules.Evaluation;

namespace ZaloBot.Rules.Training;

/// <summary>A labelled message with the file it stands in and the kin it must not be parted from.</summary>
internal sealed record TrainingMessage(LabelledMessage Message, string File, int Kin, Sample Sample)
{
    /// <summary>Texts written to fill the gaps of the development files: learnt from, never measured on.</summary>
    public bool IsExtra => File.StartsWith("extra-", StringComparison.Ordinal);
}
