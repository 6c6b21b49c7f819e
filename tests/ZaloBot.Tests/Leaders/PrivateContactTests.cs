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
    public async Task An_alert_that_waited_never_appears_in_the_group_concerned_and_the_oldest_goes_first()
    {
        await using var bot = await Bot.StartAsync(same => TellAtOnce(same) with { Alerts = same.Alerts with { Fallback = AlertFallback.Group, FallbackGroup = The.Group } });
        await TwoAlertsWaitAsync(bot);

        // Pressing "Message" opens the window for one message.
        await bot.Zalo.Acts.PressChatAsync(The.Leader);
        await bot.SettledAsync();
        bot.ToldTo(The.Leader).ShouldHaveSingleItem().ShouldContain("mỹ phẩm");
        await bot.Zalo.Acts.PressChatAsync(The.Leader);
        await bot.SettledAsync();
        bot.ToldTo(The.Leader).Count.ShouldBe(2);
        bot.ToldTo(The.Leader)[1].ShouldContain("thanh lý");
        bot.SaidIn(The.Group).ShouldAllBe(text => !text.Contains("Bot đã:"));
    }

    [Fact]
    public async Task The_leaders_group_sees_an_alert_once_however_often_its_reader_is_tried()
    {
        await using var bot = await Bot.StartAsync(same => TellAtOnce(same) with { Alerts = same.Alerts with { Fallback = AlertFallback.Group, FallbackGroup = The.LeadersGroup } });
        await TwoAlertsWaitAsync(bot);
        bot.SaidIn(The.LeadersGroup).Count.ShouldBe(2);

        await bot.Zalo.Acts.PressChatAsync(The.Leader);
        await bot.SettledAsync();
        bot.ToldTo(The.Leader).ShouldHaveSingleItem();
        bot.SaidIn(The.LeadersGroup).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_letter_to_somebody_else_is_nobodys_business_in_the_leaders_group()
    {
        await using var bot = await Bot.StartAsync(same =>
        {
            var office = Membership.Office.With()(same);
            return office with { Alerts = office.Alerts with { Fallback = AlertFallback.Group, FallbackGroup = The.LeadersGroup } };
        });
        await bot.Zalo.Acts.RequestToJoinAsync(The.Group, The.Stranger);
        await bot.SettledAsync();
        await bot.Zalo.Acts.WritePrivatelyAsync(Membership.Office.Leader, "từ chối");
        await bot.SettledAsync();
        (await bot.Get<OutboxStore>().ReceiptsAsync(20)).ShouldContain(receipt => receipt.To == The.Stranger && receipt.Outcome == DeliveryOutcome.WaitsForLeader);
        bot.SaidIn(The.LeadersGroup).ShouldBeEmpty();
        (await bot.Store.Database.SetMembersAsync(bot.Store.Keys.WaitingLeaders)).ShouldBeEmpty();

        await bot.Zalo.Acts.WritePrivatelyAsync(The.Stranger, "Chào cơ quan");
        await bot.SettledAsync();
        bot.ToldTo(The.Stranger).ShouldHaveSingleItem().ShouldContain("chưa thể nhận");
    }

    [Fact]
    public async Task Giving_ones_data_to_the_OA_brings_what_waits()
    {
        await using var bot = await Bot.StartAsync(TellAtOnce);
        await TwoAlertsWaitAsync(bot);
        bot.Zalo.World.Set(bot.Zalo.World.Person(The.Leader) with { LastInteraction = bot.Clock.GetUtcNow() });
        await bot.Zalo.Acts.SubmitInfoAsync(The.Leader);
        await bot.SettledAsync();
        bot.ToldTo(The.Leader).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("user_call_oa", """{"event_name":"user_call_oa","app_id":"1234567890123456789","oa_id":"4000000000000000001","sender":{"id":"7000000000000000001"},"timestamp":"TIME"}""")]
    [InlineData("widget_interaction_accepted", """{"event_name":"widget_interaction_accepted","app_id":"1234567890123456789","oa_id":"4000000000000000001","data":{"user_id":"7000000000000000001","user_external_id":"","url":"https://example.vn"},"timestamp":"TIME"}""")]
    public async Task Calling_the_OA_and_consenting_on_a_page_bring_what_waits(string name, string body)
    {
        await using var bot = await Bot.StartAsync(TellAtOnce);
        await TwoAlertsWaitAsync(bot);
        bot.Zalo.World.Set(bot.Zalo.World.Person(The.Leader) with { LastInteraction = bot.Clock.GetUtcNow() });
        var time = $"{bot.Clock.GetUtcNow().ToUnixTimeMilliseconds()}";
        await bot.Zalo.Acts.SendRawAsync(name, System.Text.Encoding.UTF8.GetBytes(body.Replace("TIME", time)), time);
        await bot.SettledAsync();
        bot.ToldTo(The.Leader).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(true, 2, 4)]
    [InlineData(false, 0, 3)]
    public async Task A_leaders_word_in_a_group_tries_whether_the_window_is_open(bool opens, int told, int calls)
    {
        await using var bot = await Bot.StartAsync(TellAtOnce);
        await TwoAlertsWaitAsync(bot);
        bot.Zalo.Quirks.GroupPostOpensWindow = opens;
        for (var words = 0; words < 3; words++)
        {
            await bot.Zalo.Acts.SayAsync(The.Group, The.Leader, The.Work);
            await bot.SettledAsync();
        }

        bot.ToldTo(The.Leader).Count.ShouldBe(told);
        bot.Zalo.Calls.To("/v3.0/oa/message/cs").Count.ShouldBe(calls, "two when the alerts came, one that tries, and the rest when it is taken");
        if (!opens)
        {
            await bot.Zalo.Acts.WritePrivatelyAsync(The.Leader, "Có gì mới không?");
            await bot.SettledAsync();
        }

        bot.ToldTo(The.Leader)[0].ShouldContain("mỹ phẩm");
        bot.ToldTo(The.Leader)[1].ShouldContain("thanh lý");
    }

    private static async Task TwoAlertsWaitAsync(Bot bot)
    {
        bot.Clock.Advance(TimeSpan.FromDays(14));
        await bot.SettledAsync();
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(15));
        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, The.OtherAdvertisement);
        await bot.SettledAsync();
        bot.ToldTo(The.Leader).ShouldBeEmpty();
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
