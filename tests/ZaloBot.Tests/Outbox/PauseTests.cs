using Shouldly;
using Xunit;
using ZaloBot.Outbox;
using ZaloBot.Settings;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Outbox;

/// <summary>What would be refused again and again is not asked again and again, and nobody's alert is lost by it.</summary>
public sealed class PauseTests
{
    private const string Send = "/v3.0/oa/group/message";
    private const string Tell = "/v3.0/oa/message/cs";

    private static readonly Func<ZaloBotSettings, ZaloBotSettings> TellAtOnce = same =>
        same with { Warnings = same.Warnings with { Ladder = [new LadderStep { Breach = 1, Action = LadderAction.Remind, TellLeader = true }] } };

    [Fact]
    public async Task Without_money_one_private_message_tries_and_the_others_wait()
    {
        await using var bot = await Bot.StartAsync(TellAtOnce);
        bot.Zalo.Faults.Error(-321, Tell);
        foreach (var member in (string[])[The.Member, The.OtherMember, "7000000000000000006", "7000000000000000008"])
        {
            await bot.Zalo.Acts.SayAsync(The.Group, member, The.Advertisement);
            await bot.SettledAsync();
        }

        var planned = (await bot.Get<OutboxStore>().AllAsync()).Count(item => item.To == The.Leader);
        planned.ShouldBe(4);
        bot.Zalo.Calls.To(Tell).Count.ShouldBe(1);
        await bot.PassTimeAsync(TimeSpan.FromMinutes(28));
        bot.Zalo.Calls.To(Tell).Count.ShouldBe(1);
        await bot.PassTimeAsync(TimeSpan.FromMinutes(10));
        bot.Zalo.Calls.To(Tell).Count.ShouldBe(2, "one tries again when the pause is over");
        await bot.PassTimeAsync(TimeSpan.FromMinutes(45));
        bot.Zalo.Calls.To(Tell).Count.ShouldBe(2, "and the pause grows");

        bot.Zalo.Faults.Clear();
        await bot.PassTimeAsync(TimeSpan.FromMinutes(30));
        bot.ToldTo(The.Leader).Count.ShouldBe(planned);
        bot.ToldTo(The.Administrator).ShouldHaveSingleItem().ShouldContain("CloudAccountEmpty (-321): Zalo Cloud Account has no money");
        bot.Log.All.ShouldContain(line => line.Contains("was not taken by the platform: code -321", StringComparison.Ordinal) && line.Contains("Zalo Cloud Account has no money", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_private_messages_pause_an_alert_appears_once_in_the_leaders_group()
    {
        await using var bot = await Bot.StartAsync(same => TellAtOnce(same) with { Alerts = same.Alerts with { Fallback = AlertFallback.Group, FallbackGroup = The.LeadersGroup } });
        bot.Zalo.Faults.Error(-321, Tell);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        await bot.PassTimeAsync(TimeSpan.FromHours(2));

        bot.SaidIn(The.LeadersGroup).Count(text => text.Contains("mỹ phẩm", StringComparison.Ordinal)).ShouldBe(1);
        bot.SaidIn(The.LeadersGroup).Count(text => text.Contains("-321", StringComparison.Ordinal)).ShouldBe(1, "the administrator's notice shares the way");
    }

    [Fact]
    public async Task Each_group_that_is_disabled_is_named_and_asked_no_more_for_a_while()
    {
        await using var bot = await Bot.StartAsync(same => same with { Groups = [.. same.Groups.Select(group => group with { Mode = GroupMode.Remind })] });
        bot.Zalo.Faults.Error(-237, Send);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.Zalo.Acts.SayAsync(The.LeadersGroup, "7000000000000000003", The.Advertisement);
        await bot.SettledAsync();
        await bot.PassTimeAsync(TimeSpan.FromMinutes(12));
        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, The.OtherAdvertisement);
        await bot.SettledAsync();
        await bot.PassTimeAsync(TimeSpan.FromMinutes(12));

        bot.Zalo.Calls.To(Send).Count.ShouldBe(2);
        bot.ToldTo(The.Administrator).Count.ShouldBe(2);
        foreach (var group in (string[])["“Đoàn Khối mẫu” (ab12cd34ef56ab78cd90)", "“Thường trực mẫu” (ab12cd34ef56ab78cd92)"])
        {
            bot.ToldTo(The.Administrator).ShouldContain(text => text.Contains(group) && text.Contains("Group is disabled"));
        }
    }

    [Fact]
    public async Task A_page_of_somebody_in_front_of_the_platform_loses_no_alert()
    {
        await using var bot = await Bot.StartAsync(TellAtOnce);
        bot.Zalo.Faults.ServerError(Tell, times: 3, status: 404);
        bot.Zalo.Faults.ServerError(Send, times: 2, status: 403);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        await bot.PassTimeAsync(TimeSpan.FromMinutes(2));

        bot.ToldTo(The.Leader).ShouldHaveSingleItem();
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Such_a_page_that_stays_is_told_the_administrators_and_asked_for_less_and_less()
    {
        await using var bot = await Bot.StartAsync(TellAtOnce);
        bot.Zalo.Faults.ServerError(Tell, status: 404);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        await bot.PassTimeAsync(TimeSpan.FromHours(5));

        bot.Zalo.Calls.To(Tell).Count(call => call.Body.Contains(The.Leader, StringComparison.Ordinal)).ShouldBeLessThan(18);
        (await bot.Get<ZaloBot.Leaders.AdministratorNotices>().RecentAsync()).Keys.ShouldContain("send:NoAnswer");
    }

    [Fact]
    public async Task Who_may_receive_no_more_today_is_told_tomorrow()
    {
        await using var bot = await Bot.StartAsync(TellAtOnce);
        bot.Zalo.Faults.Error(-218, Tell, times: 1);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, The.OtherAdvertisement);
        await bot.SettledAsync();
        await bot.PassTimeAsync(TimeSpan.FromHours(20));
        bot.Zalo.Calls.To(Tell).Count.ShouldBe(1, "the limit is the person's, whatever else is to be told");

        await bot.PassTimeAsync(TimeSpan.FromHours(2));
        bot.ToldTo(The.Leader).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_administrators_hear_once_that_private_messages_are_no_longer_free()
    {
        await using var bot = await Bot.StartAsync(TellAtOnce);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        bot.ToldTo(The.Administrator).ShouldBeEmpty();

        // Two days after the leaders last wrote.
        bot.Clock.Advance(TimeSpan.FromHours(49));
        await bot.SettledAsync();
        foreach (var member in (string[])[The.OtherMember, "7000000000000000006"])
        {
            await bot.Zalo.Acts.SayAsync(The.Group, member, The.OtherAdvertisement);
            await bot.SettledAsync();
        }

        bot.ToldTo(The.Leader).Count.ShouldBe(3);
        bot.ToldTo(The.Administrator).ShouldHaveSingleItem().ShouldContain("tính phí");
    }
}
