using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Training;

namespace ZaloBot.Rules.Tests.Classification;

/// <summary>The figures of the training report are those of the judge, who does not blame work for its neighbours.</summary>
public sealed class UnseenAnswerTests
{
    private static readonly Calibration Plain = new(new(1, 0, 0, 0), new(0, 0, 1, 0));

    [Theory]
    [InlineData(4f, -7f, 0.261)]
    [InlineData(4f, -4f, 0.45)]
    [InlineData(4f, 0f, 0.98)]
    [InlineData(-4f, -4f, 0.02)]
    [InlineData(4f, null, 0.98)]
    public void What_is_surely_work_alone_is_never_said_in_the_group(float among, float? alone, double expected)
    {
        var answer = new UnseenAnswer(
            new() { Id = "a", Text = "rõ ạ", IsViolation = false, Kin = "a" },
            "file",
            new(new(among, 0), 0),
            alone is { } odds ? new(new(odds, 0), 0) : null);

        Calibration.Probability(answer.Odds(Plain)).ShouldBe((float)expected, 0.005f);
    }

    [Fact]
    public void The_second_look_counts_where_the_first_leaves_a_doubt()
    {
        new UnseenAnswer.Look(new(1, 0), -3).Odds(Plain).ShouldBe(-3);
        new UnseenAnswer.Look(new(4, 0), -3).Odds(Plain).ShouldBe(4);
    }
}
