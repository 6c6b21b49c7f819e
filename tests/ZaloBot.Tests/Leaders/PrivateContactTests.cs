using Shouldly;
using Xunit;
using ZaloBot.Outbox;
using ZaloBot.Settings;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Leaders;

/// <summary>Alerts that cannot be delivered, and members who answer.</summary>
public sealed class PrivateContactTests
{
    private static readonly Func<ZaloBotSettings, ZaloBotSettings> TellAtOnce = same =>
        same with { Warnings = same.Warnings with { Ladder = [new LadderStep { Breach = 1, Action = LadderAction.Remind, TellLeader = true }] } };

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Redis)]
    public async Task An_alert_waits_until_the_leader_writes_to_the_OA(StoreKind on)
    {
        await using var bot = await Bot.StartAsync(TellAtOnce, on);
        bot.Clock.Advance(TimeSpan.FromDays(14));
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        bot.ToldTo(The.Leader).ShouldBeEmpty();
        (await bot.Get<OutboxStore>().ReceiptsAsync(10)).ShouldContain(receipt => receipt.Outcome == DeliveryOutcome.WaitsForLeader);

        await bot.Zalo.Acts.WritePrivatelyAsync(The.Leader, "Có gì mới không?");
        await bot.SettledAsync();
        bot.ToldTo(The.Leader).ShouldHaveSingleItem().ShouldContain("Đoàn Khối mẫu");

        await bot.Zalo.Acts.WritePrivatelyAsync(The.Leader, "Cảm ơn");
        await bot.SettledAsync();
        bot.ToldTo(The.Leader).ShouldHaveSingleItem("it is told once");
    }

    [Fact]
    public async Task Meanwhile_it_appears_in_the_leaders_group_and_never_in_the_group_concerned()
    {
        await using var bot = await Bot.StartAsync(same => TellAtOnce(same) with { Alerts = same.Alerts with { Fallback = AlertFallback.Group, FallbackGroup = The.LeadersGroup } });
        bot.Clock.Advance(TimeSpan.FromDays(14));
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        bot.SaidIn(The.LeadersGroup).ShouldHaveSingleItem().ShouldContain($"[@{The.Leader}]");
        bot.SaidIn(The.Group).ShouldHaveSingleItem().ShouldContain($"[@{The.Member}]");
    }

    [Fact]
    public async Task The_fallback_is_not_the_group_concerned()
    {
        await using var bot = await Bot.StartAsync(same => TellAtOnce(same) with { Alerts = same.Alerts with { Fallback = AlertFallback.Group, FallbackGroup = The.Group } });
        bot.Clock.Advance(TimeSpan.FromDays(14));
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldHaveSingleItem("the reminder, and not the report");
    }

    [Fact]
    public async Task A_member_who_answers_with_the_case_number_is_heard_and_the_leader_told()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        var number = (await bot.CasesAsync())[0].Case;

        await bot.Zalo.Acts.WritePrivatelyAsync(The.Member, $"Mã {number}: đây là gian hàng gây quỹ của đoàn [@{The.Group}]");
        await bot.SettledAsync();
        bot.ToldTo(The.Member).ShouldHaveSingleItem().ShouldContain(number);
        var told = bot.ToldTo(The.Leader).ShouldHaveSingleItem();
        told.ShouldContain("gian hàng gây quỹ");
        told.ShouldNotContain("[@");

        await bot.Zalo.Acts.WritePrivatelyAsync(The.Member, $"Mã {number} nhắc lại ạ");
        await bot.SettledAsync();
        bot.ToldTo(The.Leader).ShouldHaveSingleItem("once for a case");
    }

    [Fact]
    public async Task Nobody_can_ask_about_the_case_of_another()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        await bot.Zalo.Acts.WritePrivatelyAsync(The.OtherMember, $"Mã {(await bot.CasesAsync())[0].Case}");
        await bot.SettledAsync();
        bot.ToldTo(The.OtherMember).ShouldHaveSingleItem().ShouldContain("chưa tìm thấy");
        bot.ToldTo(The.Leader).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_who_withdraws_is_forgotten()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        await bot.Zalo.Acts.WithdrawAsync(The.Member, linked: false);
        await bot.SettledAsync();
        (await bot.CasesAsync()).ShouldBeEmpty();
        (await bot.Store.Database.KeyExistsAsync(bot.Store.Keys.Ladder(The.Group, The.Member))).ShouldBeFalse();
        ((string?)await bot.Store.Database.StringGetAsync(bot.Store.Keys.GroupMemory(The.Group)) ?? "").ShouldNotContain("mỹ phẩm");
    }
}
