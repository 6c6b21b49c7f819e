using System.Globalization;
using Shouldly;
using Xunit;
using ZaloBot.Moderation;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Tests.Membership;
using ZaloBot.Webhooks;

namespace ZaloBot.Tests.Webhooks;

/// <summary>Events whose own time cannot be one are worked by the time they came; late ones are remembered and not spoken of.</summary>
public sealed class EventTimeTests
{
    [Theory]
    [InlineData(1790000000123, "two months ago, as in the sheet's examples")]
    [InlineData(179000000012, "a digit missing: the year 1975")]
    [InlineData(17900000001, "two digits missing: the year 2537")]
    [InlineData(1990000000000, "the year 2033")]
    public async Task A_time_that_cannot_be_one_keeps_no_event_from_being_worked(long timestamp, string what)
    {
        await using var bot = await Bot.StartAsync();
        await bot.PostSignedAsync(Some.GroupText(The.Group, The.Member, The.Advertisement, timestamp: timestamp));
        bot.SaidIn(The.Group).ShouldHaveSingleItem(what);
        (await bot.Get<Quarantine>().ReadAsync(10)).ShouldBeEmpty();
        (await bot.CasesAsync()).ShouldHaveSingleItem().At.ShouldBe(bot.Clock.GetUtcNow(), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Whoever_joined_at_an_impossible_time_can_leave_again()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.PostSignedAsync(Some.Lifecycle("user_join_group", The.Group, DateTimeOffset.FromUnixTimeMilliseconds(17900000001000), Office.Stranger));
        (await bot.MemberAsync(Office.Stranger)).In.ShouldBeTrue();
        bot.Clock.Advance(TimeSpan.FromMinutes(20));
        await bot.PostSignedAsync(Some.Lifecycle("user_out_group", The.Group, bot.Clock.GetUtcNow(), Office.Stranger));
        (await bot.MemberAsync(Office.Stranger)).In.ShouldBeFalse();
    }

    [Fact]
    public async Task A_repetition_is_recognised_whatever_its_time()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        var body = Some.Lifecycle("user_join_group", The.Group, DateTimeOffset.FromUnixTimeMilliseconds(1790000000123), Office.Stranger);
        await bot.PostSignedAsync(body);
        bot.Clock.Advance(TimeSpan.FromMinutes(20));
        await bot.PostSignedAsync(body);
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("00:20:00", HeldBack.No, 1)]
    [InlineData("01:50:00", HeldBack.TooLate, 0)]
    public async Task A_message_that_comes_late_is_spoken_of_only_while_it_is_fresh(string late, HeldBack heldBack, int said)
    {
        await using var bot = await Bot.StartAsync();
        var sentAt = bot.Clock.GetUtcNow() - TimeSpan.Parse(late, CultureInfo.InvariantCulture);
        await bot.PostSignedAsync(Some.GroupText(The.Group, The.Member, The.Advertisement, timestamp: sentAt.ToUnixTimeMilliseconds()));
        bot.SaidIn(The.Group).Count.ShouldBe(said);
        (await bot.CasesAsync()).ShouldHaveSingleItem().HeldBack.ShouldBe(heldBack);
    }
}
