using Shouldly;
using Xunit;
using ZaloBot.Moderation;
using ZaloBot.Outbox;
using ZaloBot.Settings;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Moderation;

/// <summary>From a signed webhook to what is said in the group and to its leader.</summary>
public sealed class RemindersTests
{
    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Redis)]
    public async Task A_clear_breach_is_reminded_once_courteously_and_with_a_mention(StoreKind on)
    {
        await using var bot = await Bot.StartAsync(on: on);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();

        var said = bot.SaidIn(The.Group).ShouldHaveSingleItem();
        said.ShouldContain($"[@{The.Member}]");
        said.ShouldContain((await bot.CasesAsync()).ShouldHaveSingleItem().Case);
        bot.ToldTo(The.Leader).ShouldBeEmpty("a first breach does not trouble the leader");
        (await bot.Get<OutboxStore>().ReceiptsAsync(10)).ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.Delivered);
    }

    [Fact]
    public async Task Work_is_left_alone()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Work);
        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, "Dạ em nhận thông tin ạ");
        await bot.SettledAsync();

        bot.SaidIn(The.Group).ShouldBeEmpty();
        (await bot.CasesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_is_read_against_the_conversation_it_belongs_to()
    {
        var opinion = new FixedOpinion("không có", 0.01f);
        await using var bot = await Bot.StartAsync(opinion: opinion);
        foreach (var (minutes, text) in new[] { (0, "Chuyện hôm qua"), (60, "Sổ tay mới về"), (1, "Màu gì vậy chị"), (1, "Xanh với đỏ"), (1, "Giữ em một cuốn xanh") })
        {
            bot.Clock.Advance(TimeSpan.FromMinutes(minutes));
            await bot.Zalo.Acts.SayAsync(The.Group, The.Member, text);
            await bot.SettledAsync();
        }

        opinion.Contexts["Giữ em một cuốn xanh"].ShouldBe("Xanh với đỏ\nMàu gì vậy chị\nSổ tay mới về");
        opinion.Contexts["Màu gì vậy chị"].ShouldBe("Sổ tay mới về", "what was said an hour before is another conversation");
        opinion.Contexts["Sổ tay mới về"].ShouldBe("Chuyện hôm qua");
    }

    [Fact]
    public async Task A_second_breach_brings_a_firmer_word_and_the_leader_is_told()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(20));
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.OtherAdvertisement);
        await bot.SettledAsync();

        bot.SaidIn(The.Group).Count.ShouldBe(2);
        bot.SaidIn(The.Group)[1].ShouldContain("lần nhắc thứ 2");
        bot.ToldTo(The.Leader).ShouldHaveSingleItem().ShouldContain("Đoàn Khối mẫu");
    }

    [Fact]
    public async Task A_burst_of_breaches_gets_one_word()
    {
        await using var bot = await Bot.StartAsync();
        foreach (var text in new[] { The.Advertisement, The.OtherAdvertisement, The.Advertisement })
        {
            await bot.Zalo.Acts.SayAsync(The.Group, The.Member, text);

            // A delivery that is still under way when ten seconds pass at once has had no answer in time.
            await bot.Zalo.DeliveriesIdleAsync();
            bot.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        (await bot.CasesAsync()).Select(found => found.HeldBack).ShouldBe([HeldBack.SameBurst, HeldBack.SameBurst, HeldBack.No]);
    }

    [Fact]
    public async Task The_group_is_left_in_peace_after_a_word()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(3));
        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, The.OtherAdvertisement);
        await bot.SettledAsync();

        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        (await bot.CasesAsync())[0].HeldBack.ShouldBe(HeldBack.Cooldown);
    }

    public static TheoryData<string, Func<ZaloBotSettings, ZaloBotSettings>, string, string> Silence => new()
    {
        { "in a group that is only observed", same => same, The.QuietGroup, The.OtherMember },
        { "about a leader, in public", same => same, The.Group, The.Leader },
        { "when the day's allowance is used up", same => same with { Warnings = same.Warnings with { MaxPerGroupPerDay = 0 } }, The.Group, The.Member },
        { "outside office hours", same => same with { Organisation = same.Organisation with { Holidays = [new DateOnly(2026, 11, 24)] } }, The.Group, The.Member },
    };

    [Theory]
    [MemberData(nameof(Silence))]
    public async Task Nothing_is_said(string when, Func<ZaloBotSettings, ZaloBotSettings> settings, string group, string by)
    {
        await using var bot = await Bot.StartAsync(settings);
        await bot.Zalo.Acts.SayAsync(group, by, The.Advertisement);
        await bot.SettledAsync();

        bot.SaidIn(group).ShouldBeEmpty(when);
        (await bot.CasesAsync()).ShouldHaveSingleItem().Decision.ShouldBe(DecisionKind.Note);
    }

    [Fact]
    public async Task What_the_OA_itself_writes_is_never_judged()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.SayAsOaAsync(The.Group, The.Advertisement);
        await bot.SettledAsync();

        bot.SaidIn(The.Group).ShouldBe([The.Advertisement]);
        (await bot.CasesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mention_in_a_relayed_text_is_defused()
    {
        await using var bot = await Bot.StartAsync(same => same with { Warnings = same.Warnings with { Ladder = [new LadderStep { Breach = 1, Action = LadderAction.Alert, TellLeader = true }] } });
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, $"[@{The.Group}] {The.Advertisement}");
        await bot.SettledAsync();

        bot.ToldTo(The.Leader).ShouldHaveSingleItem().ShouldNotContain("[@");
    }
}
