using Shouldly;
using Xunit;
using ZaloBot.Outbox;
using ZaloBot.Settings;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Webhooks;

namespace ZaloBot.Tests.Outbox;

/// <summary>The platform answers late, wrongly or not at all. What the bot says, it says once.</summary>
public sealed class DoubtTests
{
    private const string Send = "/v3.0/oa/group/message";

    [Theory]
    [InlineData(true, DeliveryOutcome.FoundInHistory)]
    [InlineData(false, DeliveryOutcome.FoundInHistory)]
    public async Task A_reminder_whose_answer_was_lost_is_found_again_and_not_repeated(bool echoes, DeliveryOutcome outcome)
    {
        await using var bot = await Bot.StartAsync();
        bot.Zalo.Quirks.EchoSends = echoes;
        bot.Zalo.Faults.DropAnswers(Send, times: 1);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        await bot.PassTimeAsync(TimeSpan.FromMinutes(5));

        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        (await bot.Get<OutboxStore>().ReceiptsAsync(10)).ShouldHaveSingleItem().Outcome.ShouldBe(outcome);
    }

    [Fact]
    public async Task A_reminder_in_doubt_that_left_no_trace_in_the_history_is_said_after_all()
    {
        await using var bot = await Bot.StartAsync();
        bot.Zalo.Faults.ServerError(Send, times: 1);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldBeEmpty("before the history was looked at twice");
        await bot.PassTimeAsync(TimeSpan.FromMinutes(2));

        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        bot.Zalo.Calls.To(Send).Count.ShouldBe(2);
    }

    [Fact]
    public async Task As_long_as_the_history_proves_that_nothing_was_said_a_reminder_is_tried_again()
    {
        await using var bot = await Bot.StartAsync();
        bot.Zalo.Faults.ServerError(Send, times: 3);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        await bot.PassTimeAsync(TimeSpan.FromMinutes(5));

        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        bot.Zalo.Calls.To(Send).Count.ShouldBe(4);
    }

    [Fact]
    public async Task In_a_group_where_much_was_written_since_the_history_is_read_far_enough()
    {
        await using var bot = await Bot.StartAsync();
        bot.Zalo.Quirks.EchoSends = false;
        bot.Zalo.Faults.DropAnswers(Send, times: 1);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.Zalo.Calls.WaitForCallAsync(Send);
        for (var number = 0; number < 80; number++)
        {
            await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, The.Work);
        }

        await bot.SettledAsync();
        await bot.PassTimeAsync(TimeSpan.FromMinutes(2));
        (await bot.Get<OutboxStore>().ReceiptsAsync(10)).ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.FoundInHistory);
    }

    [Fact]
    public void A_case_number_is_always_one_that_is_found_again()
    {
        for (var number = 0; number < 50_000; number++)
        {
            var made = EventIdentity.CaseOf($"m:{number}");
            CaseNumber.FindLastIn($"kèm mã {made} để được xem lại.").ShouldBe(made);
        }
    }

    [Fact]
    public async Task A_reminder_is_left_unsaid_when_the_history_cannot_tell()
    {
        await using var bot = await Bot.StartAsync();
        bot.Zalo.Quirks.EchoSends = false;
        bot.Zalo.Faults.DropAnswers(Send, times: 1);
        bot.Zalo.Faults.Error(-201, "/v3.0/oa/group/conversation");
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        await bot.PassTimeAsync(TimeSpan.FromMinutes(15));

        bot.Zalo.Calls.To(Send).Count.ShouldBe(1, "a public word is never said twice");
        (await bot.Get<OutboxStore>().ReceiptsAsync(10)).ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.LeftUnsaid);
    }

    [Fact]
    public async Task A_leaders_alert_in_doubt_is_repeated_in_the_end()
    {
        await using var bot = await Bot.StartAsync(same => same with { Warnings = same.Warnings with { Ladder = [new LadderStep { Breach = 1, Action = LadderAction.Alert, TellLeader = true }] } });
        bot.Zalo.Faults.ServerError("/v3.0/oa/message/cs", times: 1);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        bot.ToldTo(The.Leader).ShouldBeEmpty();
        await bot.PassTimeAsync(TimeSpan.FromMinutes(5));
        bot.ToldTo(The.Leader).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_refusal_for_the_rate_is_waited_out()
    {
        await using var bot = await Bot.StartAsync();
        bot.Zalo.Faults.RateLimited(Send, times: 1);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.Zalo.Calls.WaitForCallAsync(Send);
        await bot.PassTimeAsync(TimeSpan.FromMinutes(3));
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_reminder_that_comes_too_late_is_dropped()
    {
        await using var bot = await Bot.StartAsync();
        bot.Zalo.Faults.RateLimited(Send);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.Zalo.Calls.WaitForCallAsync(Send);
        await bot.PassTimeAsync(TimeSpan.FromHours(1));
        bot.Zalo.Faults.Clear();
        await bot.PassTimeAsync(TimeSpan.FromHours(1));
        bot.SaidIn(The.Group).ShouldBeEmpty();
        (await bot.Get<OutboxStore>().ReceiptsAsync(10)).ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.Expired);
    }

    [Fact]
    public async Task A_group_that_is_gone_is_not_asked_again_and_the_administrator_is_told()
    {
        await using var bot = await Bot.StartAsync();
        bot.Zalo.Faults.Error(-403, Send);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        bot.Zalo.Calls.To(Send).Count.ShouldBe(1);
        bot.ToldTo(The.Administrator).ShouldHaveSingleItem();
    }
}
