using Microsoft.Extensions.Hosting;
using ZaloBot.Outbox;
using ZaloBot.Queue.Tests.Infrastructure;
using ZaloBot.Storage;
using static ZaloBot.Zalo.Tests.Infrastructure.Answers;

namespace ZaloBot.Queue.Tests;

/// <summary>The sender says what is due, one after another, and what is not due when it is.</summary>
public sealed class SenderTests
{
    private const string Group = "/v3.0/oa/group/message";
    private const string Sent = """{"data":{"message_id":"m1"},"error":0}""";

    [Fact]
    public async Task What_is_due_is_said_in_order_and_the_lease_is_given_back()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, Sent);
        await bench.PlanAsync(bench.Item("routine"));
        await bench.PlanAsync(bench.Item("urgent") with { Urgent = true });
        var sender = SenderOf(bench);

        await Bench.BeginAsync(sender);
        await bench.UntilAsync(async () => await bench.Outbox.LengthAsync() == 0);
        await sender.StopAsync(TestContext.Current.CancellationToken);

        (await bench.Outbox.ReceiptsAsync(5)).Select(receipt => receipt.Id).ShouldBe(["routine", "urgent"]);
        (await bench.Database.KeyExistsAsync(bench.Keys.SenderLease)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_planned_for_later_is_said_then()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, Sent);
        var item = await bench.PlanAsync(bench.Item() with { Due = bench.Now.AddMinutes(5) });
        var sender = SenderOf(bench);
        var resting = bench.Get<Pulse>().Next;

        await Bench.BeginAsync(sender);
        await resting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        bench.Platform.Seen.ShouldBeEmpty();
        bench.Clock.SetUtcNow(item.Due);
        await bench.Platform.ArrivalAsync();
        await bench.UntilAsync(async () => await bench.Outbox.LengthAsync() == 0);

        await sender.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_sender_that_lost_its_lease_says_nothing_more()
    {
        await using var bench = await Bench.OpenAsync();
        var lost = new TaskCompletionSource();
        bench.Platform.On(Group, async (call, token) =>
        {
            await bench.Database.StringSetAsync(bench.Keys.SenderLease, "elsewhere");
            lost.SetResult();
            return await JsonAnswer(Sent)(call, token);
        });
        await bench.PlanAsync(bench.Item("one"));
        await bench.PlanAsync(bench.Item("two") with { Due = bench.Now.AddMilliseconds(1) });
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        var sender = SenderOf(bench);

        await Bench.BeginAsync(sender);
        await lost.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await sender.StopAsync(TestContext.Current.CancellationToken);

        bench.Platform.Seen.ShouldHaveSingleItem();
        (await bench.Outbox.ReceiptsAsync(5)).ShouldBeEmpty();
        (await bench.Database.StringGetAsync(bench.Keys.SenderLease)).ToString().ShouldBe("elsewhere");
    }

    [Fact]
    public async Task One_item_that_nobody_can_deal_with_stops_no_other()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, Sent).On("/v2.0/oa/conversation", "{\"error\":-201,\"message\":\"x\"}");

        // What no version of the bot would write.
        await bench.PlanAsync(bench.Alert("broken") with { State = OutboxState.Unclear, Doubts = -1, CalledAt = bench.Now.AddHours(-1), Due = bench.Now.AddMinutes(-1) });
        await bench.PlanAsync(bench.Item("whole"));
        var sender = SenderOf(bench);

        await Bench.BeginAsync(sender);
        await bench.UntilAsync(async () => await bench.Outbox.LengthAsync() == 1);
        await sender.StopAsync(TestContext.Current.CancellationToken);

        (await bench.Outbox.ReceiptsAsync(5)).ShouldHaveSingleItem().Id.ShouldBe("whole");
        var aside = (await bench.Outbox.FindAsync("broken"))!;
        (aside.State, aside.Due).ShouldBe((OutboxState.Unclear, bench.Now.AddMinutes(5)));
    }

    private static Sender SenderOf(Bench bench) => bench.Get<IEnumerable<IHostedService>>().OfType<Sender>().Single();
}
