using System.Net;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Tests.Infrastructure;
using ZaloBot.Zalo.Tokens;
using static ZaloBot.Zalo.Tests.Infrastructure.Answers;

namespace ZaloBot.Zalo.Tests.Tokens;

/// <summary>
/// A refresh token works once and losing the pair it buys means that a human must be asked. Every way in which a renewal can go
/// (fact sheet 5.1) is walked here.
/// </summary>
public sealed class RenewalTests : IDisposable
{
    private const string OAuth = "/v4/oa/access_token";
    private const string GetOa = "/v2.0/oa/getoa";
    private const string Message = "/v3.0/oa/group/message";
    private const string Oa = """{"data":{"oaid":"1"},"error":0}""";
    private const string Sent = """{"data":{"message_id":"m1"},"error":0}""";
    private const string Second = """{"access_token":"access-2","refresh_token":"refresh-2","expires_in":"90000"}""";
    private const string Third = """{"access_token":"access-3","refresh_token":"refresh-3","expires_in":90000}""";
    private const string Spent = """{"error":-14014,"error_name":"Invalid refresh token","error_reason":"spent","error_description":"?","ref_doc":"?"}""";

    private readonly Bench _bench = new();

    private StubPlatform Platform => _bench.Platform;

    private MemoryTokenStore Store => _bench.Store;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_young_token_is_used_as_it_is()
    {
        (await _bench.Keeper.GetAsync(default)).ShouldBe("access-1");
        _bench.Time.Advance(TimeSpan.FromHours(20) - TimeSpan.FromTicks(1));

        (await _bench.Keeper.GetAsync(default)).ShouldBe("access-1");

        Platform.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_is_renewed_after_twenty_hours_of_twenty_five()
    {
        Platform.On(OAuth, Second);
        await AgeAsync();

        (await _bench.Keeper.GetAsync(default)).ShouldBe("access-2");

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
            ReceivedAt = _bench.Time.GetUtcNow(),
            Lifetime = TimeSpan.FromHours(25),
            Origin = TokenOrigin.Renewal,
        });
    }

    [Fact]
    public async Task The_next_renewal_is_counted_from_the_last()
    {
        Platform.On(OAuth, Second, Third);
        await AgeAsync();
        await _bench.Keeper.GetAsync(default);
        _bench.Time.Advance(TimeSpan.FromHours(19.9));
        (await _bench.Keeper.GetAsync(default)).ShouldBe("access-2");
        _bench.Time.Advance(TimeSpan.FromHours(0.1));

        (await _bench.Keeper.GetAsync(default)).ShouldBe("access-3");
        Platform.Last.Body.ShouldStartWith("refresh_token=refresh-2&");
    }

    [Fact]
    public async Task A_shorter_life_is_renewed_at_four_fifths_of_it()
    {
        Platform.On(OAuth, """{"access_token":"access-2","refresh_token":"refresh-2","expires_in":"1000"}""", Third);
        await AgeAsync();
        await _bench.Keeper.GetAsync(default);
        _bench.Time.Advance(TimeSpan.FromSeconds(799));
        (await _bench.Keeper.GetAsync(default)).ShouldBe("access-2");
        _bench.Time.Advance(TimeSpan.FromSeconds(1));

        (await _bench.Keeper.GetAsync(default)).ShouldBe("access-3");
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

        (await _bench.Keeper.GetAsync(default)).ShouldBe("access-2");

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

        (await _bench.Client.GetOaAsync()).IsOk.ShouldBeTrue();

        whenAsked!.Renewal.ShouldBe(new RenewalMark(_bench.Time.GetUtcNow(), 1));
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

        await _bench.Client.GetOaAsync();
        Store.State!.Previous!.RefreshToken.ShouldBe("refresh-1");
        await _bench.Client.GetOaAsync();
        Store.State!.Previous.ShouldBeNull();

        var saved = Store.Saved.Count;
        await _bench.Client.GetOaAsync();
        Store.Saved.Count.ShouldBe(saved);
    }

    [Theory]
    [InlineData(-216)]
    [InlineData(-220)]
    public async Task A_refused_token_is_renewed_and_the_call_repeated_once(int code)
    {
        Platform.On(Message, Refusal(code), JsonAnswer(Sent)).On(OAuth, Second);

        var sent = await _bench.Client.SendGroupTextAsync("g1", "Chào");

        sent.Value!.MessageId.ShouldBe("m1");
        Platform.Seen.Select(call => (call.Path, call.Token)).ShouldBe([(Message, "access-1"), (OAuth, null), (Message, "access-2")]);
        Platform.Seen[2].Body.ShouldBe(Platform.Seen[0].Body);
        Platform.Seen[2].Body.ShouldContain("Chào");
        Platform.Seen[2].Headers["Content-Type"].ShouldBe(Platform.Seen[0].Headers["Content-Type"]);
    }

    [Fact]
    public async Task An_upload_is_repeated_whole()
    {
        Platform.On("/v2.0/oa/upload/file", Refusal(-216), JsonAnswer("""{"data":{"token":"t1"},"error":0}""")).On(OAuth, Second);

        (await _bench.Client.UploadFileAsync([1, 2, 3, 4], "a.pdf")).IsOk.ShouldBeTrue();

        Platform.Seen[2].Body.ShouldBe(Platform.Seen[0].Body);
        Platform.Seen[2].Body.ShouldContain("\u0001\u0002\u0003\u0004");
    }

    [Theory]
    [InlineData(-201)]
    [InlineData(-124)]
    [InlineData(-209)]
    [InlineData(-219)]
    [InlineData(-223)]
    [InlineData(-32)]
    [InlineData(-999)]
    public async Task Nothing_else_is_taken_for_a_matter_of_tokens(int code)
    {
        Platform.On(Message, Refusal(code));

        (await _bench.Client.SendGroupTextAsync("g1", "a")).Error!.Code.ShouldBe(code);

        Platform.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_code_inside_the_data_is_not_the_answers_code()
    {
        Platform.On(Message, """{"data":{"error":-216,"message_id":"m1"},"error":0,"x":[{"error":-220}]}""");

        (await _bench.Client.SendGroupTextAsync("g1", "a")).IsOk.ShouldBeTrue();

        Platform.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_refused_again_is_told_and_not_renewed_again()
    {
        Platform.On(Message, Refusal(-216)).On(OAuth, Second, Third);

        var first = await _bench.Client.SendGroupTextAsync("g1", "a");
        var second = await _bench.Client.SendGroupTextAsync("g1", "a");

        (first.Error!.Class, first.Error.Code, first.Error.Fate).ShouldBe((ErrorClass.Renew, -216, CallFate.Refused));
        second.Error!.Code.ShouldBe(-216);
        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(1);
        Store.State!.ConsentNeeded.ShouldBe(ConsentReason.FreshTokenRefused);
        (await _bench.Keeper.ExamineAsync(default)).Status.ShouldBe(TokenStatus.ConsentNeeded);
    }

    [Fact]
    public async Task A_doubt_about_a_fresh_token_ends_when_a_call_is_accepted()
    {
        Platform.On(Message, Refusal(-216), Refusal(-216), Refusal(-216), JsonAnswer(Sent)).On(OAuth, Second);
        await _bench.Client.SendGroupTextAsync("g1", "a");
        await _bench.Client.SendGroupTextAsync("g1", "a");

        (await _bench.Client.SendGroupTextAsync("g1", "a")).IsOk.ShouldBeTrue();

        (await _bench.Keeper.ExamineAsync(default)).Status.ShouldBe(TokenStatus.Good);
        Store.State!.Previous.ShouldBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public async Task However_often_calls_are_refused_two_refresh_tokens_are_spent_and_no_more(int minutesBetween)
    {
        Platform.On(Message, Refusal(-216)).On(OAuth, Second, Third, """{"access_token":"access-4","refresh_token":"refresh-4","expires_in":"90000"}""");
        for (var calls = 0; calls < 60; calls++)
        {
            await _bench.Client.SendGroupTextAsync("g1", "a");
            _bench.Time.Advance(TimeSpan.FromMinutes(minutesBetween));
        }

        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(2);
        (await _bench.Keeper.ExamineAsync(default)).Status.ShouldBe(TokenStatus.ConsentNeeded);

        // The stand-in gives the last refusal once more.
        Platform.On(Message, JsonAnswer(Sent), Refusal(-216), JsonAnswer(Sent));
        await _bench.Client.SendGroupTextAsync("g1", "a");
        (await _bench.Client.SendGroupTextAsync("g1", "a")).IsOk.ShouldBeTrue();
        (await _bench.Keeper.ExamineAsync(default)).Status.ShouldBe(TokenStatus.Good);
        (await _bench.Client.SendGroupTextAsync("g1", "a")).IsOk.ShouldBeTrue("an accepted call ends the doubt, and renewals are possible again");
        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(3);
    }

    [Fact]
    public async Task A_token_refused_five_minutes_after_its_renewal_is_renewed()
    {
        Platform.On(Message, Refusal(-216), JsonAnswer(Sent), Refusal(-216), JsonAnswer(Sent)).On(OAuth, Second, Third);
        await _bench.Client.SendGroupTextAsync("g1", "a");
        _bench.Time.Advance(TimeSpan.FromMinutes(5));

        (await _bench.Client.SendGroupTextAsync("g1", "a")).IsOk.ShouldBeTrue();

        Platform.Last.Token.ShouldBe("access-3");
    }

    [Theory]
    [InlineData("""{"access_token":"access-2"}""")]
    [InlineData("""{"access_token":"access-2","refresh_token":""}""")]
    [InlineData("""{"access_token":"","refresh_token":"refresh-2"}""")]
    [InlineData("""{"refresh_token":"refresh-2","expires_in":"90000"}""")]
    [InlineData("{}")]
    [InlineData("""{"error":0}""")]
    [InlineData("""{"access_token":7,"refresh_token":8}""")]
    [InlineData("""{"data":{"access_token":"access-2","refresh_token":"refresh-2"}}""")]
    [InlineData("[]")]
    [InlineData("OK")]
    [InlineData("")]
    public async Task Only_two_tokens_are_success(string answer)
    {
        Platform.On(OAuth, answer);
        await AgeAsync();

        (await _bench.Keeper.GetAsync(default)).ShouldBe("access-1");

        Store.State!.Current!.RefreshToken.ShouldBe("refresh-1");
        Store.State.ConsentNeeded.ShouldBe(ConsentReason.None);
        Store.State.Renewal!.Attempts.ShouldBe(1);
        (await _bench.Keeper.ExamineAsync(default)).Status.ShouldBe(TokenStatus.RenewalUnclear);
    }

    [Theory]
    [InlineData(Spent, 200)]
    [InlineData(Spent, 400)]
    [InlineData("""{"error_name":"Invalid refresh token","error_description":"x"}""", 200)]
    [InlineData("""{"error":"invalid_grant"}""", 400)]
    [InlineData("""{"error":-14002,"message":"x"}""", 200)]
    [InlineData("""{"error":"-14002"}""", 200)]
    [InlineData("""{"message":"no"}""", 403)]
    public async Task A_refusal_with_or_without_a_number_needs_consent_but_the_token_lives_on(string answer, int status)
    {
        Platform.On(OAuth, JsonAnswer(answer, (HttpStatusCode)status)).On(GetOa, Oa);
        await AgeAsync();

        (await _bench.Client.GetOaAsync()).IsOk.ShouldBeTrue();
        await _bench.Client.GetOaAsync();
        _bench.Time.Advance(TimeSpan.FromHours(1));
        await _bench.Client.GetOaAsync();

        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(1);
        Platform.Last.Token.ShouldBe("access-1");
        var health = await _bench.Keeper.ExamineAsync(default);
        (health.Status, health.Reason).ShouldBe((TokenStatus.ConsentNeeded, ConsentReason.RefreshRefused));
        health.Detail.ShouldStartWith("The OAuth host refused: ");
        Store.State!.Current!.RefreshToken.ShouldBe("refresh-1");
    }

    [Fact]
    public async Task Once_both_tokens_are_refused_no_call_is_made()
    {
        Platform.On(Message, Refusal(-220)).On(OAuth, Spent);

        var first = await _bench.Client.SendGroupTextAsync("g1", "a");
        var second = await _bench.Client.SendGroupTextAsync("g1", "a");

        first.Error!.Code.ShouldBe(-220);
        (second.Error!.Class, second.Error.Meaning, second.Error.Fate, second.Error.Code).ShouldBe((ErrorClass.Renew, ErrorMeaning.ConsentNeeded, CallFate.NotSent, null));
        Platform.Seen.Count.ShouldBe(2);
        (await _bench.Keeper.ExamineAsync(default)).Status.ShouldBe(TokenStatus.Disconnected);
    }

    [Fact]
    public async Task A_token_refused_after_its_renewal_was_refused_ends_the_calls()
    {
        Platform.On(OAuth, Spent).On(GetOa, JsonAnswer(Oa), Refusal(-220));
        await AgeAsync();
        await _bench.Client.GetOaAsync();

        (await _bench.Client.GetOaAsync()).Error!.Code.ShouldBe(-220);

        (await _bench.Client.GetOaAsync()).Error!.Meaning.ShouldBe(ErrorMeaning.ConsentNeeded);
        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(1);
        (await _bench.Keeper.ExamineAsync(default)).Reason.ShouldBe(ConsentReason.RefreshRefused);
    }

    [Fact]
    public async Task An_unclear_renewal_tries_the_old_token_then_the_refresh_once_more()
    {
        Platform.On(OAuth, CutOff, JsonAnswer(Second)).On(GetOa, Oa);
        await AgeAsync();

        await _bench.Client.GetOaAsync();
        await _bench.Client.GetOaAsync();
        Platform.Seen.Select(call => call.Path).ShouldBe([OAuth, GetOa, GetOa]);
        Platform.Last.Token.ShouldBe("access-1");

        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        await _bench.Client.GetOaAsync();
        Platform.Last.Token.ShouldBe("access-2");
        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(2);
        (await _bench.Keeper.ExamineAsync(default)).Status.ShouldBe(TokenStatus.Good);
    }

    [Fact]
    public async Task Two_unclear_renewals_need_consent_and_no_third_is_tried()
    {
        Platform.On(OAuth, CutOff).On(GetOa, JsonAnswer(Oa));
        await AgeAsync();
        for (var minute = 0; minute < 10; minute++)
        {
            (await _bench.Client.GetOaAsync()).IsOk.ShouldBeTrue();
            _bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(2);
        var health = await _bench.Keeper.ExamineAsync(default);
        (health.Status, health.Reason).ShouldBe((TokenStatus.ConsentNeeded, ConsentReason.RefreshUnclear));
    }

    [Fact]
    public async Task An_unclear_renewal_of_a_refused_token_is_tried_once_more_at_once()
    {
        Platform.On(Message, Refusal(-216), JsonAnswer(Sent)).On(OAuth, CutOff, JsonAnswer(Second));

        (await _bench.Client.SendGroupTextAsync("g1", "a")).IsOk.ShouldBeTrue();

        Platform.Seen.Select(call => call.Path).ShouldBe([Message, OAuth, OAuth, Message]);
    }

    [Fact]
    public async Task A_refused_token_whose_renewal_stays_unclear_needs_consent()
    {
        Platform.On(Message, Refusal(-216)).On(OAuth, CutOff);

        await _bench.Client.SendGroupTextAsync("g1", "a");
        await _bench.Client.SendGroupTextAsync("g1", "a");

        Platform.Seen.Select(call => call.Path).ShouldBe([Message, OAuth, OAuth]);
        var health = await _bench.Keeper.ExamineAsync(default);
        (health.Status, health.Reason).ShouldBe((TokenStatus.Disconnected, ConsentReason.RefreshUnclear));
    }

    [Fact]
    public async Task A_renewal_that_gets_no_answer_in_time_is_unclear()
    {
        Platform.On(OAuth, Silence).On(GetOa, Oa);
        await AgeAsync();

        var reading = _bench.Client.GetOaAsync();
        await Platform.ArrivalAsync();
        _bench.Time.Advance(TimeSpan.FromSeconds(29.9));
        reading.IsCompleted.ShouldBeFalse();
        _bench.Time.Advance(TimeSpan.FromSeconds(0.1));

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
            await _bench.Client.GetOaAsync();
            await _bench.Client.GetOaAsync();
            _bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(6);
        Platform.Last.Token.ShouldBe("access-2");
        (await _bench.Keeper.ExamineAsync(default)).Status.ShouldBe(TokenStatus.Good);
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

        await _bench.Keeper.GetAsync(default);

        Store.State!.Renewal!.Attempts.ShouldBe(1);
        Store.State.ConsentNeeded.ShouldBe(ConsentReason.None);
    }

    [Fact]
    public async Task A_refused_token_is_not_renewed_again_within_five_seconds_of_a_vain_try()
    {
        Platform.On(Message, Refusal(-216), Refusal(-216), Refusal(-216), JsonAnswer(Sent)).On(OAuth, NoConnection, JsonAnswer(Second));

        (await _bench.Client.SendGroupTextAsync("g1", "a")).Error!.Code.ShouldBe(-216);
        _bench.Time.Advance(TimeSpan.FromSeconds(4.9));
        (await _bench.Client.SendGroupTextAsync("g1", "a")).Error!.Code.ShouldBe(-216);
        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(1);

        _bench.Time.Advance(TimeSpan.FromSeconds(0.1));
        (await _bench.Client.SendGroupTextAsync("g1", "a")).IsOk.ShouldBeTrue();
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

    [Fact]
    public async Task Many_calls_share_one_renewal()
    {
        Platform.On(OAuth, async (call, token) =>
        {
            await Task.Yield();
            return await JsonAnswer(Second)(call, token);
        }).On(GetOa, Oa);
        await AgeAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _bench.Client.GetOaAsync()));

        // Some may have gone on with the old token while it was renewed.
        results.ShouldAllBe(result => result.IsOk);
        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(1);
        (await _bench.Keeper.GetAsync(default)).ShouldBe("access-2");
    }

    [Fact]
    public async Task Many_refused_calls_share_one_renewal()
    {
        Platform.On(Message, (call, token) => call.Token == "access-1" ? Refusal(-216)(call, token) : JsonAnswer(Sent)(call, token)).On(OAuth, Second);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _bench.Client.SendGroupTextAsync("g1", "a")));

        results.ShouldAllBe(result => result.IsOk);
        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(1);
    }

    [Fact]
    public async Task Two_processes_renew_once()
    {
        using var other = new Bench(null, Store, _bench.TokenLock, _bench.Time, Platform);
        var answer = new TaskCompletionSource();
        Platform.On(OAuth, async (call, token) =>
        {
            await answer.Task;
            return await JsonAnswer(Second)(call, token);
        });
        Platform.On(Message, (call, token) => call.Token == "access-1" ? Refusal(-216)(call, token) : JsonAnswer(Sent)(call, token));

        var sending = Enumerable.Range(0, 10).SelectMany(_ => new[] { _bench.Client.SendGroupTextAsync("g", "a"), other.Client.SendGroupTextAsync("g", "a") }).ToArray();
        // Whoever finds the lock taken looks again every quarter of a second. Time passes only while nobody holds it: who does
        // needs none, and would otherwise be overtaken by those who look.
        var all = Task.WhenAll(sending);
        await _bench.Time.SleeperAsync(span => span == TimeSpan.FromMilliseconds(250));
        answer.SetResult();
        while (!all.IsCompleted)
        {
            while (_bench.TokenLock.IsHeld)
            {
                await Task.Yield();
            }

            _bench.Time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.WhenAny(all, _bench.Time.SleeperAsync(span => span == TimeSpan.FromMilliseconds(250)));
        }

        (await all).ShouldAllBe(result => result.IsOk);
        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(1);
    }

    [Fact]
    public async Task An_early_renewal_does_not_wait_for_another_process()
    {
        await AgeAsync();
        _bench.TokenLock.IsHeld = true;

        (await _bench.Keeper.GetAsync(default)).ShouldBe("access-1");

        Platform.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_token_waits_for_the_process_that_renews_it()
    {
        Platform.On(Message, Refusal(-216), JsonAnswer(Sent));
        await _bench.Keeper.GetAsync(default);
        _bench.TokenLock.IsHeld = true;

        var sending = _bench.Client.SendGroupTextAsync("g1", "a");
        await _bench.Time.SleeperAsync(span => span == TimeSpan.FromMilliseconds(250));
        var now = _bench.Time.GetUtcNow();
        Store.State = Store.State! with { Version = Store.State.Version + 1, Current = Pair(2) with { ReceivedAt = now }, Previous = Store.State.Current };
        _bench.TokenLock.IsHeld = false;
        _bench.Time.Advance(TimeSpan.FromMilliseconds(250));

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
        _bench.TokenLock.Door = door.Task;
        _bench.TokenLock.IsHeld = true;

        var early = _bench.Keeper.GetAsync(default);
        var pressing = _bench.Keeper.RenewAsync("access-1", default);
        door.SetResult();
        (await early).ShouldBe("access-1");
        await _bench.Time.SleeperAsync(span => span == TimeSpan.FromMilliseconds(250));
        _bench.TokenLock.IsHeld = false;
        _bench.Time.Advance(TimeSpan.FromMilliseconds(250));

        (await pressing).ShouldBe("access-2");
    }

    [Fact]
    public async Task The_lock_outlives_whatever_is_done_under_it()
    {
        // Both pairs in question, both silent, each tried twice: the longest a renewal can take.
        Store.State = Stored() with { Previous = Pair(0) };
        using var bench = new Bench(options => (options.AccessToken, options.RefreshToken) = ("", ""), Store, _bench.TokenLock, _bench.Time, Platform);
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
        _bench.TokenLock.IsHeld.ShouldBeTrue();
        bench.Time.Advance(TimeSpan.FromSeconds(10));

        (await sending).Error!.Code.ShouldBe(-216);
        _bench.TokenLock.IsHeld.ShouldBeFalse();
        _bench.TokenLock.Lifetime.ShouldBe(TimeSpan.FromMinutes(2));
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

        var getting = _bench.Keeper.GetAsync(patience.Token);
        await Platform.ArrivalAsync();
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(getting);

        // Meanwhile others go on with the old token.
        (await _bench.Keeper.GetAsync(default)).ShouldBe("access-1");
        answer.SetResult();
        while (_bench.TokenLock.IsHeld)
        {
            await Task.Yield();
        }

        (await _bench.Keeper.GetAsync(default)).ShouldBe("access-2");
        Platform.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_command_that_only_looks_never_renews_and_never_saves()
    {
        using var bench = new Bench(options => options.RenewsTokens = false, Store, _bench.TokenLock, _bench.Time, Platform);
        Platform.On(GetOa, JsonAnswer(Oa), Refusal(-216));
        bench.Time.Advance(TimeSpan.FromHours(30));

        (await bench.Client.GetOaAsync()).IsOk.ShouldBeTrue();
        (await bench.Client.GetOaAsync()).Error!.Code.ShouldBe(-216);

        Store.Saved.ShouldBeEmpty();
        _bench.TokenLock.Taken.ShouldBe(0);
    }

    [Fact]
    public async Task A_timer_renews_when_nobody_calls()
    {
        Platform.On(OAuth, Second);
        await AgeAsync();

        await _bench.Keeper.KeepFreshAsync(default);

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

    private static Func<SeenCall, CancellationToken, Task<HttpResponseMessage>> Refusal(int code) => JsonAnswer($$"""{"error":{{code}},"message":"x"}""");

    private static TokenPair Pair(int number) => new()
    {
        AccessToken = $"access-{number}",
        RefreshToken = $"refresh-{number}",
        ReceivedAt = ManualTime.Beginning,
        Origin = TokenOrigin.Consent,
    };

    private static TokenState Stored() => new() { Version = 1, Current = Pair(1) };

    // Takes the first pair from the settings and lets it grow old.
    private async Task AgeAsync()
    {
        await _bench.Keeper.GetAsync(default);
        _bench.Time.Advance(TimeSpan.FromHours(20));
    }
}
