using System.Net;
using ZaloBot.Zalo.Tests.Infrastructure;
using ZaloBot.Zalo.Tokens;
using static ZaloBot.Zalo.Tests.Infrastructure.Answers;

namespace ZaloBot.Zalo.Tests.Tokens;

/// <summary>Renewals of which nobody knows whether they happened.</summary>
public sealed class UnclearRenewalTests : RenewalScene
{
    [Fact]
    public async Task An_unclear_renewal_tries_the_old_token_then_the_refresh_once_more()
    {
        Platform.On(OAuth, CutOff, JsonAnswer(Second)).On(GetOa, Oa);
        await AgeAsync();

        await Bench.Client.GetOaAsync();
        await Bench.Client.GetOaAsync();
        Platform.Seen.Select(call => call.Path).ShouldBe([OAuth, GetOa, GetOa]);
        Platform.Last.Token.ShouldBe("access-1");

        Bench.Time.Advance(TimeSpan.FromMinutes(1));
        await Bench.Client.GetOaAsync();
        Platform.Last.Token.ShouldBe("access-2");
        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(2);
        (await Bench.Keeper.ExamineAsync(default)).Status.ShouldBe(TokenStatus.Good);
    }

    [Fact]
    public async Task Two_unclear_renewals_need_consent_and_no_third_is_tried()
    {
        Platform.On(OAuth, CutOff).On(GetOa, JsonAnswer(Oa));
        await AgeAsync();
        for (var minute = 0; minute < 10; minute++)
        {
            (await Bench.Client.GetOaAsync()).IsOk.ShouldBeTrue();
            Bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(2);
        var health = await Bench.Keeper.ExamineAsync(default);
        (health.Status, health.Reason).ShouldBe((TokenStatus.ConsentNeeded, ConsentReason.RefreshUnclear));
    }

    [Fact]
    public async Task An_unclear_renewal_of_a_refused_token_is_tried_once_more_at_once()
    {
        Platform.On(Message, Refusal(-216), JsonAnswer(Sent)).On(OAuth, CutOff, JsonAnswer(Second));

        (await Bench.Client.SendGroupTextAsync("g1", "a")).IsOk.ShouldBeTrue();

        Platform.Seen.Select(call => call.Path).ShouldBe([Message, OAuth, OAuth, Message]);
    }

    [Fact]
    public async Task A_refused_token_whose_renewal_stays_unclear_needs_consent()
    {
        Platform.On(Message, Refusal(-216)).On(OAuth, CutOff);

        await Bench.Client.SendGroupTextAsync("g1", "a");
        await Bench.Client.SendGroupTextAsync("g1", "a");

        Platform.Seen.Select(call => call.Path).ShouldBe([Message, OAuth, OAuth]);
        var health = await Bench.Keeper.ExamineAsync(default);
        (health.Status, health.Reason).ShouldBe((TokenStatus.Disconnected, ConsentReason.RefreshUnclear));
    }

    [Fact]
    public async Task A_renewal_that_gets_no_answer_in_time_is_unclear()
    {
        Platform.On(OAuth, Silence).On(GetOa, Oa);
        await AgeAsync();

        var reading = Bench.Client.GetOaAsync();
        await Platform.ArrivalAsync();
        Bench.Time.Advance(TimeSpan.FromSeconds(29.9));
        reading.IsCompleted.ShouldBeFalse();
        Bench.Time.Advance(TimeSpan.FromSeconds(0.1));

        (await reading).IsOk.ShouldBeTrue();
        Store.State!.Renewal!.Attempts.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(NotDone), DisableDiscoveryEnumeration = true)]
    public async Task A_renewal_that_never_happened_is_tried_again_without_end(Func<SeenCall, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        Platform.On(OAuth, [.. Enumerable.Repeat(answer, 5), JsonAnswer(Second)]).On(GetOa, Oa);
        await AgeAsync();
        for (var minute = 0; minute < 6; minute++)
        {
            await Bench.Client.GetOaAsync();
            await Bench.Client.GetOaAsync();
            Bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(6);
        Platform.Last.Token.ShouldBe("access-2");
        (await Bench.Keeper.ExamineAsync(default)).Status.ShouldBe(TokenStatus.Good);
    }

    public static TheoryData<Func<SeenCall, CancellationToken, Task<HttpResponseMessage>>> NotDone() =>
    [
        NoConnection,
        Raw("slow down", "text/plain", HttpStatusCode.TooManyRequests),
        JsonAnswer("""{"error":-14000,"error_name":"busy"}""", HttpStatusCode.TooManyRequests),
        JsonAnswer("""{"error":-32,"error_name":"rate"}"""),
        Raw("<html>forbidden</html>", "text/html", HttpStatusCode.Forbidden),
    ];

    [Theory]
    [InlineData(500, """{"error":-14000,"error_name":"x"}""")]
    [InlineData(502, "<html></html>")]
    [InlineData(302, "")]
    public async Task A_server_error_leaves_it_unclear(int status, string body)
    {
        Platform.On(OAuth, Raw(body, "application/json", (HttpStatusCode)status));
        await AgeAsync();

        await Bench.Keeper.GetAsync(default);

        Store.State!.Renewal!.Attempts.ShouldBe(1);
        Store.State.ConsentNeeded.ShouldBe(ConsentReason.None);
    }

    [Fact]
    public async Task A_refused_token_is_not_renewed_again_within_five_seconds_of_a_vain_try()
    {
        Platform.On(Message, Refusal(-216), Refusal(-216), Refusal(-216), JsonAnswer(Sent)).On(OAuth, NoConnection, JsonAnswer(Second));

        (await Bench.Client.SendGroupTextAsync("g1", "a")).Error!.Code.ShouldBe(-216);
        Bench.Time.Advance(TimeSpan.FromSeconds(4.9));
        (await Bench.Client.SendGroupTextAsync("g1", "a")).Error!.Code.ShouldBe(-216);
        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(1);

        Bench.Time.Advance(TimeSpan.FromSeconds(0.1));
        (await Bench.Client.SendGroupTextAsync("g1", "a")).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task A_process_that_died_over_a_renewal_leaves_one_more_try()
    {
        Store.State = Stored() with { Renewal = new RenewalMark(ManualTime.Beginning, 1), SeenInSettings = [] };
        using var bench = new Bench(options => (options.AccessToken, options.RefreshToken) = ("", ""), Store);
        bench.Platform.On(OAuth, CutOff);
        bench.Time.Advance(TimeSpan.FromHours(21));

        await bench.Keeper.GetAsync(default);

        bench.Platform.Seen.Count.ShouldBe(1);
        Store.State!.ConsentNeeded.ShouldBe(ConsentReason.RefreshUnclear);
    }
}
