using ZaloBot.Zalo.Tests.Infrastructure;
using ZaloBot.Zalo.Tokens;
using static ZaloBot.Zalo.Tests.Infrastructure.Answers;

namespace ZaloBot.Zalo.Tests.Tokens;

/// <summary>Many calls, and many processes, over one pair.</summary>
public sealed class SharedRenewalTests : RenewalScene
{
    [Fact]
    public async Task Many_calls_share_one_renewal()
    {
        Platform.On(OAuth, async (call, token) =>
        {
            await Task.Yield();
            return await JsonAnswer(Second)(call, token);
        }).On(GetOa, Oa);
        await AgeAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Bench.Client.GetOaAsync()));

        // Some may have gone on with the old token while it was renewed.
        results.ShouldAllBe(result => result.IsOk);
        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(1);
        (await Bench.Keeper.GetAsync(default)).ShouldBe("access-2");
    }

    [Fact]
    public async Task Many_refused_calls_share_one_renewal()
    {
        Platform.On(Message, (call, token) => call.Token == "access-1" ? Refusal(-216)(call, token) : JsonAnswer(Sent)(call, token)).On(OAuth, Second);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Bench.Client.SendGroupTextAsync("g1", "a")));

        results.ShouldAllBe(result => result.IsOk);
        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(1);
    }

    [Fact]
    public async Task Two_processes_renew_once()
    {
        using var other = new Bench(null, Store, Bench.TokenLock, Bench.Time, Platform);
        var answer = new TaskCompletionSource();
        Platform.On(OAuth, async (call, token) =>
        {
            await answer.Task;
            return await JsonAnswer(Second)(call, token);
        });
        Platform.On(Message, (call, token) => call.Token == "access-1" ? Refusal(-216)(call, token) : JsonAnswer(Sent)(call, token));

        var sending = Enumerable.Range(0, 10).SelectMany(_ => new[] { Bench.Client.SendGroupTextAsync("g", "a"), other.Client.SendGroupTextAsync("g", "a") }).ToArray();
        // Whoever finds the lock taken looks again every quarter of a second. Time passes only while nobody holds it: who does
        // needs none, and would otherwise be overtaken by those who look.
        var all = Task.WhenAll(sending);
        await Bench.Time.SleeperAsync(span => span == TimeSpan.FromMilliseconds(250));
        answer.SetResult();
        while (!all.IsCompleted)
        {
            while (Bench.TokenLock.IsHeld)
            {
                await Task.Yield();
            }

            Bench.Time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.WhenAny(all, Bench.Time.SleeperAsync(span => span == TimeSpan.FromMilliseconds(250)));
        }

        (await all).ShouldAllBe(result => result.IsOk);
        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(1);
    }

    [Fact]
    public async Task An_early_renewal_does_not_wait_for_another_process()
    {
        await AgeAsync();
        Bench.TokenLock.IsHeld = true;

        (await Bench.Keeper.GetAsync(default)).ShouldBe("access-1");

        Platform.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_token_waits_for_the_process_that_renews_it()
    {
        Platform.On(Message, Refusal(-216), JsonAnswer(Sent));
        await Bench.Keeper.GetAsync(default);
        Bench.TokenLock.IsHeld = true;

        var sending = Bench.Client.SendGroupTextAsync("g1", "a");
        await Bench.Time.SleeperAsync(span => span == TimeSpan.FromMilliseconds(250));
        var now = Bench.Time.GetUtcNow();
        Store.State = Store.State! with { Version = Store.State.Version + 1, Current = Pair(2) with { ReceivedAt = now }, Previous = Store.State.Current };
        Bench.TokenLock.IsHeld = false;
        Bench.Time.Advance(TimeSpan.FromMilliseconds(250));

        (await sending).IsOk.ShouldBeTrue();
        Platform.Last.Token.ShouldBe("access-2");
        Platform.Seen.ShouldAllBe(call => call.Path == Message);
    }

    [Fact]
    public async Task A_refused_token_is_not_content_with_an_early_renewal_that_gave_way()
    {
        Platform.On(OAuth, Second);
        await AgeAsync();
        var door = new TaskCompletionSource();
        Bench.TokenLock.Door = door.Task;
        Bench.TokenLock.IsHeld = true;

        var early = Bench.Keeper.GetAsync(default);
        var pressing = Bench.Keeper.RenewAsync("access-1", default);
        door.SetResult();
        (await early).ShouldBe("access-1");
        await Bench.Time.SleeperAsync(span => span == TimeSpan.FromMilliseconds(250));
        Bench.TokenLock.IsHeld = false;
        Bench.Time.Advance(TimeSpan.FromMilliseconds(250));

        (await pressing).ShouldBe("access-2");
    }

    [Fact]
    public async Task The_lock_outlives_whatever_is_done_under_it()
    {
        // Both pairs in question, both silent, each tried twice: the longest a renewal can take.
        Store.State = Stored() with { Previous = Pair(0) };
        using var bench = new Bench(options => (options.AccessToken, options.RefreshToken) = ("", ""), Store, Bench.TokenLock, Bench.Time, Platform);
        Platform.On(Message, Refusal(-216)).On(OAuth, Silence);
        var begun = bench.Time.GetUtcNow();

        var sending = bench.Client.SendGroupTextAsync("g", "a");
        await Platform.ArrivalAsync();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await Platform.ArrivalAsync();
            bench.Time.Advance(TimeSpan.FromSeconds(30));
        }

        await Platform.ArrivalAsync();
        Bench.TokenLock.IsHeld.ShouldBeTrue();
        bench.Time.Advance(TimeSpan.FromSeconds(10));

        (await sending).Error!.Code.ShouldBe(-216);
        Bench.TokenLock.IsHeld.ShouldBeFalse();
        Bench.TokenLock.Lifetime.ShouldBe(TimeSpan.FromMinutes(2));
        (bench.Time.GetUtcNow() - begun).ShouldBe(TimeSpan.FromSeconds(100));
        (await bench.Keeper.ExamineAsync(default)).Reason.ShouldBe(ConsentReason.RefreshUnclear);
    }

    [Fact]
    public async Task A_caller_who_gives_up_does_not_stop_the_renewal()
    {
        var answer = new TaskCompletionSource();
        Platform.On(OAuth, async (call, token) =>
        {
            await answer.Task;
            token.ThrowIfCancellationRequested();
            return await JsonAnswer(Second)(call, token);
        });
        await AgeAsync();
        using var patience = new CancellationTokenSource();

        var getting = Bench.Keeper.GetAsync(patience.Token);
        await Platform.ArrivalAsync();
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(getting);

        // Meanwhile others go on with the old token.
        (await Bench.Keeper.GetAsync(default)).ShouldBe("access-1");
        answer.SetResult();
        while (Bench.TokenLock.IsHeld)
        {
            await Task.Yield();
        }

        (await Bench.Keeper.GetAsync(default)).ShouldBe("access-2");
        Platform.Seen.Count.ShouldBe(1);
    }
}
