using Shouldly;
using Xunit;
using ZaloBot.Rules.Training;

namespace ZaloBot.Rules.Tests.Classification;

/// <summary>What a network keeps of the weights it went through.</summary>
public sealed class WeightAverageTests
{
    [Fact]
    public void The_weights_become_the_average_of_the_moments_that_were_counted()
    {
        var (one, other) = (new Adam(8), new Adam(16));
        var average = new WeightAverage([one, other]);
        foreach (var value in new[] { 1f, 2f, 6f })
        {
            Array.Fill(one.Values, value);
            Array.Fill(other.Values, -value);
            average.Add();
        }

        Array.Fill(one.Values, 100f);
        average.Apply();
        one.Values.ShouldAllBe(value => value == 3f);
        other.Values.ShouldAllBe(value => value == -3f);
    }

    [Fact]
    public void Weights_nobody_counted_stay()
    {
        var layer = new Adam(8);
        Array.Fill(layer.Values, 5f);
        new WeightAverage([layer]).Apply();
        layer.Values.ShouldAllBe(value => value == 5f);
    }
}
