using System.Web;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Tests.Infrastructure;
using ZaloBot.Zalo.Tokens;
using static ZaloBot.Zalo.Tests.Infrastructure.Answers;

namespace ZaloBot.Zalo.Tests.Tokens;

/// <summary>An administrator's consent, from the link to the tokens (fact sheet 5.1).</summary>
public sealed class ConsentTests
{
    private const string OAuth = "/v4/oa/access_token";

    private static readonly ZaloOptions Options = new() { AppId = "1234567890123456789" };

    [Fact]
    public void The_challenge_is_that_of_the_fact_sheet() =>
        Pkce.ChallengeOf("abcABC0123456789abcABC0123456789abcABC01234").ShouldBe("8SmoMWp9e8ZMx3yzB8rlLy2G3qVaNQz0uQ9Ni_v54IY");

    [Fact]
    public void A_verifier_has_all_the_platform_asks_for()
    {
        for (var i = 0; i < 500; i++)
        {
            var pkce = Pkce.Create();
            pkce.Verifier.Length.ShouldBe(43);
            pkce.Verifier.ShouldAllBe(c => char.IsAsciiLetterOrDigit(c));
            pkce.Verifier.ShouldContain(c => char.IsAsciiLetterUpper(c));
            pkce.Verifier.ShouldContain(c => char.IsAsciiLetterLower(c));
            pkce.Verifier.ShouldContain(c => char.IsAsciiDigit(c));
            pkce.Challenge.ShouldBe(Pkce.ChallengeOf(pkce.Verifier));
        }
    }

    [Fact]
    public void The_link_leads_to_the_permission_page_of_OAs()
    {
        var request = ConsentRequest.Create(Options, new Uri("https://bot.example.vn/oauth/zalo/callback?a=b&c"));

        request.Address.GetLeftPart(UriPartial.Path).ShouldBe("https://oauth.zaloapp.com/v4/oa/permission");
        var query = HttpUtility.ParseQueryString(request.Address.Query);
        query.AllKeys.ShouldBe(["app_id", "redirect_uri", "code_challenge", "state"]);
        query["app_id"].ShouldBe("1234567890123456789");
        query["redirect_uri"].ShouldBe("https://bot.example.vn/oauth/zalo/callback?a=b&c");
        query["code_challenge"].ShouldBe(Pkce.ChallengeOf(request.Verifier!));
        query["state"].ShouldBe(request.State);
        request.State.Length.ShouldBe(32);
    }

    [Fact]
    public void The_link_does_without_PKCE_when_told_to()
    {
        var request = ConsentRequest.Create(Options, new Uri("https://bot.example.vn/cb"), usesPkce: false);

        request.Verifier.ShouldBeNull();
        request.Address.Query.ShouldNotContain("code_challenge");
    }

    [Fact]
    public void Every_link_is_new()
    {
        var one = ConsentRequest.Create(Options, new Uri("https://bot.example.vn/cb"));
        var other = ConsentRequest.Create(Options, new Uri("https://bot.example.vn/cb"));

        one.State.ShouldNotBe(other.State);
        one.Verifier.ShouldNotBe(other.Verifier);
    }

