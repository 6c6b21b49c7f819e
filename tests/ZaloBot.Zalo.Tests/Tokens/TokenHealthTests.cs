using ZaloBot.Zalo.Tests.Infrastructure;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Zalo.Tests.Tokens;

/// <summary>How the connection stands, in a word, for every state the tokens can be in.</summary>
public sealed class TokenHealthTests
{
    private static readonly TokenState Young = new()
    {
        Version = 1,
        Current = new TokenPair { AccessToken = "access-5", RefreshToken = "refresh-5", ReceivedAt = ManualTime.Beginning, Origin = TokenOrigin.Consent },
    };

    [Fact]
    public async Task Without_a_pair_it_is_missing_because_consent_was_never_given() => await ExpectAsync(new TokenState(), TokenStatus.Missing, ConsentReason.NeverGiven);

    [Fact]
    public async Task Without_a_pair_a_known_reason_is_told() =>
        await ExpectAsync(new TokenState { ConsentNeeded = ConsentReason.RefreshRefused }, TokenStatus.Missing, ConsentReason.RefreshRefused);

    [Fact]
    public async Task A_young_pair_is_good() => await ExpectAsync(Young, TokenStatus.Good);

    [Fact]
    public async Task A_refused_pair_is_disconnected_whatever_else_is_known() =>
        await ExpectAsync(Young with { IsAccessRefused = true, ConsentNeeded = ConsentReason.RefreshRefused }, TokenStatus.Disconnected, ConsentReason.RefreshRefused);

    [Fact]
    public async Task A_pair_without_an_access_token_is_disconnected() =>
        await ExpectAsync(Young with { Current = Young.Current! with { AccessToken = "" } }, TokenStatus.Disconnected);

    [Fact]
    public async Task A_pair_without_an_access_token_lives_on_the_one_before() =>
        await ExpectAsync(Young with { Current = Young.Current! with { AccessToken = "" }, Previous = Young.Current }, TokenStatus.Good);

    [Fact]
    public async Task A_pair_that_cannot_be_renewed_needs_consent_before_it_is_due() =>
        await ExpectAsync(
            Young with { ConsentNeeded = ConsentReason.RefreshUnclear, Renewal = new RenewalMark(ManualTime.Beginning, 1) }, TokenStatus.ConsentNeeded, ConsentReason.RefreshUnclear);

    [Fact]
    public async Task A_renewal_without_an_end_is_unclear() =>
        await ExpectAsync(Young with { Renewal = new RenewalMark(ManualTime.Beginning, 1) }, TokenStatus.RenewalUnclear, age: TimeSpan.FromHours(21));

    [Fact]
    public async Task From_twenty_hours_on_a_renewal_is_due()
    {
        await ExpectAsync(Young, TokenStatus.Good, age: TimeSpan.FromHours(20) - TimeSpan.FromTicks(1));
        await ExpectAsync(Young, TokenStatus.RenewalDue, age: TimeSpan.FromHours(20));
    }

    [Fact]
    public async Task It_tells_when_the_pair_came_and_how_long_it_lasts()
    {
        var health = await HealthAsync(Young with { ConsentDetail = "x" }, TimeSpan.Zero);

        (health.ReceivedAt, health.Origin, health.Detail).ShouldBe((ManualTime.Beginning, TokenOrigin.Consent, "x"));
        (health.DueAt, health.ExpiresAt).ShouldBe((ManualTime.Beginning.AddHours(20), ManualTime.Beginning.AddHours(25)));
    }

    [Fact]
    public async Task Without_a_pair_it_tells_no_times()
    {
        var health = await HealthAsync(new TokenState(), TimeSpan.Zero);

        (health.ReceivedAt, health.Origin, health.DueAt, health.ExpiresAt).ShouldBe((null, null, null, null));
    }

    private static async Task ExpectAsync(TokenState state, TokenStatus status, ConsentReason reason = ConsentReason.None, TimeSpan age = default)
    {
        var health = await HealthAsync(state, age);

        (health.Status, health.Reason).ShouldBe((status, reason));
    }

    private static async Task<TokenHealth> HealthAsync(TokenState state, TimeSpan age)
    {
        using var bench = new Bench(options => (options.AccessToken, options.RefreshToken) = ("", ""), new MemoryTokenStore { State = state });
        bench.Time.Advance(age);
        return await bench.Keeper.ExamineAsync(default);
    }
}
