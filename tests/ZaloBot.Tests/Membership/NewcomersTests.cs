using Shouldly;
using Xunit;
using ZaloBot.Rules;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Membership;

/// <summary>People who come into a group.</summary>
public sealed class NewcomersTests
{
    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Redis)]
    public async Task A_stranger_is_announced_and_the_leader_told_at_once_even_at_night(StoreKind on)
    {
        await using var bot = await Bot.StartAsync(on: on);
        bot.Clock.Advance(TimeSpan.FromHours(13));
        await bot.Zalo.Acts.AddMemberAsync(The.Group, The.Stranger, The.Member);
        await bot.SettledAsync();

        bot.SaidIn(The.Group).ShouldHaveSingleItem().ShouldContain($"[@{The.Stranger}]");
        bot.ToldTo(The.Leader).ShouldHaveSingleItem().ShouldContain("không cho biết ai đã thêm");
        (await bot.CasesAsync()).ShouldHaveSingleItem().Rule.ShouldBe(RuleName.Membership);
    }

    [Fact]
    public async Task Somebody_whose_position_belongs_is_welcome()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.AddMemberAsync(The.Group, "7000000000000000007");
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldBeEmpty();
        bot.ToldTo(The.Leader).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_roster_is_not_complete_a_newcomer_is_a_private_question()
    {
        await using var bot = await Bot.StartAsync(same => same with { Groups = [same.Groups[0] with { RosterComplete = false }] });
        await bot.Zalo.Acts.AddMemberAsync(The.Group, The.Stranger);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldBeEmpty();
        bot.ToldTo(The.Leader).ShouldHaveSingleItem().ShouldContain("chưa có trong danh sách");
    }

    [Fact]
    public async Task One_joining_told_several_ways_counts_once()
    {
        await using var bot = await Bot.StartAsync();
        bot.Zalo.Quirks.ApprovalAlsoJoins = true;
        bot.Zalo.Faults.DuplicateDeliveries = true;
        await bot.Zalo.Acts.RequestToJoinAsync(The.Group, The.Stranger);
        await bot.SettledAsync();
        await bot.Zalo.Acts.ApproveAsync(The.Group, The.Stranger);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        bot.ToldTo(The.Leader).Count.ShouldBe(2, "one for the request, one for the joining");
    }

    [Fact]
    public async Task Who_left_and_comes_again_is_new_again()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.AddMemberAsync(The.Group, The.Stranger);
        await bot.SettledAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(30));
        await bot.Zalo.Acts.LeaveAsync(The.Group, The.Stranger);
        await bot.SettledAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(30));
        await bot.Zalo.Acts.AddMemberAsync(The.Group, The.Stranger);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).Count.ShouldBe(2);
    }

    [Fact]
    public async Task In_a_group_that_is_only_observed_nothing_is_said_and_the_leader_is_asked()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.AddMemberAsync(The.QuietGroup, The.Stranger);
        await bot.SettledAsync();
        bot.SaidIn(The.QuietGroup).ShouldBeEmpty();
        bot.ToldTo("7000000000000000002").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_undeclared_group_is_told_to_the_administrator_once_and_never_judged()
    {
        await using var bot = await Bot.StartAsync(same => same with { Groups = [same.Groups[0]] });
        await bot.Zalo.Acts.SayAsync(The.QuietGroup, The.OtherMember, The.Advertisement);
        await bot.Zalo.Acts.SayAsync(The.QuietGroup, The.OtherMember, The.OtherAdvertisement);
        await bot.SettledAsync();
        bot.SaidIn(The.QuietGroup).ShouldBeEmpty();
        (await bot.CasesAsync()).ShouldBeEmpty();
        bot.ToldTo(The.Administrator).ShouldHaveSingleItem().ShouldContain(The.QuietGroup);
    }
}
