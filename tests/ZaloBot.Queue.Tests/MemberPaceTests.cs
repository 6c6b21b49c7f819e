using ZaloBot.Moderation;

namespace ZaloBot.Queue.Tests;

/// <summary>A flood is counted by when messages were sent, in whatever order they are told.</summary>
public sealed class MemberPaceTests
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(7));

    private readonly MemberPace _pace = new();

    [Fact]
    public void A_pace_is_counted_up_to_the_message_that_is_told()
    {
        Count(second: 0).ShouldBe(1);
        Count(second: 30).ShouldBe(2);
        Count(second: 10).ShouldBe(2, "the one at thirty seconds came after it");
        Count(second: -3600).ShouldBe(0, "an hour old, and found only now");
        Count(second: 61).ShouldBe(3, "the first is past the window");
    }

    [Fact]
    public void The_oldest_are_forgotten_beyond_the_limit()
    {
        for (var second = 0; second < 30; second++)
        {
            Count(second);
        }

        Count(second: 30).ShouldBe(20);
        _pace.Sent.Min(sent => sent.At).ShouldBe(Nine.AddSeconds(11));
    }

    private int Count(int second) => _pace.CountFor(new(Nine.AddSeconds(second)), TimeSpan.FromMinutes(1), atMost: 20).Length;
}
