using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Tests.Infrastructure;
using ZaloBot.Zalo.Tokens;
using static ZaloBot.Zalo.Tests.Infrastructure.Answers;

namespace ZaloBot.Zalo.Tests.Tokens;

/// <summary>Which pair is in use: the settings', the store's, the one before; and what a silent store or another process does to it.</summary>
public sealed class TokenStateTests
{
    private const string OAuth = "/v4/oa/access_token";
    private const string GetOa = "/v2.0/oa/getoa";
    private const string Oa = """{"data":{"oaid":"1"},"error":0}""";
    private const string New = """{"access_token":"access-9","refresh_token":"refresh-9","expires_in":"90000"}""";
    private const string Spent = """{"error":-14014,"error_name":"spent"}""";

    [Fact]
    public async Task The_first_pair_is_taken_from_the_settings_and_saved()
    {
        using var bench = new Bench();

        (await bench.Keeper.GetAsync(default)).ShouldBe("access-1");

        bench.Store.State!.Current.ShouldBe(new TokenPair { AccessToken = "access-1", RefreshToken = "refresh-1", ReceivedAt = ManualTime.Beginning, Origin = TokenOrigin.Settings });
        bench.Store.State.SeenInSettings.ShouldHaveSingleItem().ShouldNotContain("access");
        bench.Store.State.Version.ShouldBe(1);
        await bench.Keeper.GetAsync(default);
        bench.Store.State.Version.ShouldBe(1);
    }

    [Fact]
    public async Task The_stored_pair_wins_over_settings_taken_before()
    {
        var store = new MemoryTokenStore();
        using (var first = new Bench(store: store))
        {
            await first.Keeper.GetAsync(default);
        }

        store.State = store.State! with { Version = 2, Current = Pair(5) };
        using var again = new Bench(store: store);

        (await again.Keeper.GetAsync(default)).ShouldBe("access-5");
    }

    [Fact]
    public async Task A_new_pair_in_the_settings_wins_over_the_store_once()
    {
        var store = new MemoryTokenStore { State = new TokenState { Version = 4, Current = Pair(5), ConsentNeeded = ConsentReason.RefreshRefused, IsAccessRefused = true, Renewal = new RenewalMark(ManualTime.Beginning, 2) } };
        using var bench = new Bench(store: store);

        (await bench.Keeper.GetAsync(default)).ShouldBe("access-1");

        store.State.ShouldSatisfyAllConditions(
            state => state!.Version.ShouldBe(5),
            state => state!.Previous!.AccessToken.ShouldBe("access-5"),
            state => state!.ConsentNeeded.ShouldBe(ConsentReason.None),
            state => state!.IsAccessRefused.ShouldBeFalse(),
            state => state!.Renewal.ShouldBeNull());
    }

