using ZaloBot.Outbox;
using ZaloBot.Queue.Tests.Infrastructure;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Queue.Tests;

/// <summary>What pauses, for how long, and what ends a pause.</summary>
public sealed class SendGatesTests
{
    [Fact]
    public async Task Nothing_pauses_at_first()
    {
        await using var bench = await Bench.OpenAsync();

        (await ReadAsync(bench, bench.Item())).ShouldBe(new SendGate(null, TimeSpan.Zero));
        (await ReadAsync(bench, bench.Alert())).ShouldBe(new SendGate(null, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_group_pauses_for_itself()
    {
        await using var bench = await Bench.OpenAsync();

        (await CloseAsync(bench, bench.Item(), new SendGate(null, TimeSpan.Zero))).ShouldBe(bench.Now.AddMinutes(30));

        (await ReadAsync(bench, bench.Item("other"))).ShouldBe(new SendGate(bench.Now.AddMinutes(30), TimeSpan.FromMinutes(30)));
        (await ReadAsync(bench, bench.Item() with { To = The.LeadersGroup })).Until.ShouldBeNull();
        (await ReadAsync(bench, bench.Alert())).Until.ShouldBeNull();
        (await bench.Database.KeyTimeToLiveAsync(bench.Keys.OutboxClosed))!.Value.ShouldBeInRange(TimeSpan.FromDays(6.9), TimeSpan.FromDays(7));
    }

    [Fact]
    public async Task Private_messages_pause_together()
    {
        await using var bench = await Bench.OpenAsync();

        await CloseAsync(bench, bench.Alert(), new SendGate(null, TimeSpan.Zero));

        (await ReadAsync(bench, bench.Alert() with { To = The.Administrator })).Until.ShouldBe(bench.Now.AddMinutes(30));
        (await ReadAsync(bench, bench.Item())).Until.ShouldBeNull();
    }

    [Theory]
    [InlineData(30, 0, 60)]
    [InlineData(60, 1, 120)]
    [InlineData(119, 1, 238)]
    [InlineData(120, 1, 240)]
    [InlineData(240, 1, 240)]
    [InlineData(60, 24 * 60, 120)]
    [InlineData(60, (24 * 60) + 1, 30)]
    public async Task A_pause_doubles_up_to_four_hours_and_after_a_quiet_day_begins_anew(int lastMinutes, int minutesSinceItsEnd, int minutes)
    {
        await using var bench = await Bench.OpenAsync();
        var gate = new SendGate(bench.Now.AddMinutes(-minutesSinceItsEnd), TimeSpan.FromMinutes(lastMinutes));

        (await CloseAsync(bench, bench.Item(), gate)).ShouldBe(bench.Now.AddMinutes(minutes));
        (await ReadAsync(bench, bench.Item())).LastPause.ShouldBe(TimeSpan.FromMinutes(minutes));
    }

    [Fact]
    public async Task A_person_pauses_beside_all_private_messages_and_the_later_end_counts()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.CommitAsync(changes => Gates(bench).ClosePerson(changes, bench.Alert(), bench.Now.AddHours(20)));

        (await ReadAsync(bench, bench.Alert())).ShouldBe(new SendGate(bench.Now.AddHours(20), TimeSpan.Zero));
        (await ReadAsync(bench, bench.Alert() with { To = The.Administrator })).Until.ShouldBeNull();

        await CloseAsync(bench, bench.Alert(), new SendGate(null, TimeSpan.Zero));
        (await ReadAsync(bench, bench.Alert())).ShouldBe(new SendGate(bench.Now.AddHours(20), TimeSpan.FromMinutes(30)));
    }

    [Fact]
    public async Task A_message_that_was_taken_opens_its_own_way_and_no_other()
    {
        await using var bench = await Bench.OpenAsync();
        await CloseAsync(bench, bench.Item(), new SendGate(null, TimeSpan.Zero));
        await CloseAsync(bench, bench.Alert(), new SendGate(null, TimeSpan.Zero));
        await bench.CommitAsync(changes => Gates(bench).ClosePerson(changes, bench.Alert(), bench.Now.AddHours(20)));
        await bench.CommitAsync(changes => Gates(bench).ClosePerson(changes, bench.Alert() with { To = The.Administrator }, bench.Now.AddHours(20)));

        await bench.CommitAsync(changes => Gates(bench).Open(changes, bench.Alert()));
        (await ReadAsync(bench, bench.Alert())).Until.ShouldBeNull();
        (await ReadAsync(bench, bench.Alert() with { To = The.Administrator })).Until.ShouldBe(bench.Now.AddHours(20));
        (await ReadAsync(bench, bench.Item())).Until.ShouldNotBeNull();

        await bench.CommitAsync(changes => Gates(bench).Open(changes, bench.Item()));
        (await ReadAsync(bench, bench.Item())).Until.ShouldBeNull();
    }

    [Fact]
    public async Task When_somebody_acted_what_was_refused_or_put_off_is_due_at_once_in_its_order()
    {
        await using var bench = await Bench.OpenAsync();
        var pause = await CloseAsync(bench, bench.Item(), new SendGate(null, TimeSpan.Zero));
        await CloseAsync(bench, bench.Alert(), new SendGate(null, TimeSpan.Zero));
        await bench.CommitAsync(changes => Gates(bench).ClosePerson(changes, bench.Alert(), bench.Now.AddHours(20)));
        await bench.PlanAsync(bench.Item("b: put off") with { Due = pause });
        await bench.PlanAsync(bench.Item("a: put off") with { Due = pause });
        await bench.PlanAsync(bench.Item("refused") with { Refusals = 1, Due = bench.Now.AddMinutes(2) });
        await bench.PlanAsync(bench.Item("ends before the pause") with { Due = bench.Now.AddMinutes(3), ExpiresAt = bench.Now.AddMinutes(3) });

        await Gates(bench).TryAgainAsync(bench.Now);

        var items = (await bench.Outbox.AllAsync()).OrderBy(item => item.Due).ToList();
        items.Select(item => item.Id).ShouldBe(["refused", "ends before the pause", "a: put off", "b: put off"]);
        items.Select(item => (bench.Now - item.Due).TotalMilliseconds).ShouldBe([4, 3, 2, 1]);
        (await bench.Database.SortedSetScoreAsync(bench.Keys.OutboxRoutine, "refused")).ShouldBe(items[0].Due.ToUnixTimeMilliseconds());
        (await ReadAsync(bench, bench.Item())).Until.ShouldBeNull();
        (await ReadAsync(bench, bench.Alert())).ShouldBe(new SendGate(bench.Now.AddHours(20), TimeSpan.Zero), "the limit of a day is nobody's fault");
    }

    [Fact]
    public async Task What_waits_for_something_else_goes_on_waiting()
    {
        await using var bench = await Bench.OpenAsync();
        await CloseAsync(bench, bench.Item(), new SendGate(null, TimeSpan.Zero));
        OutboxItem[] others =
        [
            await bench.PlanAsync(bench.Item("later") with { Due = bench.Now.AddMinutes(29) }),
            await bench.PlanAsync(bench.Item("elsewhere") with { To = The.LeadersGroup, Due = bench.Now.AddMinutes(30) }),
            await bench.PlanAsync(bench.Item("doubted") with { State = OutboxState.Unclear, Refusals = 1, Due = bench.Now.AddSeconds(20) }),
            await bench.PlanAsync(bench.Item("overdue") with { Refusals = 1, Due = bench.Now.AddMinutes(-1) }),
            await bench.PlanAsync(bench.Item("now") with { Refusals = 1 }),
        ];

        await Gates(bench).TryAgainAsync(bench.Now);

        (await bench.Outbox.AllAsync()).ShouldBe(others, ignoreOrder: true);
    }

    private static SendGates Gates(Bench bench) => bench.Get<SendGates>();

    private static Task<SendGate> ReadAsync(Bench bench, OutboxItem item) => Gates(bench).ReadAsync(item);

    private static async Task<DateTimeOffset> CloseAsync(Bench bench, OutboxItem item, SendGate gate)
    {
        var until = DateTimeOffset.MinValue;
        (await bench.CommitAsync(changes => until = Gates(bench).Close(changes, item, gate, bench.Now))).ShouldBeTrue();
        return until;
    }
}
