using ZaloBot.Queue.Tests.Infrastructure;
using ZaloBot.Storage;

namespace ZaloBot.Queue.Tests;

/// <summary>Events wait in the inbox from the moment they are accepted until the commit that marks them done.</summary>
public sealed class InboxTests
{
    [Fact]
    public async Task Events_are_read_oldest_first_and_stay()
    {
        await using var bench = await Bench.OpenAsync();
        await KeepAsync(bench, 3, 1, 2, 3);

        (await NumbersAsync(bench, 3, 10)).ShouldBe([1, 2, 3]);
        (await NumbersAsync(bench, 3, 2)).ShouldBe([1, 2]);
        (await NumbersAsync(bench, 4, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_finished_is_gone_and_what_came_later_is_not()
    {
        await using var bench = await Bench.OpenAsync();
        await KeepAsync(bench, 3, 1, 2, 3);

        (await FinishAsync(bench, 3, count: 2, turn: 0)).ShouldBeTrue();

        (await NumbersAsync(bench, 3, 10)).ShouldBe([3]);
        (await bench.Inbox.TurnAsync(3)).ShouldBe(1);
        (await bench.Inbox.TurnAsync(4)).ShouldBe(0);
    }

    [Fact]
    public async Task A_commit_of_an_earlier_turn_changes_nothing()
    {
        await using var bench = await Bench.OpenAsync();
        await KeepAsync(bench, 3, 1, 2, 3);
        await FinishAsync(bench, 3, count: 1, turn: 0);

        (await FinishAsync(bench, 3, count: 1, turn: 0)).ShouldBeFalse();
        (await FinishAsync(bench, 3, count: 1, turn: 2)).ShouldBeFalse();

        (await NumbersAsync(bench, 3, 10)).ShouldBe([2, 3]);
        (await FinishAsync(bench, 3, count: 1, turn: 1)).ShouldBeTrue();
        (await NumbersAsync(bench, 3, 10)).ShouldBe([3]);
        (await bench.Inbox.TurnAsync(3)).ShouldBe(2);
    }

    [Fact]
    public async Task The_length_counts_what_waits_in_all_lanes()
    {
        await using var bench = await Bench.OpenAsync();
        (await bench.Inbox.LengthAsync()).ShouldBe(0);
        await KeepAsync(bench, 0, 1, 2);
        await KeepAsync(bench, StoreKeys.Lanes - 1, 3);

        (await bench.Inbox.LengthAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task It_is_full_when_as_much_waits_as_the_settings_allow()
    {
        await using var bench = await Bench.OpenAsync(same => same with { Webhook = same.Webhook with { MaxWaiting = 3 } });
        await KeepAsync(bench, 0, 1);
        await KeepAsync(bench, 7, 2);
        bench.Inbox.IsFull.ShouldBeFalse();

        await KeepAsync(bench, 0, 3);
        bench.Inbox.IsFull.ShouldBeTrue();

        await FinishAsync(bench, 0, count: 2, turn: 0);
        await bench.Inbox.LengthAsync();
        bench.Inbox.IsFull.ShouldBeFalse();
    }

    [Fact]
    public async Task Whether_it_is_full_is_learnt_from_the_store_what_another_process_kept_included()
    {
        await using var bench = await Bench.OpenAsync(same => same with { Webhook = same.Webhook with { MaxWaiting = 2 } });
        await bench.Database.ListLeftPushAsync(bench.Keys.Inbox(5), ["a", "b"]);
        bench.Inbox.IsFull.ShouldBeFalse();

        await bench.Inbox.LengthAsync();

        bench.Inbox.IsFull.ShouldBeTrue();
    }

    [Fact]
    public async Task An_event_that_is_kept_wakes_its_lane_and_no_other()
    {
        await using var bench = await Bench.OpenAsync();
        var nudge = bench.Get<Nudge>();
        var (meant, other) = (nudge.Next(3), nudge.Next(4));

        await KeepAsync(bench, 3, 1);

        meant.IsCompleted.ShouldBeTrue();
        other.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task The_first_event_of_a_lane_wakes_other_processes_and_those_behind_it_do_not()
    {
        await using var bench = await Bench.OpenAsync();
        var heard = new List<int>();
        var last = new TaskCompletionSource();

        // A queue hands its messages on one after the other, in order; a handler alone would not.
        var nudges = await bench.HearNudgesAsync();
        nudges.OnMessage(nudged =>
        {
            heard.Add((int)nudged.Message);
            if (nudged.Message == Nudge.Agenda)
            {
                last.SetResult();
            }
        });

        await KeepAsync(bench, 3, 1);
        await KeepAsync(bench, 3, 2);
        await KeepAsync(bench, 5, 3);

        // Nudges go over the connection of the intake, in order.
        bench.Get<Nudge>().Wake(Nudge.Agenda);
        await last.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        heard.ShouldBe([3, 5, Nudge.Agenda]);
    }

    [Fact]
    public async Task Of_many_that_come_at_once_each_is_kept_once_in_its_lane_and_in_its_order()
    {
        await using var bench = await Bench.OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => bench.Inbox.KeepAsync(number % 3, BitConverter.GetBytes(number))));

        for (var lane = 0; lane < 3; lane++)
        {
            (await NumbersAsync(bench, lane, 500)).ShouldBe(Enumerable.Range(0, 200).Where(number => number % 3 == lane));
        }

        (await bench.Inbox.LengthAsync()).ShouldBe(200);
    }

    [Fact]
    public async Task Who_comes_while_nothing_is_under_way_is_not_forgotten()
    {
        await using var bench = await Bench.OpenAsync();
        for (var number = 0; number < 20; number++)
        {
            await KeepAsync(bench, 1, number);
        }

        (await NumbersAsync(bench, 1, 50)).ShouldBe(Enumerable.Range(0, 20));
    }

    [Fact]
    public async Task What_the_store_refuses_is_told_to_everybody_who_waits_and_the_next_are_tried_again()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.Database.StringSetAsync(bench.Keys.Inbox(2), "no list");

        var alone = await Should.ThrowAsync<StackExchange.Redis.RedisServerException>(bench.Inbox.KeepAsync(2, new byte[] { 1 }));
        alone.Message.ShouldContain("WRONGTYPE");
        var together = Enumerable.Range(0, 50).Select(_ => bench.Inbox.KeepAsync(2, new byte[] { 1 })).ToList();
        foreach (var one in together)
        {
            await Should.ThrowAsync<StackExchange.Redis.RedisServerException>(one.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        }

        await bench.Database.KeyDeleteAsync(bench.Keys.Inbox(2));
        await KeepAsync(bench, 2, 7);
        (await NumbersAsync(bench, 2, 10)).ShouldBe([7]);
    }

    [Fact]
    public async Task A_commit_tells_what_is_behind_the_events_it_finishes_oldest_first_and_no_more_than_asked()
    {
        await using var bench = await Bench.OpenAsync();
        await KeepAsync(bench, 2, 1, 2, 3, 4, 5);
        Func<IReadOnlyList<byte[]>>? behind = null;

        (await bench.CommitAsync(changes => behind = bench.Inbox.Finish(changes, 2, count: 2, turn: 0, next: 2))).ShouldBeTrue();
        behind!().Select(bytes => BitConverter.ToInt32(bytes)).ShouldBe([3, 4]);

        (await bench.CommitAsync(changes => behind = bench.Inbox.Finish(changes, 2, count: 3, turn: 1, next: 2))).ShouldBeTrue();
        behind!().ShouldBeEmpty();
    }

    private static async Task KeepAsync(Bench bench, int lane, params int[] numbers)
    {
        foreach (var number in numbers)
        {
            await bench.Inbox.KeepAsync(lane, BitConverter.GetBytes(number)).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
    }

    private static async Task<IEnumerable<int>> NumbersAsync(Bench bench, int lane, int atMost) =>
        (await bench.Inbox.ReadAsync(lane, atMost)).Select(bytes => BitConverter.ToInt32(bytes));

    private static Task<bool> FinishAsync(Bench bench, int lane, int count, long turn) => bench.CommitAsync(changes => bench.Inbox.Finish(changes, lane, count, turn, next: 1));
}
