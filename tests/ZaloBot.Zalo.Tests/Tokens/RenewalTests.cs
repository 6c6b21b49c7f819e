using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Tests.Infrastructure;
using ZaloBot.Zalo.Tokens;
using static ZaloBot.Zalo.Tests.Infrastructure.Answers;

namespace ZaloBot.Zalo.Tests.Tokens;

/// <summary>When a pair is renewed, and what is saved before what.</summary>
public sealed class RenewalTests : RenewalScene
{
    [Fact]
    public async Task A_young_token_is_used_as_it_is()
    {
        (await Bench.Keeper.GetAsync(default)).ShouldBe("access-1");
        Bench.Time.Advance(TimeSpan.FromHours(20) - TimeSpan.FromTicks(1));

        (await Bench.Keeper.GetAsync(default)).ShouldBe("access-1");

        Platform.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_is_renewed_after_twenty_hours_of_twenty_five()
    {
        Platform.On(OAuth, Second);
        await AgeAsync();

        (await Bench.Keeper.GetAsync(default)).ShouldBe("access-2");

        var call = Platform.Seen.ShouldHaveSingleItem();
        call.Method.ShouldBe(HttpMethod.Post);
        call.Address.ToString().ShouldBe("https://oauth.zaloapp.com/v4/oa/access_token");
        call.Body.ShouldBe("refresh_token=refresh-1&app_id=1234567890123456789&grant_type=refresh_token");
        call.Headers["Content-Type"].ShouldStartWith("application/x-www-form-urlencoded");
        call.Headers["secret_key"].ShouldBe("appSecretForTests");
        call.Token.ShouldBeNull();
        Store.State!.Current.ShouldBe(new TokenPair
        {
            AccessToken = "access-2",
            RefreshToken = "refresh-2",
            ReceivedAt = Bench.Time.GetUtcNow(),
            Lifetime = TimeSpan.FromHours(25),
            Origin = TokenOrigin.Renewal,
        });
    }

    [Fact]
    public async Task The_next_renewal_is_counted_from_the_last()
    {
        Platform.On(OAuth, Second, Third);
        await AgeAsync();
        await Bench.Keeper.GetAsync(default);
        Bench.Time.Advance(TimeSpan.FromHours(19.9));
        (await Bench.Keeper.GetAsync(default)).ShouldBe("access-2");
        Bench.Time.Advance(TimeSpan.FromHours(0.1));

        (await Bench.Keeper.GetAsync(default)).ShouldBe("access-3");
        Platform.Last.Body.ShouldStartWith("refresh_token=refresh-2&");
    }

    [Fact]
    public async Task A_shorter_life_is_renewed_at_four_fifths_of_it()
    {
        Platform.On(OAuth, """{"access_token":"access-2","refresh_token":"refresh-2","expires_in":"1000"}""", Third);
        await AgeAsync();
        await Bench.Keeper.GetAsync(default);
        Bench.Time.Advance(TimeSpan.FromSeconds(799));
        (await Bench.Keeper.GetAsync(default)).ShouldBe("access-2");
        Bench.Time.Advance(TimeSpan.FromSeconds(1));

        (await Bench.Keeper.GetAsync(default)).ShouldBe("access-3");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("\"soon\"")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("1e17")]
    [InlineData("9223372036854775807")]
    [InlineData("7776000")]
    public async Task An_odd_lifetime_costs_no_pair(string expiresIn)
    {
        Platform.On(OAuth, $$"""{"access_token":"access-2","refresh_token":"refresh-2","expires_in":{{expiresIn}}}""");
        await AgeAsync();

        (await Bench.Keeper.GetAsync(default)).ShouldBe("access-2");

        Store.State!.Current!.Lifetime.ShouldBe(TimeSpan.FromHours(25));
    }

    [Fact]
    public async Task The_mark_is_saved_before_the_call_and_the_pair_before_its_use()
    {
        TokenState? whenAsked = null;
        TokenState? whenUsed = null;
        Platform.On(OAuth, (call, token) =>
        {
            whenAsked = Store.State;
            return JsonAnswer(Second)(call, token);
        });
        Platform.On(GetOa, (call, token) =>
        {
            whenUsed = Store.State;
            call.Token.ShouldBe("access-2");
            return JsonAnswer(Oa)(call, token);
        });
        await AgeAsync();

        (await Bench.Client.GetOaAsync()).IsOk.ShouldBeTrue();

        whenAsked!.Renewal.ShouldBe(new RenewalMark(Bench.Time.GetUtcNow(), 1));
        whenAsked.Current!.RefreshToken.ShouldBe("refresh-1");
        whenUsed!.Current!.AccessToken.ShouldBe("access-2");
        whenUsed.Previous!.AccessToken.ShouldBe("access-1");
        whenUsed.Renewal.ShouldBeNull();
    }

    [Fact]
    public async Task The_old_pair_is_kept_until_the_new_one_is_proven()
    {
        Platform.On(OAuth, Second).On(GetOa, """{"error":-501,"message":"x"}""", Oa);
        await AgeAsync();

        await Bench.Client.GetOaAsync();
        Store.State!.Previous!.RefreshToken.ShouldBe("refresh-1");
        await Bench.Client.GetOaAsync();
        Store.State!.Previous.ShouldBeNull();

        var saved = Store.Saved.Count;
        await Bench.Client.GetOaAsync();
        Store.Saved.Count.ShouldBe(saved);
    }

    [Fact]
    public async Task A_command_that_only_looks_never_renews_and_never_saves()
    {
        using var bench = new Bench(options => options.RenewsTokens = false, Store, Bench.TokenLock, Bench.Time, Platform);
        Platform.On(GetOa, JsonAnswer(Oa), Refusal(-216));
        bench.Time.Advance(TimeSpan.FromHours(30));

        (await bench.Client.GetOaAsync()).IsOk.ShouldBeTrue();
        (await bench.Client.GetOaAsync()).Error!.Code.ShouldBe(-216);

        Store.Saved.ShouldBeEmpty();
        Bench.TokenLock.Taken.ShouldBe(0);
    }

    [Fact]
    public async Task A_timer_renews_when_nobody_calls()
    {
        Platform.On(OAuth, Second);
        await AgeAsync();

        await Bench.Keeper.KeepFreshAsync(default);

        Store.State!.Current!.AccessToken.ShouldBe("access-2");
    }

    [Fact]
    public async Task The_timer_bears_an_OA_without_tokens()
    {
        using var bench = new Bench(options => (options.AccessToken, options.RefreshToken) = ("", ""));

        await Should.NotThrowAsync(bench.Keeper.KeepFreshAsync(default));

        var health = await bench.Keeper.ExamineAsync(default);
        (health.Status, health.Reason).ShouldBe((TokenStatus.Missing, ConsentReason.NeverGiven));
        (await bench.Client.GetOaAsync()).Error!.Meaning.ShouldBe(ErrorMeaning.ConsentNeeded);
    }
}
