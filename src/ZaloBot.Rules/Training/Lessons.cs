namespace ZaloBot.Rules.Training;

/// <summary>
/// The course of training: messages in a new order each time through, in small batches, the pace rising at first and falling to the end, and at the end the
/// average of the later weights.
/// </summary>
internal static class Lessons
{
    private const float WarmingUp = 0.05f;
    private const float Falling = 0.7f;

    // From here on the weights circle more than they learn; every so many steps they are counted towards the average that is kept.
    private const float AveragedFrom = 0.6f;
    private const int StepsBetween = 50;

    /// <param name="samples">What there is to learn from.</param>
    /// <param name="options">How often, and in what batches.</param>
    /// <param name="random">For the order.</param>
    /// <param name="learn">Takes a message and its weight.</param>
    /// <param name="move">Takes the pace of a step and Adam's correction.</param>
    /// <param name="average">Takes the weights of moments and has them averaged at the end.</param>
    public static void Give(IReadOnlyList<Sample> samples, TrainingOptions options, FixedRandom random, Action<Sample, float> learn, Action<float, float> move, WeightAverage average)
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
                    learn(samples[member], samples[member].Weight / members.Length);
                }

                var progress = ++step / (float)total;
                move(Math.Min(1f, progress / WarmingUp) * (1f - (Falling * progress)), Adam.Correction(step));
                if (progress >= AveragedFrom && step % StepsBetween == 0)
                {
                    average.Add();
                }
            }
        }

        average.Apply();
    }
}
