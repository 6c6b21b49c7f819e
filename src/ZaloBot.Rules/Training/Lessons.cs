namespace ZaloBot.Rules.Training;

/// <summary>The course of training: messages in a new order each time through, in small batches, the pace rising at first and falling to the end.</summary>
internal static class Lessons
{
    private const float WarmingUp = 0.05f;
    private const float Falling = 0.95f;

    /// <param name="samples">What there is to learn from.</param>
    /// <param name="options">How often, and in what batches.</param>
    /// <param name="random">For the order.</param>
    /// <param name="learn">Takes a message and its weight.</param>
    /// <param name="move">Takes the pace of a step and Adam's correction.</param>
    public static void Give(IReadOnlyList<Sample> samples, TrainingOptions options, FixedRandom random, Action<Sample, float> learn, Action<float, float> move)
    {
        var order = Enumerable.Range(0, samples.Count).ToArray();
        var batches = (samples.Count + options.Batch - 1) / options.Batch;
        var total = options.Epochs * batches;
        var step = 0;
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            random.Shuffle(order);
            for (var batch = 0; batch < batches; batch++)
            {
                var members = order.AsSpan(batch * options.Batch, Math.Min(options.Batch, samples.Count - (batch * options.Batch)));
                foreach (var member in members)
                {
                    learn(samples[member], 1f / members.Length);
                }

                var progress = ++step / (float)total;
                move(Math.Min(1f, progress / WarmingUp) * (1f - (Falling * progress)), Adam.Correction(step));
            }
        }
    }
}
