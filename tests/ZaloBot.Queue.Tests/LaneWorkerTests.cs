using Microsoft.Extensions.Logging;
using ZaloBot.Queue.Tests.Infrastructure;
using ZaloBot.Storage;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Webhooks;

namespace ZaloBot.Queue.Tests;

/// <summary>A lane is worked in order and in batches; what fails holds nobody up for ever, and who lost the lease stops.</summary>
public sealed class LaneWorkerTests
{
    private const int Lane = 3;

    [Fact]
    public async Task An_event_is_handled_and_done_in_one_commit()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.Inbox.KeepAsync(Lane, Events.Echo("m1", "Xin nhắc (K7FQ3X)"));

        await WorkAsync(bench);

        (await bench.Database.StringGetAsync(bench.Keys.Delivered(The.Group, "K7FQ3X"))).ToString().ShouldBe("m1");
        (await bench.Database.KeyExistsAsync(bench.Keys.Done("m:m1"))).ShouldBeTrue();
        (await bench.Inbox.LengthAsync()).ShouldBe(0);
        (await bench.Inbox.TurnAsync(Lane)).ShouldBe(1);
    }

    [Theory]
    [InlineData("oa_send_group_text", "Về BCDFGH, mã K7FQ3X", "K7FQ3X")]
    [InlineData("oa_send_text", "Mã K7FQ3X", "K7FQ3X")]
    public async Task What_the_OA_said_is_noted_for_a_day_by_its_last_number(string name, string text, string number)
    {
        await using var bench = await Bench.OpenAsync();
        await bench.Inbox.KeepAsync(Lane, Events.Echo("m1", text, name: name));

        await WorkAsync(bench);

        var key = bench.Keys.Delivered(The.Group, number);
        (await bench.Database.StringGetAsync(key)).ToString().ShouldBe("m1");
        (await bench.Database.KeyTimeToLiveAsync(key))!.Value.ShouldBeInRange(TimeSpan.FromHours(23.9), TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task What_the_OA_said_without_a_number_is_not_noted()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.Inbox.KeepAsync(Lane, Events.Echo("m1", "Mời họp"));

        await WorkAsync(bench);

        (await bench.Database.KeyExistsAsync(bench.Keys.Done("m:m1"))).ShouldBeTrue();
        (await KeysAsync(bench)).ShouldNotContain(key => key.Contains("delivered"));
    }

    [Fact]
    public async Task Thirty_two_events_share_a_commit()
    {
        await using var bench = await Bench.OpenAsync();
        for (var number = 0; number < 70; number++)
        {
            await bench.Inbox.KeepAsync(Lane, Events.Echo($"m{number}", "Mời họp"));
        }

        await WorkAsync(bench);

        (await bench.Inbox.TurnAsync(Lane)).ShouldBe(3);
        (await Task.WhenAll(Enumerable.Range(0, 70).Select(number => bench.Database.KeyExistsAsync(bench.Keys.Done($"m:m{number}"))))).ShouldAllBe(done => done);
    }

    [Fact]
    public async Task An_event_that_comes_while_the_worker_rests_is_handled()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.Inbox.KeepAsync(Lane, Events.Echo("m1", "a"));
        using var stop = new CancellationTokenSource();
        var running = (await WorkerAsync(bench)).RunAsync(stop.Token);
        await bench.UntilAsync(async () => await bench.Inbox.LengthAsync() == 0);

        await bench.Inbox.KeepAsync(Lane, Events.Echo("m2", "b"));
        await bench.UntilAsync(async () => await bench.Inbox.LengthAsync() == 0);

        await StopAsync(stop, running);
        (await bench.Inbox.TurnAsync(Lane)).ShouldBe(2);
    }

    [Fact]
    public async Task An_event_that_always_fails_goes_to_quarantine_after_three_attempts_and_the_others_are_handled()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.Database.StringSetAsync(bench.Keys.GroupMemory(The.Group), "no memory");
        await bench.Inbox.KeepAsync(Lane, Events.Echo("before", "Mã K7FQ3X"));
        await bench.Inbox.KeepAsync(Lane, Events.Entry(Some.GroupText(The.Group, The.Member, The.Work, "failing")));
        await bench.Inbox.KeepAsync(Lane, Events.Echo("behind", "Mã BCDFGH"));
        var log = new Attempts();

        await WorkAsync(bench, log);

        (await bench.Get<Quarantine>().ReadAsync(10)).ShouldHaveSingleItem().Reason.ShouldContain("JsonException");
        (await bench.Database.StringGetAsync(bench.Keys.Delivered(The.Group, "K7FQ3X"))).ToString().ShouldBe("before");
        (await bench.Database.StringGetAsync(bench.Keys.Delivered(The.Group, "BCDFGH"))).ToString().ShouldBe("behind");

        // Together, then the first by itself, which is done; then three times by itself.
        log.Failed.ShouldBe([1, 1, 2, 3]);
        (await bench.Inbox.TurnAsync(Lane)).ShouldBe(3);
    }

    [Fact]
    public async Task After_a_failure_that_is_over_events_share_commits_again()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.Database.StringSetAsync(bench.Keys.GroupMemory(The.Group), "no memory");
        await bench.Inbox.KeepAsync(Lane, Events.Entry(Some.GroupText(The.Group, The.Member, The.Work, "failing")));
        await WorkAsync(bench);
        var turn = await bench.Inbox.TurnAsync(Lane);
        await bench.Database.KeyDeleteAsync(bench.Keys.LaneLease(Lane));

        await bench.Database.ListLeftPushAsync(bench.Keys.Inbox(Lane), [Events.Echo("m1", "a"), Events.Echo("m2", "b")]);
        await WorkAsync(bench);

        (await bench.Inbox.TurnAsync(Lane)).ShouldBe(turn + 1);
    }

    [Fact]
    public async Task Who_lost_the_lease_stops_and_changes_nothing()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.Inbox.KeepAsync(Lane, Events.Echo("m1", "Mã K7FQ3X"));
        var worker = await WorkerAsync(bench);
        await bench.Database.StringSetAsync(bench.Keys.LaneLease(Lane), "elsewhere");

        await worker.RunAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        (await bench.Inbox.LengthAsync()).ShouldBe(1);
        (await bench.Inbox.TurnAsync(Lane)).ShouldBe(0);
        (await bench.Database.KeyExistsAsync(bench.Keys.Done("m:m1"))).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_lost_the_lease_tells_whoever_has_it_now()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.Inbox.KeepAsync(Lane, Events.Echo("m1", "Mời họp"));
        var worker = await WorkerAsync(bench);
        await bench.Database.StringSetAsync(bench.Keys.LaneLease(Lane), "elsewhere");
        var told = await bench.HearNudgesAsync();

        await worker.RunAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        ((int)(await told.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)).Message).ShouldBe(Lane);
    }

    [Fact]
    public async Task A_turn_that_moved_meanwhile_is_read_anew()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.Inbox.KeepAsync(Lane, Events.Echo("m1", "a"));
        using var stop = new CancellationTokenSource();
        var running = (await WorkerAsync(bench)).RunAsync(stop.Token);
        await bench.UntilAsync(async () => await bench.Inbox.LengthAsync() == 0);

        await bench.Database.StringSetAsync(bench.Keys.LaneTurn(Lane), 7);
        await bench.Inbox.KeepAsync(Lane, Events.Echo("m2", "Mã K7FQ3X"));
        await bench.UntilAsync(async () => await bench.Inbox.LengthAsync() == 0);

        await StopAsync(stop, running);
        (await bench.Inbox.TurnAsync(Lane)).ShouldBe(8);
        (await bench.Database.StringGetAsync(bench.Keys.Delivered(The.Group, "K7FQ3X"))).ToString().ShouldBe("m2");
    }

    [Fact]
    public async Task What_an_event_plans_wakes_the_sender_and_what_plans_nothing_does_not()
    {
        await using var bench = await Bench.OpenAsync();
        var nudge = bench.Get<Nudge>();
        var (sender, agenda) = (nudge.Next(Nudge.Outbox), nudge.Next(Nudge.Agenda));
        await bench.Inbox.KeepAsync(Lane, Events.Echo("m1", "a"));
        await WorkAsync(bench);
        (sender.IsCompleted, agenda.IsCompleted).ShouldBe((false, false));

        await bench.Database.KeyDeleteAsync(bench.Keys.LaneLease(Lane));
        await bench.Inbox.KeepAsync(Lane, Events.Entry(Some.Lifecycle("user_join_group", The.Group, The.Morning, The.Stranger)));
        await WorkAsync(bench);

        (await bench.Outbox.LengthAsync()).ShouldBeGreaterThan(0);
        sender.IsCompleted.ShouldBeTrue();
        agenda.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_worker_that_is_stopped_while_it_rests_ends_in_peace()
    {
        await using var bench = await Bench.OpenAsync();
        using var stop = new CancellationTokenSource();
        var running = (await WorkerAsync(bench)).RunAsync(stop.Token);

        await StopAsync(stop, running);

        running.IsCompletedSuccessfully.ShouldBeTrue();
    }

    private static async Task<LaneWorker> WorkerAsync(Bench bench, Attempts? log = null) =>
        new LaneWorkerFactory(bench.Store, bench.Inbox, bench.Get<Nudge>(), bench.Get<EventProcessor>(), bench.Get<Pulse>(), log ?? new Attempts())
            .Create(Lane, await bench.LeaseAsync(bench.Keys.LaneLease(Lane)));

    private static async Task WorkAsync(Bench bench, Attempts? log = null)
    {
        using var stop = new CancellationTokenSource();
        var running = (await WorkerAsync(bench, log)).RunAsync(stop.Token);
        await bench.UntilAsync(async () => await bench.Inbox.LengthAsync() == 0);
        await StopAsync(stop, running);
    }

    private static async Task StopAsync(CancellationTokenSource stop, Task running)
    {
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    private static async Task<List<string>> KeysAsync(Bench bench)
    {
        var keys = new List<string>();
        await foreach (var key in bench.Store.KeysAsync())
        {
            keys.Add(key.ToString());
        }

        return keys;
    }

    /// <summary>The failed attempts as the worker counts them.</summary>
    private sealed class Attempts : ILogger<LaneWorker>
    {
        public List<int> Failed { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (state is IReadOnlyList<KeyValuePair<string, object?>> fields && fields.FirstOrDefault(field => field.Key == "Attempt").Value is int attempt)
            {
                Failed.Add(attempt);
            }
        }
    }
}
