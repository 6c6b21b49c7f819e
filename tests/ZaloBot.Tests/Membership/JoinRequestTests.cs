using Shouldly;
using Xunit;
using ZaloBot.Membership.Consents;
using ZaloBot.Settings;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Membership;

/// <summary>People who wait for approval.</summary>
public sealed class JoinRequestTests
{
    [Fact]
    public async Task Who_belongs_is_let_in_by_rule()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.Zalo.Acts.RequestToJoinAsync(The.Group, Office.Insider);
        await bot.SettledAsync();
        bot.IsIn(Office.Insider).ShouldBeTrue();
        bot.ToldTo(Office.Leader).ShouldBeEmpty();
        bot.SaidIn(The.Group).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_does_not_belong_is_refused_by_rule_with_a_courteous_word()
    {
        await using var bot = await Bot.StartAsync(Office.With(group: same => same with { OnUnauthorisedRequest = UnauthorisedRequest.Refuse }));
        await bot.Zalo.Acts.WritePrivatelyAsync(Office.Stranger, "Cho em hỏi");
        await bot.Zalo.Acts.RequestToJoinAsync(The.Group, Office.Stranger);
        await bot.SettledAsync();
        bot.Zalo.World.Group(The.Group).Pending.ShouldBeEmpty();
        bot.IsIn(Office.Stranger).ShouldBeFalse();
        bot.ToldTo(Office.Stranger).ShouldHaveSingleItem().ShouldContain("Cảm ơn anh/chị đã quan tâm");
        (await bot.ConsentAsync(Office.Stranger)).Acts().ShouldBe([ConsentAct.Asked, ConsentAct.Refused, ConsentAct.Rejected]);
    }

    [Fact]
    public async Task Put_before_the_leader_then_the_secretary_and_let_in()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.Zalo.Acts.RequestToJoinAsync(The.Group, Office.Stranger);
        await bot.SettledAsync();
        await bot.SayAsync(Office.Leader, $"đồng ý {bot.NumberToldTo(Office.Leader)}: Đồng chí ấy hỗ trợ âm thanh hội nghị");
        bot.ToldTo(Office.Secretary)[^1].ShouldContain("Đồng chí ấy hỗ trợ âm thanh hội nghị");
        bot.IsIn(Office.Stranger).ShouldBeFalse();
        await bot.SayAsync(Office.Secretary, "đồng ý");
        bot.IsIn(Office.Stranger).ShouldBeTrue();
        bot.SaidIn(The.Group).ShouldBeEmpty();
        (await bot.CasesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_leader_refuses()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.Zalo.Acts.RequestToJoinAsync(The.Group, Office.Stranger);
        await bot.SettledAsync();
        await bot.SayAsync(Office.Leader, "từ chối");
        bot.Zalo.World.Group(The.Group).Pending.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(GroupMode.Enforce, true)]
    [InlineData(GroupMode.Remind, false)]
    public async Task Nobody_waits_longer_than_the_settings_say(GroupMode mode, bool refuses)
    {
        await using var bot = await Bot.StartAsync(Office.With(mode, membership: Office.Membership with { RequestsWithin = TimeSpan.FromHours(4) }));
        await bot.Zalo.Acts.RequestToJoinAsync(The.Group, Office.Stranger);
        await bot.SettledAsync();
        await bot.PassTimeAsync(TimeSpan.FromHours(4.5));
        bot.Zalo.World.Group(The.Group).Pending.IsEmpty.ShouldBe(refuses);
        bot.ToldTo(Office.Leader)[^1].ShouldContain("chờ duyệt đã quá hạn");
    }

    [Fact]
    public async Task A_consent_given_before_lets_the_request_pass()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.SayAsync(Office.Secretary, $"thêm {Office.Stranger} vào Đoàn Khối mẫu: chuyên gia");
        await bot.Zalo.Acts.RequestToJoinAsync(The.Group, Office.Stranger);
        await bot.SettledAsync();
        bot.IsIn(Office.Stranger).ShouldBeTrue();
        (await bot.ConsentAsync(Office.Stranger)).UsedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_request_whose_event_never_came_is_found_and_one_that_is_gone_closed()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.ComparedAsync();
        bot.Zalo.Quirks.SwitchedOffEvents["user_request_join_group"] = true;
        await bot.Zalo.Acts.RequestToJoinAsync(The.Group, Office.Stranger);
        await bot.ComparedAsync();
        bot.ToldTo(Office.Leader).ShouldHaveSingleItem().ShouldContain("đang chờ được duyệt");

        bot.Zalo.Quirks.SwitchedOffEvents["reject_request_join_group"] = true;
        await bot.Zalo.Acts.RejectAsync(The.Group, Office.Stranger);
        bot.Clock.Advance(TimeSpan.FromMinutes(10));
        await bot.ComparedAsync();
        (await bot.ConsentAsync(Office.Stranger)).Stage.ShouldBe(ConsentStage.Closed);
    }
}