    [Fact]
    public async Task A_pair_seen_in_the_settings_long_ago_is_not_new_again()
    {
        var store = new MemoryTokenStore();
        foreach (var pair in new[] { 1, 2, 1 })
        {
            using var bench = new Bench(options => (options.AccessToken, options.RefreshToken) = ($"access-{pair}", $"refresh-{pair}"), store);
            await bench.Keeper.GetAsync(default);
        }

        store.State!.Current!.AccessToken.ShouldBe("access-2");
        store.State.SeenInSettings.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_memory_of_pairs_seen_does_not_grow_without_end()
    {
        var store = new MemoryTokenStore();
        for (var pair = 0; pair < 30; pair++)
        {
            using var bench = new Bench(options => (options.AccessToken, options.RefreshToken) = ($"access-{pair}", $"refresh-{pair}"), store);
            await bench.Keeper.GetAsync(default);
        }

        store.State!.SeenInSettings.Count.ShouldBe(20);
        store.State.Current!.AccessToken.ShouldBe("access-29");
    }

    [Fact]
    public async Task A_refresh_token_alone_is_enough()
    {
        using var bench = new Bench(options => options.AccessToken = "");
        bench.Platform.On(OAuth, New);

        (await bench.Keeper.GetAsync(default)).ShouldBe("access-9");

        bench.Platform.Seen.ShouldHaveSingleItem().Body.ShouldStartWith("refresh_token=refresh-1&");
    }

    [Fact]
    public async Task A_refresh_token_alone_that_cannot_be_spent_yet_leaves_the_pair_before_in_use()
    {
        var store = new MemoryTokenStore { State = new TokenState { Version = 1, Current = Pair(5) } };
        using var bench = new Bench(options => options.AccessToken = "", store);
        bench.Platform.On(OAuth, NoConnection);

        (await bench.Keeper.GetAsync(default)).ShouldBe("access-5");
    }

    [Fact]
    public async Task An_access_token_alone_serves_until_it_is_refused()
    {
        using var bench = new Bench(options => options.RefreshToken = "");
        bench.Platform.On(GetOa, JsonAnswer(Oa), JsonAnswer("""{"error":-220,"message":"x"}"""));
        bench.Time.Advance(TimeSpan.FromHours(30));

        (await bench.Client.GetOaAsync()).IsOk.ShouldBeTrue();
        (await bench.Client.GetOaAsync()).Error!.Code.ShouldBe(-220);

        (await bench.Keeper.ExamineAsync(default)).Reason.ShouldBe(ConsentReason.NoRefreshToken);
        (await bench.Client.GetOaAsync()).Error!.Meaning.ShouldBe(ErrorMeaning.ConsentNeeded);
    }

    [Fact]
    public async Task A_pair_mistyped_into_the_settings_does_not_cost_the_good_one()
    {
        var store = new MemoryTokenStore { State = new TokenState { Version = 1, Current = Pair(5) } };
        using var bench = new Bench(store: store);
        bench.Platform.On(GetOa, JsonAnswer("""{"error":-216,"message":"x"}"""), JsonAnswer(Oa)).On(OAuth, Spent, New);

        (await bench.Client.GetOaAsync()).IsOk.ShouldBeTrue();

        bench.Platform.Seen.Select(call => call.Path == OAuth ? call.Body.Split('&')[0] : call.Token).ShouldBe(["access-1", "refresh_token=refresh-1", "refresh_token=refresh-5", "access-9"]);
        store.State!.Previous.ShouldBeNull();
    }

    [Fact]
    public async Task A_pair_renewed_while_the_store_is_silent_is_not_used_but_not_lost()
    {
        using var bench = new Bench();
        await bench.Keeper.GetAsync(default);
        bench.Platform.On(GetOa, Oa).On(OAuth, (call, token) =>
        {
            bench.Store.IsSilent = true;
            return JsonAnswer(New)(call, token);
        });
        bench.Time.Advance(TimeSpan.FromHours(20));

        (await bench.Client.GetOaAsync()).IsOk.ShouldBeTrue();
        bench.Platform.Last.Token.ShouldBe("access-1");
        await bench.Client.GetOaAsync();
        bench.Platform.Last.Token.ShouldBe("access-1");

        bench.Store.IsSilent = false;
        await bench.Client.GetOaAsync();
        bench.Platform.Last.Token.ShouldBe("access-9");
        bench.Store.State!.Current!.RefreshToken.ShouldBe("refresh-9");
        bench.Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(1);
    }

    [Fact]
    public async Task A_pair_that_waits_to_be_saved_gives_way_to_a_newer_consent()
    {
        using var bench = new Bench();
        await bench.Keeper.GetAsync(default);
        bench.Platform.On(OAuth, (call, token) =>
        {
            bench.Store.IsSilent = true;
            return JsonAnswer(New)(call, token);
        });
        bench.Time.Advance(TimeSpan.FromHours(20));
        await bench.Keeper.GetAsync(default);

        bench.Store.IsSilent = false;
        bench.Store.State = bench.Store.State! with { Version = bench.Store.State.Version + 1, Current = Pair(7), Renewal = null };

        (await bench.Keeper.GetAsync(default)).ShouldBe("access-7");
        bench.Store.State.Current!.AccessToken.ShouldBe("access-7");
    }

    [Fact]
    public async Task A_silent_store_at_the_mark_stops_the_renewal_before_anything_is_spent()
    {
        using var bench = new Bench();
        await bench.Keeper.GetAsync(default);
        bench.Time.Advance(TimeSpan.FromHours(20));
        bench.Store.BeforeSaving = store => throw new TimeoutException("The store does not answer.");

        (await bench.Keeper.GetAsync(default)).ShouldBe("access-1");

        bench.Platform.Seen.ShouldBeEmpty();
        bench.TokenLock.IsHeld.ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_store_from_the_start_no_call_is_sent()
    {
        using var bench = new Bench();
        bench.Store.IsSilent = true;

        var result = await bench.Client.SendGroupTextAsync("g1", "a");

        (result.Error!.Class, result.Error.Meaning, result.Error.Fate).ShouldBe((ErrorClass.Transient, ErrorMeaning.Unreachable, CallFate.NotSent));
    }

    [Fact]
    public async Task A_store_that_falls_silent_later_does_not_stop_the_calls()
    {
        using var bench = new Bench();
        bench.Platform.On(GetOa, Oa);
        await bench.Client.GetOaAsync();
        bench.Store.IsSilent = true;

        (await bench.Client.GetOaAsync()).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task A_change_by_another_process_is_not_overwritten()
    {
        using var bench = new Bench();
        await bench.Keeper.GetAsync(default);
        bench.Platform.On(OAuth, New);
        bench.Time.Advance(TimeSpan.FromHours(20));

        // Between reading and marking, somebody gives consent: the refresh token in hand is not to be spent any more.
        bench.Store.BeforeSaving = store => store.State = store.State! with { Version = store.State.Version + 1, Current = Pair(7), Previous = store.State.Current };

        (await bench.Keeper.GetAsync(default)).ShouldBe("access-7");
        bench.Platform.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_consent_during_a_renewal_is_newer_than_its_pair()
    {
        using var bench = new Bench();
        await bench.Keeper.GetAsync(default);
        bench.Platform.On(OAuth, (call, token) =>
        {
            bench.Store.State = bench.Store.State! with { Version = bench.Store.State.Version + 1, Current = Pair(7), Renewal = null };
            return JsonAnswer(New)(call, token);
        });
        bench.Time.Advance(TimeSpan.FromHours(20));

        (await bench.Keeper.GetAsync(default)).ShouldBe("access-7");
        bench.Store.State!.Current!.AccessToken.ShouldBe("access-7");
    }

    [Fact]
    public async Task A_refusal_found_out_too_late_does_not_close_a_newer_pair()
    {
        using var bench = new Bench();
        await bench.Keeper.GetAsync(default);
        bench.Platform.On(OAuth, (call, token) =>
        {
            bench.Store.State = bench.Store.State! with { Version = bench.Store.State.Version + 1, Current = Pair(7), Renewal = null };
            return JsonAnswer(Spent)(call, token);
        });
        bench.Time.Advance(TimeSpan.FromHours(20));

        (await bench.Keeper.GetAsync(default)).ShouldBe("access-7");
        bench.Store.State!.ConsentNeeded.ShouldBe(ConsentReason.None);
    }

    [Fact]
    public void No_record_shows_a_token_when_it_is_written_out()
    {
        var state = new TokenState { Version = 3, Current = Pair(1), Previous = Pair(2) };

        foreach (var text in new[] { $"{state}", $"{state.Current}", $"{new ConsentRequest(new Uri("https://x/?a"), "geheim", "geheim")}" })
        {
            text.ShouldNotContain("access-");
            text.ShouldNotContain("refresh-");
            text.ShouldNotContain("geheim");
        }
    }

    private static TokenPair Pair(int number) => new()
    {
        AccessToken = $"access-{number}",
        RefreshToken = $"refresh-{number}",
        ReceivedAt = ManualTime.Beginning + TimeSpan.FromHours(19),
        Origin = TokenOrigin.Consent,
    };
}
