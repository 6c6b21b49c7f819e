using Shouldly;
using Xunit;
using ZaloBot.People;
using ZaloBot.Rules.Membership;
using ZaloBot.Settings;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Membership;

/// <summary>A Zalo id becomes a person of the people file.</summary>
public sealed class LinkingTests
{
    private static readonly ZaloBot.Settings.Person Unlinked = new("", "Người Lạ Mặt", "Chi đoàn Thử", ["bi-thu-csd"], 3);

    [Fact]
    public async Task By_a_one_time_code()
    {
        await using var bot = await StartAsync();
        var code = await LinkCodes.MakeAsync(bot.Store, Unlinked, bot.Clock.GetUtcNow());
        await bot.SayAsync(Office.Stranger, $"Mã liên kết: {code.ToLowerInvariant()}");
        bot.ToldTo(Office.Stranger).ShouldHaveSingleItem().ShouldContain("đã được liên kết");
        await bot.JoinsAsync(Office.Stranger);
        (await bot.MemberAsync(Office.Stranger)).Ground.ShouldBe(Placement.ByPosition);

        await bot.SayAsync(The.Member, code);
        bot.ToldTo(The.Member).ShouldBeEmpty("a code works once");
        (await PersonFinder.FindAsync(bot.Store, bot.Settings.People, The.Member)).ShouldBeNull();
    }

    [Fact]
    public async Task A_code_that_has_expired_links_nobody()
    {
        await using var bot = await StartAsync();
        var code = await LinkCodes.MakeAsync(bot.Store, Unlinked, bot.Clock.GetUtcNow());
        bot.Clock.Advance(LinkCodes.Lifetime);
        await bot.SayAsync(Office.Stranger, code);
        bot.ToldTo(Office.Stranger).ShouldHaveSingleItem().ShouldContain("hết hạn");
        (await PersonFinder.FindAsync(bot.Store, bot.Settings.People, Office.Stranger)).ShouldBeNull();
    }

    [Fact]
    public async Task By_a_leaders_confirmation()
    {
        await using var bot = await StartAsync();
        await bot.SayAsync(Office.Stranger, "Dạ chào anh chị");
        await bot.SayAsync(Office.Stranger, "Em là Người Lạ Mặt, Chi đoàn Thử");
        bot.ToldTo(Office.Leader).ShouldHaveSingleItem().ShouldContain("tự giới thiệu");
        (await PersonFinder.FindAsync(bot.Store, bot.Settings.People, Office.Stranger)).ShouldBeNull("not before it is confirmed");
        await bot.SayAsync(Office.Leader, "đồng ý");
        (await PersonFinder.FindAsync(bot.Store, bot.Settings.People, Office.Stranger)).ShouldNotBeNull().Name.ShouldBe("Người Lạ Mặt");
        bot.ToldTo(Office.Stranger)[^1].ShouldContain("đã được liên kết");
    }

    [Fact]
    public async Task A_leader_who_says_no_links_nobody()
    {
        await using var bot = await StartAsync();
        await bot.SayAsync(Office.Stranger, "tôi là người lạ mặt");
        await bot.SayAsync(Office.Leader, "không đồng ý");
        (await PersonFinder.FindAsync(bot.Store, bot.Settings.People, Office.Stranger)).ShouldBeNull();
    }

    [Fact]
    public async Task Who_withdraws_is_linked_no_longer()
    {
        await using var bot = await StartAsync();
        await bot.SayAsync(Office.Stranger, await LinkCodes.MakeAsync(bot.Store, Unlinked, bot.Clock.GetUtcNow()));
        await bot.JoinsAsync(Office.Stranger);
        await bot.Zalo.Acts.WithdrawAsync(Office.Stranger);
        await bot.SettledAsync();
        (await PersonFinder.FindAsync(bot.Store, bot.Settings.People, Office.Stranger)).ShouldBeNull();
    }

    private static async Task<Bot> StartAsync()
    {
        var bot = await Bot.StartAsync(Office.With());
        bot.Settings.Replace(bot.Settings.Snapshot with { People = new PeopleDirectory([.. The.People.All, Unlinked]) });
        return bot;
    }
}
