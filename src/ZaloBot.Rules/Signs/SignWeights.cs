namespace ZaloBot.Rules.Signs;

/// <summary>
/// How much each sign speaks for a violation, in natural-log odds, learnt from labelled messages by <see cref="SignTrainer"/>. Signs that are not
/// named weigh nothing.
/// </summary>
/// <param name="Bias">Log odds before any sign is seen, for a group in which 8 % of the messages are violations.</param>
/// <param name="Classifier">What the classifier's own log odds count; 0 when the signs are to stand alone.</param>
/// <param name="Own">Weights of what the writer says.</param>
/// <param name="Relayed">Weights of what the writer quotes, denies or forbids.</param>
/// <param name="Context">Weights of what the message is read against.</param>
public sealed record SignWeights(
    double Bias, double Classifier, IReadOnlyDictionary<string, double> Own, IReadOnlyDictionary<string, double> Relayed, IReadOnlyDictionary<string, double> Context);
