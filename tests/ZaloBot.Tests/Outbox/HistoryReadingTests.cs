using Shouldly;
using Xunit;
using ZaloBot.Emulator;
using ZaloBot.Outbox;
using ZaloBot.Tests.Infrastructure;
using DeliveryOutcome = ZaloBot.Outbox.DeliveryOutcome;

namespace ZaloBot.Tests.Outbox;

/// <summary>The history proves what was said in whatever way the platform tells it; where it cannot prove, nothing is said twice.</summary>
public sealed class HistoryReadingTests
{
    private const string Send = "/v3.0/oa/group/message";

    public static TheoryData<string> Readings() => [.. Quirk.Keys];

    private static readonly Dictionary<string, Action<Quirks>> Quirk = new(StringComparer.Ordinal)
    {
        ["as in the example"] = _ => { },
        ["oldest first"] = quirks => quirks.OldestFirst = true,
        ["cut to five rows"] = quirks => (quirks.LargestHistoryPage, quirks.CutsLargeCounts) = (5, true),
        ["more than five refused"] = quirks => quirks.LargestHistoryPage = 5,
        ["without src"] = quirks => quirks.HistoryWithoutSource = true,
        ["one level deeper"] = quirks => quirks.NestedHistory = true,
        ["no data at the end"] = quirks => quirks.NoDataForNoRows = true,
        ["oldest first, cut, without src, no data at the end"] = quirks =>
            (quirks.OldestFirst, quirks.LargestHistoryPage, quirks.CutsLargeCounts, quirks.HistoryWithoutSource, quirks.NoDataForNoRows) = (true, 5, true, true, true),
    };

    [Theory]
    [MemberData(nameof(Readings))]
    public async Task A_reminder_whose_answer_was_lost_is_found(string reading)
    {
        await using var bot = await StartAsync(reading);
        bot.Zalo.Faults.DropAnswers(Send, times: 1);
        await TalkAsync(bot);

        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        (await bot.Get<OutboxStore>().ReceiptsAsync(10)).ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.FoundInHistory);
    }

    [Theory]
    [MemberData(nameof(Readings))]
    public async Task A_reminder_that_was_not_said_is_said(string reading)
    {
        await using var bot = await StartAsync(reading);
        bot.Zalo.Faults.ServerError(Send, times: 1);
        await TalkAsync(bot);

        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        bot.Zalo.Calls.To(Send).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_history_that_tells_nothing_at_all_proves_nothing()
    {
        await using var bot = await StartAsync("no data at the end");
        (bot.Zalo.Quirks.LargestHistoryPage, bot.Zalo.Quirks.CutsLargeCounts) = (0, true);
        bot.Zalo.Faults.DropAnswers(Send, times: 1);
        await TalkAsync(bot);
        await bot.PassTimeAsync(TimeSpan.FromMinutes(15));

        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        (await bot.Get<OutboxStore>().ReceiptsAsync(10)).ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.LeftUnsaid);
    }

    private static async Task<Bot> StartAsync(string reading)
    {
        var bot = await Bot.StartAsync();
        bot.Zalo.Quirks.EchoSends = false;
        Quirk[reading](bot.Zalo.Quirks);
        return bot;
    }

    // Much was said before, and some after: what is looked for stands on neither edge of a page.
    private static async Task TalkAsync(Bot bot)
    {
        for (var number = 0; number < 12; number++)
        {
            bot.Clock.Advance(TimeSpan.FromMinutes(1));
            await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, The.Work);
        }

        await bot.SettledAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(3));
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.Zalo.Calls.WaitForCallAsync(Send);
        for (var number = 0; number < 7; number++)
        {
            await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, The.Work);
        }

        await bot.SettledAsync();
        await bot.PassTimeAsync(TimeSpan.FromMinutes(2));
    }
}
