using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Evaluation;

namespace ZaloBot.Rules.Training;

/// <summary>What a network that never saw a message says of it.</summary>
internal sealed record UnseenAnswer
{
    public UnseenAnswer(TrainingMessage message, Network network)
    {
        Message = message.Message;
        File = message.File;
        var features = new MessageFeatures();
        features.Read(Message.Text, Message.Context);
        var logits = new float[CategoryNames.Count];
        network.Answer(features, new float[2 * network.Shape.RowWidth], logits);
        Odds = MessageClassifier.Odds(logits);
    }

    public LabelledMessage Message { get; }

    public string File { get; }

    public float Odds { get; }

    public bool IsViolation => Message.IsViolation;
}
