using Shouldly;
using Xunit;
using ZaloBot.Emulator;
using ZaloBot.Outbox;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Tests.Infrastructure;
using DeliveryOutcome = ZaloBot.Outbox.DeliveryOutcome;

namespace ZaloBot.Tests.Outbox;

/// <summary>What stays in doubt is repeated so often and no oftener; what was taken in an odd shape is not repeated at all.</summary>
public sealed class RepeatLimitTests
{
    private const string Send = "/v3.0/oa/group/message";
    private const string Tell = "/v3.0/oa/message/cs";

    private static readonly Func<ZaloBotSettings, ZaloBotSettings> TellAtOnce = same =>
        same with { Warnings = same.Warnings with { Ladder = [new LadderStep { Breach = 1, Action = LadderAction.Remind, TellLeader = true }] } };

    [Fact]
    public async Task A_reminder_that_never_comes_through_is_repeated_three_times()
    {
        await using var bot = await Bot.StartAsync();
        bot.Zalo.Faults.Error(-200, Send);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        await bot.PassTimeAsync(TimeSpan.FromMinutes(20));

        bot.Zalo.Calls.To(Send).Count.ShouldBe(4);
        (await bot.Get<OutboxStore>().ReceiptsAsync(10)).ShouldContain(receipt => receipt.Outcome == DeliveryOutcome.LeftUnsaid && receipt.To == The.Group);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task An_alert_in_doubt_is_repeated_three_times_at_growing_distance_and_then_waits_for_its_reader(bool historyReadable, bool arrives)
    {
        await using var bot = await Bot.StartAsync(TellAtOnce);
        bot.Zalo.Quirks.PrivateHistory = historyReadable;
        bot.Zalo.Quirks.EchoSends = false;
        bot.Zalo.Faults.Add(new Fault { Kind = arrives ? FaultKind.DroppedAnswer : FaultKind.ServerError, Path = Tell });
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        await bot.PassTimeAsync(TimeSpan.FromHours(7));

        TriesFor(bot, The.Leader).ShouldBe(4);
        (await bot.Get<OutboxStore>().ReceiptsAsync(10)).ShouldContain(receipt => receipt.Outcome == DeliveryOutcome.WaitsForLeader && receipt.To == The.Leader);
        (await bot.Get<OutboxStore>().AllAsync()).ShouldNotContain(item => item.To == The.Leader);

        // Each word of the leader brings one more try, and twice is enough.
        for (var words = 0; words < 4; words++)
        {
            await bot.Zalo.Acts.WritePrivatelyAsync(The.Leader, "Có gì mới không?");
            await bot.PassTimeAsync(TimeSpan.FromMinutes(15));
        }

        TriesFor(bot, The.Leader).ShouldBe(6);
    }

    [Fact]
    public async Task An_alert_that_waits_after_doubt_is_told_when_the_platform_is_well_again()
    {
        await using var bot = await Bot.StartAsync(TellAtOnce);
        bot.Zalo.Faults.ServerError(Tell);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        await bot.PassTimeAsync(TimeSpan.FromHours(5));
        bot.Zalo.Faults.Clear();
        bot.ToldTo(The.Leader).ShouldBeEmpty();

        await bot.Zalo.Acts.WritePrivatelyAsync(The.Leader, "Có gì mới không?");
        await bot.SettledAsync();
        bot.ToldTo(The.Leader).ShouldHaveSingleItem().ShouldContain("mỹ phẩm");
    }

    [Theory]
    [InlineData(SentShape.Nothing, QuotaShape.Documented)]
    [InlineData(SentShape.List, QuotaShape.Documented)]
    [InlineData(SentShape.Documented, QuotaShape.EmptyText)]
    [InlineData(SentShape.Documented, QuotaShape.EmptyList)]
    public async Task A_success_in_an_odd_shape_is_a_success(SentShape sent, QuotaShape quota)
    {
        await using var bot = await Bot.StartAsync(TellAtOnce);
        (bot.Zalo.Quirks.SentShape, bot.Zalo.Quirks.QuotaShape, bot.Zalo.Quirks.EchoSends) = (sent, quota, false);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        await bot.PassTimeAsync(TimeSpan.FromMinutes(2));

        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        bot.ToldTo(The.Leader).ShouldHaveSingleItem();
        (await bot.Get<OutboxStore>().ReceiptsAsync(10)).ShouldAllBe(receipt => receipt.Outcome == DeliveryOutcome.Delivered);
    }

    [Fact]
    public async Task One_item_that_cannot_be_dealt_with_does_not_stop_the_others()
    {
        await using var bot = await Bot.StartAsync();
        bot.Zalo.Faults.Error(-201, "/v3.0/oa/group/conversation");
        var changes = new Changes();
        OutboxStore.Plan(changes, bot.Store.Keys, new OutboxItem
        {
            Id = "poison",
            Case = "PPPPPP",
            Audience = Audience.Group,
            To = The.Group,
            Text = "PPPPPP",
            Urgent = true,
            Due = bot.Clock.GetUtcNow().AddMinutes(-1),
            ExpiresAt = bot.Clock.GetUtcNow().AddMinutes(30),
            State = OutboxState.Unclear,

            // No time can be counted from here.
            CalledAt = DateTimeOffset.MaxValue,
        });
        await changes.CommitAsync(bot.Store.Database);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldHaveSingleItem().ShouldContain($"[@{The.Member}]");

        await bot.PassTimeAsync(TimeSpan.FromMinutes(45));
        (await bot.Get<OutboxStore>().ReceiptsAsync(10)).ShouldContain(receipt => receipt.Id == "poison" && receipt.Outcome == DeliveryOutcome.LeftUnsaid);
    }

    private static int TriesFor(Bot bot, string user) => bot.Zalo.Calls.To(Tell).Count(call => call.Body.Contains($"\"{user}\"", StringComparison.Ordinal));
}
