using Shouldly;
using Xunit;
using ZaloBot.Connection;
using ZaloBot.Leaders;
using ZaloBot.Moderation;
using ZaloBot.Settings;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Tests.Membership;

namespace ZaloBot.Tests.Leaders;

/// <summary>The platform falls silent: the administrators hear of it, once, and not because of a weekend.</summary>
public sealed class SilenceTests
{
    [Fact]
    public async Task After_a_working_day_without_an_event_the_administrator_is_told_once()
    {
        await using var bot = await Bot.StartAsync(same => same with { Alerts = same.Alerts with { AfterSilence = TimeSpan.FromHours(6) } });
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Work);
        await bot.SettledAsync();

        // What the OA says would come back as an event, and be one.
        bot.Zalo.Quirks.SwitchedOffEvents["oa_send_text"] = true;

        // Nine o'clock: by two in the afternoon five hours have passed, by four seven.
        await LookAfterAsync(bot, TimeSpan.FromHours(5));
        bot.ToldTo(The.Administrator).ShouldBeEmpty();
        await LookAfterAsync(bot, TimeSpan.FromHours(2));
        bot.ToldTo(The.Administrator).ShouldHaveSingleItem().ShouldContain("09:00 24/11/2026");
        (await bot.Get<AdministratorNotices>().RecentAsync()).Keys.ShouldContain("webhook:silence");

        // Events come again: it is over, and a second silence is told as the first was, though less than a day has passed.
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Work);
        await bot.SettledAsync();
        await LookAfterAsync(bot, TimeSpan.FromMinutes(30));
        (await bot.Get<AdministratorNotices>().RecentAsync()).ShouldBeEmpty();
        bot.ToldTo(The.Administrator).ShouldHaveSingleItem();
        await LookAfterAsync(bot, TimeSpan.FromHours(22));
        bot.ToldTo(The.Administrator).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_the_bot_found_out_by_asking_is_no_sign_of_life()
    {
        await using var bot = await Bot.StartAsync(same => same with { Alerts = same.Alerts with { AfterSilence = TimeSpan.FromHours(6) } });
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Work);
        await bot.SettledAsync();
        await bot.PassTimeAsync(TimeSpan.FromHours(5));
        bot.Zalo.Quirks.SwitchedOffEvents["user_out_group"] = true;
        await bot.Zalo.Acts.LeaveAsync(The.Group, The.OtherMember);
        await bot.ComparedAsync();
        (await bot.MemberAsync(The.OtherMember)).In.ShouldBeFalse("the departure was found, and nothing is said about it");
        await LookAfterAsync(bot, TimeSpan.FromHours(2));
        bot.ToldTo(The.Administrator).ShouldHaveSingleItem();
    }

    // The watch looks by itself, but nobody hears when it has done so; and the clock must not run on while it tells somebody.
    private static async Task LookAfterAsync(Bot bot, TimeSpan time)
    {
        bot.Clock.Advance(time);
        await bot.Get<SilenceWatch>().LookAsync();
        await bot.SettledAsync();
    }

    [Theory]
    [InlineData("2026-11-27T15:00:00+07:00", "2026-11-30T09:00:00+07:00", 4)]
    [InlineData("2026-11-24T09:00:00+07:00", "2026-11-24T16:00:00+07:00", 7)]
    [InlineData("2026-11-28T09:00:00+07:00", "2026-11-29T16:00:00+07:00", 0)]
    public void Only_working_hours_count(string from, string to, double hours)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        SilenceWatch.WorkedBetween(DateTimeOffset.Parse(from, culture), DateTimeOffset.Parse(to, culture), new OfficeHours(new OrganisationOptions()))
            .ShouldBe(TimeSpan.FromHours(hours));
    }
}