    [Fact]
    public void Only_its_own_state_belongs_to_a_request()
    {
        var request = ConsentRequest.Create(Options, new Uri("https://bot.example.vn/cb"));

        request.Matches(request.State).ShouldBeTrue();
        request.Matches(request.State.ToUpperInvariant() + "x").ShouldBeFalse();
        request.Matches("").ShouldBeFalse();
        request.Matches(null).ShouldBeFalse();
        request.Matches(request.State[..31]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("v1", "code=c1&app_id=1234567890123456789&grant_type=authorization_code&code_verifier=v1")]
    [InlineData(null, "code=c1&app_id=1234567890123456789&grant_type=authorization_code")]
    [InlineData("", "code=c1&app_id=1234567890123456789&grant_type=authorization_code")]
    public async Task A_code_buys_the_first_pair(string? verifier, string form)
    {
        using var bench = new Bench(options => (options.AccessToken, options.RefreshToken) = ("", ""));
        bench.Platform.On(OAuth, """{"access_token":"access-1","refresh_token":"refresh-1","expires_in":"90000"}""");

        (await bench.Keeper.RedeemAsync("c1", verifier, default)).IsOk.ShouldBeTrue();

        bench.Platform.Last.Body.ShouldBe(form);
        bench.Platform.Last.Headers["secret_key"].ShouldBe("appSecretForTests");
        (await bench.Keeper.GetAsync(default)).ShouldBe("access-1");
        var health = await bench.Keeper.ExamineAsync(default);
        health.ShouldBe(new TokenHealth
        {
            Status = TokenStatus.Good,
            Origin = TokenOrigin.Consent,
            ReceivedAt = ManualTime.Beginning,
            DueAt = ManualTime.Beginning + TimeSpan.FromHours(20),
            ExpiresAt = ManualTime.Beginning + TimeSpan.FromHours(25),
        });
        bench.TokenLock.IsHeld.ShouldBeFalse();
    }

    [Fact]
    public async Task Consent_reconnects_an_OA_that_was_lost()
    {
        var store = new MemoryTokenStore
        {
            State = new TokenState
            {
                Version = 7,
                Current = new TokenPair { AccessToken = "dead", RefreshToken = "dead", ReceivedAt = ManualTime.Beginning },
                IsAccessRefused = true,
                ConsentNeeded = ConsentReason.RefreshRefused,
                ConsentDetail = "x",
            },
        };
        using var bench = new Bench(options => (options.AccessToken, options.RefreshToken) = ("", ""), store);
        bench.Platform.On(OAuth, """{"access_token":"access-1","refresh_token":"refresh-1"}""");
        (await bench.Keeper.ExamineAsync(default)).Status.ShouldBe(TokenStatus.Disconnected);
        await Should.ThrowAsync<ConsentNeededException>(bench.Keeper.GetAsync(default));

        await bench.Keeper.RedeemAsync("c1", null, default);

        (await bench.Keeper.GetAsync(default)).ShouldBe("access-1");
        var health = await bench.Keeper.ExamineAsync(default);
        (health.Status, health.Reason, health.Detail).ShouldBe((TokenStatus.Good, ConsentReason.None, null));
        store.State.Version.ShouldBe(8);
    }

    [Fact]
    public async Task A_refused_code_changes_nothing()
    {
        using var bench = new Bench();
        await bench.Keeper.GetAsync(default);
        bench.Platform.On(OAuth, JsonAnswer("""{"error":-14003,"error_name":"Authorized code expired"}"""), NoConnection, CutOff);

        var refused = await bench.Keeper.RedeemAsync("c1", null, default);
        var notSent = await bench.Keeper.RedeemAsync("c1", null, default);
        var unclear = await bench.Keeper.RedeemAsync("c1", null, default);

        (refused.Error!.Class, refused.Error.Meaning, refused.Error.Fate).ShouldBe((ErrorClass.Operator, ErrorMeaning.ConsentNeeded, CallFate.Refused));
        refused.Error.Message.ShouldContain("Authorized code expired");
        notSent.Error!.Fate.ShouldBe(CallFate.NotSent);
        unclear.Error!.Fate.ShouldBe(CallFate.Unclear);
        (await bench.Keeper.GetAsync(default)).ShouldBe("access-1");
        bench.Store.State!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task Tokens_that_cannot_be_saved_are_not_connected()
    {
        using var bench = new Bench();
        await bench.Keeper.GetAsync(default);
        bench.Platform.On(OAuth, (call, token) =>
        {
            bench.Store.IsSilent = true;
            return JsonAnswer("""{"access_token":"access-2","refresh_token":"refresh-2"}""")(call, token);
        });

        (await bench.Keeper.RedeemAsync("c1", null, default)).Error!.Fate.ShouldBe(CallFate.Unclear);

        bench.Store.IsSilent = false;
        (await bench.Keeper.GetAsync(default)).ShouldBe("access-1");
    }

    [Fact]
    public async Task Tokens_that_cannot_be_read_are_left_alone_until_consent_is_given_anew()
    {
        var stored = new TokenState { Version = 7, Current = new TokenPair { AccessToken = "old", RefreshToken = "old", ReceivedAt = ManualTime.Beginning } };
        using var bench = new Bench(store: new MemoryTokenStore { State = stored, IsUnreadable = true });
        bench.Platform.On(OAuth, """{"access_token":"access-2","refresh_token":"refresh-2"}""");

        (await Should.ThrowAsync<TokensUnreadableException>(bench.Keeper.ExamineAsync(default))).Version.ShouldBe(7);
        (await bench.Client.SendGroupTextAsync("g1", "a")).Error!.Fate.ShouldBe(CallFate.NotSent);
        bench.Store.State.ShouldBe(stored);

        (await bench.Keeper.RedeemAsync("c1", null, default)).IsOk.ShouldBeTrue();

        (await bench.Keeper.GetAsync(default)).ShouldBe("access-2");
        bench.Store.State!.Version.ShouldBe(8);
        bench.Store.State.Previous.ShouldBeNull();
    }

    [Fact]
    public async Task A_code_waits_for_a_renewal_under_way()
    {
        using var bench = new Bench();
        bench.Platform.On(OAuth, """{"access_token":"access-2","refresh_token":"refresh-2"}""");
        bench.TokenLock.IsHeld = true;

        var redeeming = bench.Keeper.RedeemAsync("c1", null, default);
        await bench.Time.SleeperAsync(span => span == TimeSpan.FromMilliseconds(250));
        bench.Platform.Seen.ShouldBeEmpty();
        bench.TokenLock.IsHeld = false;
        bench.Time.Advance(TimeSpan.FromMilliseconds(250));

        (await redeeming).IsOk.ShouldBeTrue();
    }

    [Fact]
    public void The_proof_of_the_app_secret_is_that_of_the_fact_sheet() =>
        AppSecretProof.Compute("appSecretForTests", "accessTokenForTests").ShouldBe("66510443326c90c947c1e1acc89105a95fdb89364c7ebf13564a73791c52ea9e");
}
