using Shouldly;
using Xunit;
using ZaloBot.Membership.Consents;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Membership;

/// <summary>The bot invites on a leader's word.</summary>
public sealed class InvitationTests
{
    private const string Invite = "/v3.0/oa/group/invite";

    [Fact]
    public async Task A_leader_lets_the_bot_invite_somebody_who_belongs()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.Zalo.Acts.FollowAsync(Office.Insider);
        await bot.SayAsync(Office.Leader, "mời Kim Văn Thí Điểm vào Đoàn Khối mẫu");
        bot.IsIn(Office.Insider).ShouldBeTrue();
        (await bot.ConsentAsync(Office.Insider)).Acts().ShouldBe([ConsentAct.Asked, ConsentAct.Granted, ConsentAct.InvitationOrdered, ConsentAct.Used]);
    }

    [Fact]
    public async Task Outside_the_composition_the_invitation_waits_for_the_secretary()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.Zalo.Acts.FollowAsync(Office.Stranger);
        await bot.SayAsync(Office.Leader, $"mời {Office.Stranger} vào Đoàn Khối mẫu: hỗ trợ âm thanh");
        bot.Zalo.Calls.To(Invite).ShouldBeEmpty();
        await bot.SayAsync(Office.Secretary, "đồng ý");
        bot.IsIn(Office.Stranger).ShouldBeTrue();
        bot.SaidIn(The.Group).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_invitation_the_platform_refuses_is_told()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.SayAsync(Office.Secretary, $"mời {Office.Stranger} vào Đoàn Khối mẫu");
        await bot.PassTimeAsync(TimeSpan.FromMinutes(3));
        bot.IsIn(Office.Stranger).ShouldBeFalse("neither follows nor wrote to the OA");
        bot.ToldTo(Office.Leader)[^1].ShouldContain("không mời vào nhóm được");
    }

    [Fact]
    public async Task A_withdrawn_consent_stops_an_invitation_that_waits()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.Zalo.Acts.FollowAsync(Office.Stranger);
        await bot.SettledAsync();
        bot.Zalo.Faults.ServerError(Invite, times: 1);
        await bot.SayAsync(Office.Secretary, $"mời {Office.Stranger} vào Đoàn Khối mẫu");
        await bot.SayAsync(Office.Secretary, $"rút {(await bot.ConsentAsync(Office.Stranger)).Number}");
        await bot.PassTimeAsync(TimeSpan.FromMinutes(10));
        bot.IsIn(Office.Stranger).ShouldBeFalse();
    }
}
