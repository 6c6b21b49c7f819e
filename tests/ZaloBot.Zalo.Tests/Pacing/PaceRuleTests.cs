using ZaloBot.Zalo.Pacing;
using ZaloBot.Zalo.Tests.Infrastructure;

namespace ZaloBot.Zalo.Tests.Pacing;

public sealed class PaceRuleTests
{
    private static readonly DateTimeOffset Now = ManualTime.Beginning;
    private static readonly long Minute = PaceRule.MinuteOf(Now);

    [Theory]
    [InlineData(90, CallPriority.Urgent, 90)]
    [InlineData(90, CallPriority.Routine, 81)]
    [InlineData(1, CallPriority.Urgent, 1)]
    [InlineData(1, CallPriority.Routine, 1)]
    [InlineData(0, CallPriority.Urgent, 1)]
    [InlineData(2000, CallPriority.Routine, 1800)]
    public void Keeps_a_tenth_back_for_urgent_calls(int callsPerMinute, CallPriority priority, int allowance) =>
        PaceRule.Allowance(PaceNote.Blank, callsPerMinute, priority, Now).ShouldBe(allowance);

    [Theory]
    [InlineData(4000, 90)]
    [InlineData(100, 90)]
    [InlineData(50, 45)]
    [InlineData(0, 1)]
    public void Stays_a_tenth_under_what_the_platform_says_it_allows(int limit, int allowance) =>
        PaceRule.Allowance(new PaceNote { Limit = limit }, 90, CallPriority.Urgent, Now).ShouldBe(allowance);

    [Theory]
    [InlineData(0, 45)]
    [InlineData(1, 45)]
    [InlineData(2, 54)]
    [InlineData(5, 81)]
    [InlineData(6, 90)]
    [InlineData(600, 90)]
    [InlineData(-1, 45)]
    public void Begins_anew_at_half_after_a_refusal_and_gains_a_tenth_a_minute(int minutesSince, int allowance) =>
        PaceRule.Allowance(new PaceNote { ExhaustedAt = Now.AddMinutes(-minutesSince) }, 90, CallPriority.Urgent, Now).ShouldBe(allowance);

    [Theory]
    [InlineData(50, 30, 78)]
    [InlineData(50, 42, 90)]
    [InlineData(50, 43, 90)]
    [InlineData(50, 2, 50)]
    [InlineData(50, 0, 50)]
    [InlineData(0, 1, 0)]
    public void Takes_no_more_than_the_platform_says_is_left(int usedThen, int remain, int allowance) =>
        PaceRule.Allowance(new PaceNote { Remain = remain, RemainMinute = Minute, UsedThen = usedThen }, 90, CallPriority.Urgent, Now).ShouldBe(allowance);

    [Fact]
    public void Forgets_what_was_left_when_the_minute_is_over() =>
        PaceRule.Allowance(new PaceNote { Remain = 0, RemainMinute = Minute - 1, UsedThen = 50 }, 90, CallPriority.Urgent, Now).ShouldBe(90);

    [Fact]
    public void Counts_full_minutes_of_the_clock()
    {
        var start = new DateTimeOffset(2027, 3, 1, 1, 0, 0, TimeSpan.Zero);

        PaceRule.StartOf(Minute).ShouldBe(start);
        PaceRule.MinuteOf(start).ShouldBe(Minute);
        PaceRule.MinuteOf(start.AddTicks(-1)).ShouldBe(Minute - 1);
        PaceRule.MinuteOf(start.AddMinutes(1)).ShouldBe(Minute + 1);
    }
}
