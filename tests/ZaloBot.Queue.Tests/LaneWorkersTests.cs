using ZaloBot.Queue.Tests.Infrastructure;
using ZaloBot.Storage;
using ZaloBot.Webhooks;

namespace ZaloBot.Queue.Tests;

/// <summary>A process holds its share of the lanes and works them; another's lanes are left alone, a dead one's are taken.</summary>
public sealed class LaneWorkersTests
{
    private static string DeadHolder => $"{Environment.MachineName}/{Environment.ProcessId}/formerlife";

    [Fact]
    public async Task Alone_a_process_works_all_lanes_and_gives_them_back_when_it_stops()
    {
        await using var bench = await Bench.OpenAsync();
        await FillAsync(bench);

        await WorkUntilAsync(bench, left: 0, whileHeld: workers => workers.HeldLanes.ShouldBe(StoreKeys.Lanes));

        bench.Get<LaneWorkers>().HeldLanes.ShouldBe(0);
        (await LeasesAsync(bench)).ShouldAllBe(holder => holder == null);
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(2, 6)]
    public async Task With_others_alive_a_process_takes_its_share_rounded_up(int others, int share)
    {
        await using var bench = await Bench.OpenAsync();
        for (var number = 0; number < others; number++)
        {
            await bench.Database.SortedSetAddAsync(bench.Keys.Workers, $"machine/{number}/run", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        }

        await FillAsync(bench);

        await WorkUntilAsync(bench, left: StoreKeys.Lanes - share, whileHeld: workers => workers.HeldLanes.ShouldBe(share));
        (await bench.Inbox.LengthAsync()).ShouldBe(StoreKeys.Lanes - share);
    }

    [Fact]
    public async Task Who_has_not_shown_itself_for_the_length_of_a_lease_is_not_counted()
    {
        await using var bench = await Bench.OpenAsync();
        var longAgo = DateTimeOffset.UtcNow - Lease.Duration - TimeSpan.FromMilliseconds(1);
        await bench.Database.SortedSetAddAsync(bench.Keys.Workers, "machine/1/run", longAgo.ToUnixTimeMilliseconds());
        await FillAsync(bench);

        await WorkUntilAsync(bench, left: 0);

        (await bench.Database.SortedSetRangeByRankAsync(bench.Keys.Workers)).Select(worker => worker.ToString()).ShouldBe([LeaseHolder.Name]);
    }

    [Fact]
    public async Task What_a_killed_process_of_this_machine_held_is_taken_at_once()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.Database.StringSetAsync(bench.Keys.LaneLease(5), $"{DeadHolder}/1", TimeSpan.FromHours(1));
        await bench.Database.StringSetAsync(bench.Keys.SenderLease, $"{DeadHolder}/2", TimeSpan.FromHours(1));
        await bench.Database.SortedSetAddAsync(bench.Keys.Workers, DeadHolder, DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeMilliseconds());
        await FillAsync(bench);

        await WorkUntilAsync(bench, left: 0);

        (await bench.Database.KeyExistsAsync(bench.Keys.SenderLease)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_another_machine_holds_is_left_to_it()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.Database.StringSetAsync(bench.Keys.LaneLease(5), "machine/1/run/1", TimeSpan.FromHours(1));
        await FillAsync(bench);

        await WorkUntilAsync(bench, left: 1);

        (await bench.Inbox.ReadAsync(5, 10)).Count.ShouldBe(1);
        (await LeasesAsync(bench)).Where(holder => holder is not null).ShouldBe(["machine/1/run/1"]);
    }

    [Fact]
    public async Task Nudges_of_other_processes_are_heard()
    {
        await using var bench = await Bench.OpenAsync();
        await FillAsync(bench);
        var woken = bench.Get<Nudge>().Next(Nudge.Agenda);

        await WorkUntilAsync(bench, left: 0, whileHeld: _ => bench.Database.Publish(bench.Keys.Nudges, Nudge.Agenda).ShouldBe(1));

        await woken.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Of_what_is_served_here_no_other_process_is_told()
    {
        await using var bench = await Bench.OpenAsync();
        var nudge = bench.Get<Nudge>();
        var told = await bench.HearNudgesAsync();

        using (nudge.Serve(3))
        {
            nudge.Wake(3);
            nudge.Wake(4);
        }

        nudge.Wake(3);
        nudge.Wake(5, everywhere: false);
        nudge.Wake(6);

        foreach (var topic in new[] { 4, 3, 6 })
        {
            ((int)(await told.ReadAsync(TestContext.Current.CancellationToken)).Message).ShouldBe(topic);
        }
    }

    [Fact]
    public async Task While_a_lane_is_worked_here_it_is_served_here()
    {
        await using var bench = await Bench.OpenAsync();
        await FillAsync(bench);
        var told = await bench.HearNudgesAsync();

        await WorkUntilAsync(bench, left: 0, whileHeld: _ => bench.Get<Nudge>().Wake(7));
        bench.Get<Nudge>().Wake(8);

        ((int)(await told.ReadAsync(TestContext.Current.CancellationToken)).Message).ShouldBe(8, "of 7 nobody was told");
    }

    [Fact]
    public async Task A_lane_that_another_process_has_taken_is_given_up_and_left_to_it()
    {
        await using var bench = await Bench.OpenAsync();
        await WorkAsync(bench, async workers =>
        {
            await bench.Database.StringSetAsync(bench.Keys.LaneLease(5), "machine/1/run/1", TimeSpan.FromHours(1));
            await bench.UntilAsync(() => Task.FromResult(workers.HeldLanes == StoreKeys.Lanes - 1));
        });

        (await LeasesAsync(bench)).Where(holder => holder is not null).ShouldBe(["machine/1/run/1"]);
    }

    [Fact]
    public async Task When_another_process_shows_itself_it_is_left_half_of_the_lanes()
    {
        await using var bench = await Bench.OpenAsync();
        await WorkAsync(bench, async workers =>
        {
            await bench.Database.SortedSetAddAsync(bench.Keys.Workers, "machine/1/run", DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeMilliseconds());
            await bench.UntilAsync(() => Task.FromResult(workers.HeldLanes == StoreKeys.Lanes / 2));
            (await LeasesAsync(bench)).Count(holder => holder is not null).ShouldBe(StoreKeys.Lanes / 2);
        });
    }

    [Fact]
    public async Task Events_of_which_no_nudge_told_are_found_while_all_lanes_rest()
    {
        await using var bench = await Bench.OpenAsync();
        await FillAsync(bench);
        await WorkAsync(bench, async _ =>
        {
            await bench.UntilAsync(async () => await bench.Inbox.LengthAsync() == 0);
            await bench.Database.ListLeftPushAsync(bench.Keys.Inbox(5), Events.Echo("untold", "Mời họp"));
            await bench.UntilAsync(async () => await bench.Inbox.LengthAsync() == 0);
        });

        (await bench.Database.KeyExistsAsync(bench.Keys.Done("m:untold"))).ShouldBeTrue();
    }

    private static async Task WorkAsync(Bench bench, Func<LaneWorkers, Task> meanwhile)
    {
        var workers = bench.Get<LaneWorkers>();
        await Bench.BeginAsync(workers);
        await bench.UntilAsync(() => Task.FromResult(workers.HeldLanes == StoreKeys.Lanes));
        await meanwhile(workers);
        await workers.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task FillAsync(Bench bench)
    {
        for (var lane = 0; lane < StoreKeys.Lanes; lane++)
        {
            await bench.Inbox.KeepAsync(lane, Events.Echo($"m{lane}", "Mời họp"));
        }
    }

    private static async Task WorkUntilAsync(Bench bench, int left, Action<LaneWorkers>? whileHeld = null)
    {
        var workers = bench.Get<LaneWorkers>();
        await Bench.BeginAsync(workers);
        await bench.UntilAsync(async () => await bench.Inbox.LengthAsync() == left);
        whileHeld?.Invoke(workers);
        await workers.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IEnumerable<string?>> LeasesAsync(Bench bench) =>
        (await bench.Database.StringGetAsync([.. Enumerable.Range(0, StoreKeys.Lanes).Select(bench.Keys.LaneLease)])).Select(holder => (string?)holder);
}
