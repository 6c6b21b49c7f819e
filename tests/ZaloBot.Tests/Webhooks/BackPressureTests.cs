using System.Net;
using Shouldly;
using Xunit;
using ZaloBot.Outbox;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Signs;
using ZaloBot.Storage;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Webhooks;

namespace ZaloBot.Tests.Webhooks;

/// <summary>More comes than can be worked, or the store is slow, full or away: what is answered 200 is kept, within bounds.</summary>
public sealed class BackPressureTests
{
    private const string Send = "/v3.0/oa/group/message";

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Redis)]
    public async Task Beyond_what_may_wait_in_the_store_events_go_to_the_spool_and_come_back(StoreKind on)
    {
        await using var bot = await Bot.StartAsync(same => same with { Webhook = same.Webhook with { MaxWaiting = 100 } }, on);
        await LanesAreHeldElsewhereAsync(bot);
        var bodies = Enumerable.Range(0, 150).Select(number => Some.GroupText(The.Group, The.Member, The.Work, $"wait{number:x16}")).ToList();
        foreach (var body in bodies)
        {
            (await bot.PostAsync(body, Some.SignatureOf(body))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await bot.Get<Inbox>().LengthAsync()).ShouldBe(100);
        bot.Get<Spool>().IsEmpty.ShouldBeFalse();

        await LanesAreFreeAsync(bot);
        await bot.SettledAsync();
        bot.Get<Spool>().IsEmpty.ShouldBeTrue();
        var marks = await bot.Store.Database.StringGetAsync([.. Enumerable.Range(0, 150).Select(number => bot.Store.Keys.Done($"m:wait{number:x16}"))]);
        marks.ShouldAllBe(mark => !mark.IsNull);
    }

    [Fact]
    public async Task When_the_spool_is_full_too_the_answer_is_503_and_nothing_acknowledged_is_lost()
    {
        await using var bot = await Bot.StartAsync(same => same with { Webhook = same.Webhook with { SpoolMegabytes = 1 } }, StoreKind.Redis);
        await bot.Redis.KillAsync();
        var kept = new List<string>();
        var refused = 0;
        for (var number = 0; number < 14; number++)
        {
            var id = $"full{number:x16}";
            var body = Some.GroupText(The.Group, The.Member, The.Work + new string(' ', 100_000), id);
            var answer = await bot.PostAsync(body, Some.SignatureOf(body));
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                kept.Add(id);
            }
            else
            {
                answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
                refused++;
            }
        }

        kept.Count.ShouldBe(10);
        refused.ShouldBe(4);
        bot.Get<Spool>().IsWritable.ShouldBeTrue("a small event still finds room");

        await bot.Redis.RestartAsync();
        await bot.SettledAsync();
        var marks = await bot.Store.Database.StringGetAsync([.. kept.Select(id => bot.Store.Keys.Done($"m:{id}"))]);
        marks.ShouldAllBe(mark => !mark.IsNull);
    }

    [Fact]
    public async Task A_store_that_hangs_is_given_up_and_the_event_is_spooled()
    {
        await using var bot = await Bot.StartAsync(on: StoreKind.Redis);
        await bot.Redis.HangAsync();
        var body = Some.GroupText(The.Group, The.Member, The.Advertisement);
        (await bot.PostAsync(body, Some.SignatureOf(body))).StatusCode.ShouldBe(HttpStatusCode.OK);
        bot.Get<Spool>().IsEmpty.ShouldBeFalse();

        // What was given up is in the store's socket still: now it is kept twice.
        await bot.Redis.GoOnAsync();
        await bot.Zalo.WaitForMessageAsync(message => message.GroupId == The.Group && message.IsFromOa, TimeSpan.FromMinutes(2));
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(NoRoom.InMemory)]
    [InlineData(NoRoom.OnDisk)]
    public async Task What_a_full_store_refuses_is_spooled_and_said_once_when_there_is_room(NoRoom because)
    {
        await using var bot = await Bot.StartAsync(on: StoreKind.Redis);
        await bot.Redis.RefuseWritesAsync(because);
        var body = Some.GroupText(The.Group, The.Member, The.Advertisement, "nowhere00000000001");
        (await bot.PostAsync(body, Some.SignatureOf(body))).StatusCode.ShouldBe(HttpStatusCode.OK);

        bot.Get<Spool>().IsEmpty.ShouldBeFalse();
        (await bot.Get<Inbox>().LengthAsync()).ShouldBe(0);
        (await bot.CasesAsync()).ShouldBeEmpty();
        bot.Zalo.Calls.To(Send).ShouldBeEmpty();

        await bot.Redis.TakeWritesAsync();
        await bot.SettledAsync();
        bot.Get<Spool>().IsEmpty.ShouldBeTrue();
        (await bot.CasesAsync()).ShouldHaveSingleItem();
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        bot.Zalo.Calls.To(Send).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(NoRoom.InMemory)]
    [InlineData(NoRoom.OnDisk)]
    public async Task An_event_that_waits_in_a_store_that_becomes_full_is_neither_lost_nor_given_up(NoRoom because)
    {
        using var judge = new HeldJudge();
        await using var bot = await Bot.StartAsync(on: StoreKind.Redis, opinion: judge);
        var body = Some.GroupText(The.Group, The.Member, The.Advertisement, "inside000000000001");
        (await bot.PostAsync(body, Some.SignatureOf(body))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await judge.IsAskedAsync();
        await bot.Redis.RefuseWritesAsync(because);
        judge.MayAnswer();

        // Oftener than an event may fail that is itself to blame.
        var lane = StoreKeys.LaneOf(System.Text.Encoding.ASCII.GetBytes(The.Group));
        await bot.Log.WaitForAsync($"Lane {lane} waits: the store", atLeast: 4);
        (await bot.Get<Inbox>().LengthAsync()).ShouldBe(1);
        (await bot.CasesAsync()).ShouldBeEmpty();
        bot.Zalo.Calls.To(Send).ShouldBeEmpty();

        await bot.Redis.TakeWritesAsync();
        await bot.SettledAsync();
        (await bot.Get<Quarantine>().ReadAsync(10)).ShouldBeEmpty();
        (await bot.CasesAsync()).ShouldHaveSingleItem();
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        bot.Log.All.ShouldNotContain(line => line.Contains("could not be handled", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(NoRoom.InMemory)]
    [InlineData(NoRoom.OnDisk)]
    public async Task What_was_said_while_the_store_became_full_is_found_again_and_not_repeated(NoRoom because)
    {
        await using var bot = await Bot.StartAsync(on: StoreKind.Redis);
        bot.Zalo.Faults.Slow(TimeSpan.FromSeconds(2), Send, times: 1);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.Zalo.Calls.Arrived.WaitForAsync(call => call.IsTo(Send));

        // Marked as being sent, and no room left for what became of it.
        await bot.Redis.RefuseWritesAsync(because);
        var answered = bot.Zalo.Calls.WaitForCallAsync(Send, TimeSpan.FromMinutes(1));
        while (!answered.IsCompleted)
        {
            // The answer may begin to wait for the clock only now.
            bot.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(answered, Task.Delay(TimeSpan.FromMilliseconds(100)));
        }

        await answered;
        await bot.Log.WaitForAsync("Sender: Work waits: the store", atLeast: 1);
        bot.SaidIn(The.Group).ShouldHaveSingleItem();

        await bot.Redis.TakeWritesAsync();
        await bot.SettledAsync();
        await bot.PassTimeAsync(TimeSpan.FromMinutes(5));
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        bot.Zalo.Calls.To(Send).Count.ShouldBe(1);
        (await bot.Get<OutboxStore>().ReceiptsAsync(10)).ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.FoundInHistory);
    }

    [Fact]
    public async Task Spool_files_are_bounded_together_and_drained_from_where_the_last_drain_stopped()
    {
        var folder = Directory.CreateTempSubdirectory("zalobot-spool-").FullName;
        using var spool = new Spool(folder, capacity: 20_000);
        for (var number = 0; number < 150; number++)
        {
            await spool.AppendAsync(lane: 1, [(byte)number, .. new byte[99]]);
        }

        var taken = new List<byte>();
        var handfuls = 0;
        (await spool.DrainAsync(Take, TestContext.Current.CancellationToken)).ShouldBeGreaterThan(0);
        taken.Count.ShouldBeLessThan(150);
        await Should.ThrowAsync<IOException>(async () =>
        {
            // The first file still counts: 150 records of 112 bytes.
            for (var number = 0; number < 40; number++)
            {
                await spool.AppendAsync(lane: 1, new byte[100]);
            }
        });

        handfuls = -100;
        await spool.DrainAsync(Take, TestContext.Current.CancellationToken);
        taken.Take(150).ShouldBe(Enumerable.Range(0, 150).Select(number => (byte)number));
        spool.IsEmpty.ShouldBeTrue();
        Directory.Delete(folder, recursive: true);

        Task<bool> Take(IReadOnlyList<SpoolRecord> records)
        {
            if (++handfuls > 1)
            {
                return Task.FromResult(false);
            }

            taken.AddRange(records.Select(record => record.Entry[0]));
            return Task.FromResult(true);
        }
    }

    [Fact]
    public async Task Many_who_append_at_once_share_flushes_and_nobody_is_missing()
    {
        var folder = Directory.CreateTempSubdirectory("zalobot-spool-").FullName;
        using var spool = new Spool(folder, capacity: 10_000_000);
        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(number => Task.Run(() => spool.AppendAsync(number % 16, BitConverter.GetBytes(number)))));

        // As a process that starts anew finds it.
        using var next = new Spool(folder, capacity: 10_000_000);
        spool.Dispose();
        var found = new HashSet<int>();
        await next.DrainAsync(
            records =>
            {
                found.UnionWith(records.Select(record => BitConverter.ToInt32(record.Entry)));
                return Task.FromResult(true);
            },
            TestContext.Current.CancellationToken);
        found.Count.ShouldBe(2_000);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task When_sending_is_possible_again_the_urgent_goes_first()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Store.Database.StringSetAsync(bot.Store.Keys.SenderLease, "elsewhere", TimeSpan.FromHours(1));
        var now = bot.Clock.GetUtcNow();
        foreach (var (id, urgent, due) in new[] { ("routine", false, now.AddMinutes(-9)), ("urgent", true, now.AddMinutes(-1)) })
        {
            var changes = new Changes();
            OutboxStore.Plan(changes, bot.Store.Keys, new OutboxItem
            {
                Id = id, Case = "BCDFGH", Audience = Audience.Group, To = The.Group, Text = id, Urgent = urgent, Due = due, ExpiresAt = now.AddHours(1),
            });
            await changes.CommitAsync(bot.Store.Database);
        }

        (await bot.Get<OutboxStore>().NextAsync(now)).Planned!.Item.Id.ShouldBe("urgent");
    }

    [Fact]
    public async Task An_entry_nobody_can_read_goes_to_quarantine_and_holds_up_nobody()
    {
        await using var bot = await Bot.StartAsync();
        var lane = StoreKeys.LaneOf(System.Text.Encoding.ASCII.GetBytes(The.Group));
        await bot.Get<Inbox>().KeepAsync(lane, "nonsense"u8.ToArray());
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        (await bot.Get<Quarantine>().ReadAsync(10)).ShouldHaveSingleItem();
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_commit_that_comes_late_removes_nothing_that_nobody_looked_at()
    {
        await using var bot = await Bot.StartAsync();
        await LanesAreHeldElsewhereAsync(bot);
        var inbox = bot.Get<Inbox>();
        var turn = await inbox.TurnAsync(3);
        await inbox.KeepAsync(3, "1 {}"u8.ToArray());
        await inbox.KeepAsync(3, "2 {}"u8.ToArray());

        (await FinishAsync()).ShouldBeTrue();
        (await FinishAsync()).ShouldBeFalse("the same commit, sent again because its answer was lost");
        (await inbox.ReadAsync(3, 10)).ShouldHaveSingleItem();

        Task<bool> FinishAsync()
        {
            var changes = new Changes();
            inbox.Finish(changes, 3, count: 1, turn, next: 1);
            return changes.CommitAsync(bot.Store.Database);
        }
    }

    [Fact]
    public async Task An_event_of_another_app_is_not_acted_on_even_when_it_had_to_be_spooled()
    {
        await using var bot = await Bot.StartAsync(on: StoreKind.Redis);
        await bot.Redis.KillAsync();
        var body = System.Text.Encoding.UTF8.GetBytes(
            System.Text.Encoding.UTF8.GetString(Some.GroupText(The.Group, The.Member, The.Advertisement)).Replace("1234567890123456789", "999", StringComparison.Ordinal));
        (await bot.PostAsync(body, Some.SignatureOf(body))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await bot.Redis.RestartAsync();
        await bot.SettledAsync();
        (await bot.Get<Quarantine>().ReadAsync(10)).ShouldHaveSingleItem().Reason.ShouldContain("another app");
        bot.SaidIn(The.Group).ShouldBeEmpty();
    }

    // The leases are taken over by force; the bot's workers find them lost at their next commit or renewal.
    private static Task<bool[]> LanesAreHeldElsewhereAsync(Bot bot) => Task.WhenAll(Enumerable.Range(0, StoreKeys.Lanes).Select(lane =>
        bot.Store.Database.StringSetAsync(bot.Store.Keys.LaneLease(lane), "elsewhere", TimeSpan.FromHours(1))));

    private static Task<bool[]> LanesAreFreeAsync(Bot bot) => Task.WhenAll(Enumerable.Range(0, StoreKeys.Lanes).Select(lane =>
        bot.Store.Database.KeyDeleteAsync(bot.Store.Keys.LaneLease(lane))));

    /// <summary>Lets the first message wait for its verdict, so that something can happen between the inbox and the commit.</summary>
    private sealed class HeldJudge : IMessageClassifier, IDisposable
    {
        private readonly FixedOpinion _opinion = new("mỹ phẩm", 0.99f);
        private readonly SemaphoreSlim _asked = new(0);
        private readonly ManualResetEventSlim _mayAnswer = new();

        public async Task IsAskedAsync() => (await _asked.WaitAsync(TimeSpan.FromMinutes(1))).ShouldBeTrue("nobody asked for a verdict");

        public void MayAnswer() => _mayAnswer.Set();

        public ClassScores Score(ReadOnlySpan<char> text, ReadOnlySpan<char> context, in MessageSigns signs, float aloneAbove = 1)
        {
            _asked.Release();
            _mayAnswer.Wait(TimeSpan.FromMinutes(1));
            return _opinion.Score(text, context, signs, aloneAbove);
        }

        public void Dispose()
        {
            _asked.Dispose();
            _mayAnswer.Dispose();
        }
    }
}
