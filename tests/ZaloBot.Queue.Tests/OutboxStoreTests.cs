using ZaloBot.Outbox;
using ZaloBot.Queue.Tests.Infrastructure;
using ZaloBot.Storage;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Queue.Tests;

/// <summary>What is planned is said when due, the urgent first, and what is settled leaves a receipt.</summary>
public sealed class OutboxStoreTests
{
    [Fact]
    public async Task Nothing_is_next_in_an_empty_outbox()
    {
        await using var bench = await Bench.OpenAsync();

        (await bench.Outbox.NextAsync(bench.Now)).ShouldBe((null, null));
        (await bench.Outbox.LengthAsync()).ShouldBe(0);
        (await bench.Outbox.FindAsync("i1")).ShouldBeNull();
    }

    [Fact]
    public async Task A_planned_item_is_next_from_the_moment_it_is_due()
    {
        await using var bench = await Bench.OpenAsync();
        var item = await bench.PlanAsync(bench.Item() with { Due = bench.Now + TimeSpan.FromMinutes(1) });

        (await bench.Outbox.NextAsync(item.Due - TimeSpan.FromMilliseconds(1))).ShouldBe((null, item.Due));
        (await bench.Outbox.NextAsync(item.Due)).ShouldBe((await bench.Outbox.ReadAsync(item.Id), null));
        (await bench.Outbox.FindAsync("i1")).ShouldBe(item);
        (await bench.Outbox.AllAsync()).ShouldBe([item]);
        (await bench.Outbox.LengthAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Planning_wakes_the_sender_and_writing_does_not()
    {
        await using var bench = await Bench.OpenAsync();
        var (planned, written) = (new Changes(), new Changes());

        OutboxStore.Plan(planned, bench.Keys, bench.Item());
        OutboxStore.Write(written, bench.Keys, bench.Item());

        planned.TouchesOutbox.ShouldBeTrue();
        written.TouchesOutbox.ShouldBeFalse();
    }

    [Fact]
    public async Task The_urgent_goes_before_the_routine_that_was_due_earlier()
    {
        await using var bench = await Bench.OpenAsync();
        var routine = await bench.PlanAsync(bench.Item("routine") with { Due = bench.Now - TimeSpan.FromMinutes(9) });
        var urgent = await bench.PlanAsync(bench.Item("urgent") with { Urgent = true });

        (await bench.Outbox.NextAsync(bench.Now)).Planned!.Item.ShouldBe(urgent);
        (await bench.Outbox.NextAsync(bench.Now - TimeSpan.FromMinutes(1))).Planned!.Item.ShouldBe(routine, "the urgent is not due yet");
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(5, 3)]
    public async Task The_sender_looks_again_when_the_first_of_both_queues_is_due(int urgentIn, int routineIn)
    {
        await using var bench = await Bench.OpenAsync();
        await bench.PlanAsync(bench.Item("urgent") with { Urgent = true, Due = bench.Now + TimeSpan.FromMinutes(urgentIn) });
        await bench.PlanAsync(bench.Item("routine") with { Due = bench.Now + TimeSpan.FromMinutes(routineIn) });

        (await bench.Outbox.NextAsync(bench.Now)).ShouldBe((null, bench.Now + TimeSpan.FromMinutes(3)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_item_written_again_later_waits_again_and_stands_there_once(bool urgent)
    {
        await using var bench = await Bench.OpenAsync();
        var item = await bench.PlanAsync(bench.Item() with { Urgent = urgent });
        var later = item with { Due = item.Due + TimeSpan.FromMinutes(5), Refusals = 1 };

        await bench.CommitAsync(changes => OutboxStore.Write(changes, bench.Keys, later));

        (await bench.Outbox.NextAsync(bench.Now)).ShouldBe((null, later.Due));
        (await bench.Outbox.NextAsync(later.Due)).Planned!.Item.ShouldBe(later);
        (await bench.Outbox.LengthAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_settled_item_is_gone_and_its_receipt_is_kept(bool urgent)
    {
        await using var bench = await Bench.OpenAsync();
        var item = await bench.PlanAsync(bench.Item() with { Urgent = urgent });
        var receipt = new Receipt(item.Id, item.Case, item.Audience, item.To, bench.Now, DeliveryOutcome.Delivered, "m1");

        await bench.CommitAsync(changes => OutboxStore.Settle(changes, bench.Keys, item, receipt));

        (await bench.Outbox.AllAsync()).ShouldBeEmpty();
        (await bench.Database.SortedSetLengthAsync(bench.Keys.OutboxUrgent)).ShouldBe(0);
        (await bench.Database.SortedSetLengthAsync(bench.Keys.OutboxRoutine)).ShouldBe(0);
        (await bench.Outbox.ReceiptsAsync(10)).ShouldBe([receipt]);
    }

    [Fact]
    public async Task Receipts_are_read_newest_first_and_no_more_than_asked_for()
    {
        await using var bench = await Bench.OpenAsync();
        foreach (var id in new[] { "i1", "i2", "i3" })
        {
            await SettleAsync(bench, id);
        }

        (await bench.Outbox.ReceiptsAsync(2)).Select(receipt => receipt.Id).ShouldBe(["i3", "i2"]);
    }

    [Fact]
    public async Task Five_thousand_receipts_are_kept()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.Database.ListRightPushAsync(bench.Keys.Receipts, [.. Enumerable.Range(0, 5_000).Select(number => (StackExchange.Redis.RedisValue)$"old {number}")]);

        await SettleAsync(bench, "i1");

        (await bench.Database.ListLengthAsync(bench.Keys.Receipts)).ShouldBe(5_000);
        (await bench.Database.ListGetByIndexAsync(bench.Keys.Receipts, -1)).ToString().ShouldBe("old 4998");
        (await bench.Outbox.ReceiptsAsync(1)).ShouldHaveSingleItem().Id.ShouldBe("i1");
    }

    [Fact]
    public async Task An_item_that_was_erased_leaves_its_queue_and_the_sender_looks_again_at_once()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.PlanAsync(bench.Item("erased"));
        await bench.Database.HashDeleteAsync(bench.Keys.OutboxItems, "erased");
        var next = await bench.PlanAsync(bench.Item("next") with { Due = bench.Now + TimeSpan.FromMilliseconds(1) });

        (await bench.Outbox.NextAsync(bench.Now)).ShouldBe((null, bench.Now));
        (await bench.Outbox.NextAsync(next.Due)).Planned!.Item.ShouldBe(next);
    }

    [Fact]
    public void Only_what_goes_to_a_group_is_public()
    {
        var item = new OutboxItem { Id = "i", Case = "BCDFGH", Audience = Audience.Group, To = The.Group, Text = "t", Due = The.Morning, ExpiresAt = The.Morning };

        item.IsPublic.ShouldBeTrue();
        (item with { Audience = Audience.Person }).IsPublic.ShouldBeFalse();
    }

    private static async Task SettleAsync(Bench bench, string id)
    {
        var item = await bench.PlanAsync(bench.Item(id));
        await bench.CommitAsync(changes => OutboxStore.Settle(
            changes, bench.Keys, item, new Receipt(id, item.Case, item.Audience, item.To, bench.Now, DeliveryOutcome.Expired)));
    }
}
