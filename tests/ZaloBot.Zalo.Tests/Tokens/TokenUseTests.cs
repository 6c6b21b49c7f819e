using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Tests.Infrastructure;
using ZaloBot.Zalo.Tokens;
using static ZaloBot.Zalo.Tests.Infrastructure.Answers;

namespace ZaloBot.Zalo.Tests.Tokens;

/// <summary>What goes with a call, and what becomes of it when the store contradicts.</summary>
public sealed class TokenUseTests
{
    private const string OAuth = "/v4/oa/access_token";
    private const string GetOa = "/v2.0/oa/getoa";
    private const string Oa = """{"data":{"oaid":"1"},"error":0}""";
    private const string Second = """{"access_token":"access-2","refresh_token":"refresh-2","expires_in":"90000"}""";

    [Fact]
    public async Task The_proof_of_the_app_secret_goes_with_each_call_and_belongs_to_its_token()
    {
        using var bench = new Bench(options => options.SendsAppSecretProof = true);
        bench.Platform.On(GetOa, JsonAnswer("""{"error":-216,"message":"x"}"""), JsonAnswer(Oa)).On(OAuth, Second);

        (await bench.Client.GetOaAsync()).IsOk.ShouldBeTrue();

        bench.Platform.Seen[0].Headers["appsecret_proof"].ShouldBe(AppSecretProof.Compute("appSecretForTests", "access-1"));
        bench.Platform.Seen[2].Headers["appsecret_proof"].ShouldBe(AppSecretProof.Compute("appSecretForTests", "access-2"));
    }

    [Fact]
    public async Task Without_the_setting_no_proof_is_sent()
    {
        using var bench = new Bench();
        bench.Platform.On(GetOa, Oa);

        await bench.Client.GetOaAsync();

        bench.Platform.Last.Headers.ShouldNotContainKey("appsecret_proof");
    }

    [Fact]
    public async Task A_store_that_refuses_every_change_is_given_up_after_twenty_tries()
    {
        var tries = 0;
        var store = new MemoryTokenStore();
        using var bench = new Bench(store: store);
        store.BeforeSaving = Refuse;

        await Should.ThrowAsync<TokensUnavailableException>(bench.Keeper.GetAsync(default));

        tries.ShouldBe(20);

        void Refuse(MemoryTokenStore same)
        {
            tries++;
            same.State = new TokenState { Version = (same.State?.Version ?? 0) + 1 };
            same.BeforeSaving = Refuse;
        }
    }

    [Fact]
    public async Task A_store_that_refuses_at_first_gets_the_change_on_top_of_what_it_holds()
    {
        var store = new MemoryTokenStore { BeforeSaving = same => same.State = new TokenState { Version = 4 } };
        using var bench = new Bench(store: store);

        (await bench.Keeper.GetAsync(default)).ShouldBe("access-1");

        store.State!.Version.ShouldBe(5);
    }

    [Fact]
    public async Task A_consent_on_top_of_unreadable_tokens_that_another_process_replaced_is_not_kept()
    {
        var store = new MemoryTokenStore
        {
            State = new TokenState { Version = 7 },
            IsUnreadable = true,
            BeforeSaving = same => same.State = new TokenState { Version = 8 },
        };
        using var bench = new Bench(store: store);
        bench.Platform.On(OAuth, Second);

        var result = await bench.Keeper.RedeemAsync("c1", null, default);

        result.Error!.Fate.ShouldBe(CallFate.Unclear);
        store.State!.Version.ShouldBe(8);
    }

    [Fact]
    public async Task A_refusal_says_number_name_and_reason_and_nothing_that_was_sent()
    {
        using var bench = new Bench();
        bench.Platform.On(OAuth, """{"error":-14003,"error_name":"Bad code-1 or verifier-1","error_reason":"code-1 was used","error_description":"more"}""");

        var result = await bench.Keeper.RedeemAsync("code-1", "verifier-1", default);

        result.Error!.Message.ShouldBe("The OAuth host refused: -14003, Bad … or …, … was used.");
    }

    [Theory]
    [InlineData("""{"error":"invalid_grant"}""", "The OAuth host refused: no code, invalid_grant, no reason.")]
    [InlineData("""{"error":-14002}""", "The OAuth host refused: -14002, no name, no reason.")]
    public async Task A_refusal_says_what_is_missing(string answer, string message)
    {
        using var bench = new Bench();
        bench.Platform.On(OAuth, answer);

        (await bench.Keeper.RedeemAsync("c1", null, default)).Error!.Message.ShouldBe(message);
    }

    [Fact]
    public async Task A_refused_token_that_was_replaced_meanwhile_costs_no_renewal()
    {
        var store = new MemoryTokenStore();
        using var bench = new Bench(store: store);
        await bench.Keeper.GetAsync(default);
        store.State = store.State! with { Version = 2, Current = store.State.Current! with { AccessToken = "access-7", RefreshToken = "refresh-7" } };

        (await bench.Keeper.RenewAsync("access-1", default)).ShouldBe("access-7");

        bench.Platform.Seen.ShouldBeEmpty();
        store.State.Version.ShouldBe(2);
    }

    [Fact]
    public async Task An_accepted_token_that_is_no_longer_in_use_proves_nothing()
    {
        var store = new MemoryTokenStore();
        using var bench = new Bench(store: store);
        await bench.Keeper.GetAsync(default);
        store.State = store.State! with { Version = 2, Previous = store.State.Current, Current = store.State.Current! with { AccessToken = "access-7" } };

        await bench.Keeper.AcceptAsync("access-1", default);

        store.State.Previous.ShouldNotBeNull();
        await bench.Keeper.AcceptAsync("access-7", default);
        store.State.Previous.ShouldBeNull();
    }

    [Fact]
    public async Task A_store_that_is_silent_does_not_spoil_a_call_that_was_accepted()
    {
        using var bench = new Bench();
        await bench.Keeper.GetAsync(default);
        bench.Store.IsSilent = true;

        await bench.Keeper.AcceptAsync("access-1", default);

        // It was not noted, so the next accepted call notes it.
        bench.Store.IsSilent = false;
        bench.Store.State = bench.Store.State! with { Version = 2, Previous = bench.Store.State.Current };
        await bench.Keeper.AcceptAsync("access-1", default);
        bench.Store.State.Previous.ShouldBeNull();
    }
}
