using System.Net;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Tests.Infrastructure;
using ZaloBot.Zalo.Tokens;
using static ZaloBot.Zalo.Tests.Infrastructure.Answers;

namespace ZaloBot.Zalo.Tests.Tokens;

/// <summary>What becomes of calls, and of the pair, when the platform refuses a token.</summary>
public sealed class RefusedTokenTests : RenewalScene
{
    [Theory]
    [InlineData(-216)]
    [InlineData(-220)]
    public async Task A_refused_token_is_renewed_and_the_call_repeated_once(int code)
    {
        Platform.On(Message, Refusal(code), JsonAnswer(Sent)).On(OAuth, Second);

        var sent = await Bench.Client.SendGroupTextAsync("g1", "Chào");

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

        (await Bench.Client.UploadFileAsync([1, 2, 3, 4], "a.pdf")).IsOk.ShouldBeTrue();

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

        (await Bench.Client.SendGroupTextAsync("g1", "a")).Error!.Code.ShouldBe(code);

        Platform.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_code_inside_the_data_is_not_the_answers_code()
    {
        Platform.On(Message, """{"data":{"error":-216,"message_id":"m1"},"error":0,"x":[{"error":-220}]}""");

        (await Bench.Client.SendGroupTextAsync("g1", "a")).IsOk.ShouldBeTrue();

        Platform.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_refused_again_is_told_and_not_renewed_again()
    {
        Platform.On(Message, Refusal(-216)).On(OAuth, Second, Third);

        var first = await Bench.Client.SendGroupTextAsync("g1", "a");
        var second = await Bench.Client.SendGroupTextAsync("g1", "a");

        (first.Error!.Class, first.Error.Code, first.Error.Fate).ShouldBe((ErrorClass.Renew, -216, CallFate.Refused));
        second.Error!.Code.ShouldBe(-216);
        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(1);
        Store.State!.ConsentNeeded.ShouldBe(ConsentReason.FreshTokenRefused);
        (await Bench.Keeper.ExamineAsync(default)).Status.ShouldBe(TokenStatus.ConsentNeeded);
    }

    [Fact]
    public async Task A_doubt_about_a_fresh_token_ends_when_a_call_is_accepted()
    {
        Platform.On(Message, Refusal(-216), Refusal(-216), Refusal(-216), JsonAnswer(Sent)).On(OAuth, Second);
        await Bench.Client.SendGroupTextAsync("g1", "a");
        await Bench.Client.SendGroupTextAsync("g1", "a");

        (await Bench.Client.SendGroupTextAsync("g1", "a")).IsOk.ShouldBeTrue();

        (await Bench.Keeper.ExamineAsync(default)).Status.ShouldBe(TokenStatus.Good);
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
            await Bench.Client.SendGroupTextAsync("g1", "a");
            Bench.Time.Advance(TimeSpan.FromMinutes(minutesBetween));
        }

        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(2);
        (await Bench.Keeper.ExamineAsync(default)).Status.ShouldBe(TokenStatus.ConsentNeeded);

        // The stand-in gives the last refusal once more.
        Platform.On(Message, JsonAnswer(Sent), Refusal(-216), JsonAnswer(Sent));
        await Bench.Client.SendGroupTextAsync("g1", "a");
        (await Bench.Client.SendGroupTextAsync("g1", "a")).IsOk.ShouldBeTrue();
        (await Bench.Keeper.ExamineAsync(default)).Status.ShouldBe(TokenStatus.Good);
        (await Bench.Client.SendGroupTextAsync("g1", "a")).IsOk.ShouldBeTrue("an accepted call ends the doubt, and renewals are possible again");
        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(3);
    }

    [Fact]
    public async Task A_token_refused_five_minutes_after_its_renewal_is_renewed()
    {
        Platform.On(Message, Refusal(-216), JsonAnswer(Sent), Refusal(-216), JsonAnswer(Sent)).On(OAuth, Second, Third);
        await Bench.Client.SendGroupTextAsync("g1", "a");
        Bench.Time.Advance(TimeSpan.FromMinutes(5));

        (await Bench.Client.SendGroupTextAsync("g1", "a")).IsOk.ShouldBeTrue();

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

        (await Bench.Keeper.GetAsync(default)).ShouldBe("access-1");

        Store.State!.Current!.RefreshToken.ShouldBe("refresh-1");
        Store.State.ConsentNeeded.ShouldBe(ConsentReason.None);
        Store.State.Renewal!.Attempts.ShouldBe(1);
        (await Bench.Keeper.ExamineAsync(default)).Status.ShouldBe(TokenStatus.RenewalUnclear);
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

        (await Bench.Client.GetOaAsync()).IsOk.ShouldBeTrue();
        await Bench.Client.GetOaAsync();
        Bench.Time.Advance(TimeSpan.FromHours(1));
        await Bench.Client.GetOaAsync();

        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(1);
        Platform.Last.Token.ShouldBe("access-1");
        var health = await Bench.Keeper.ExamineAsync(default);
        (health.Status, health.Reason).ShouldBe((TokenStatus.ConsentNeeded, ConsentReason.RefreshRefused));
        health.Detail.ShouldStartWith("The OAuth host refused: ");
        Store.State!.Current!.RefreshToken.ShouldBe("refresh-1");
    }

    [Fact]
    public async Task Once_both_tokens_are_refused_no_call_is_made()
    {
        Platform.On(Message, Refusal(-220)).On(OAuth, Spent);

        var first = await Bench.Client.SendGroupTextAsync("g1", "a");
        var second = await Bench.Client.SendGroupTextAsync("g1", "a");

        first.Error!.Code.ShouldBe(-220);
        (second.Error!.Class, second.Error.Meaning, second.Error.Fate, second.Error.Code).ShouldBe((ErrorClass.Renew, ErrorMeaning.ConsentNeeded, CallFate.NotSent, null));
        Platform.Seen.Count.ShouldBe(2);
        (await Bench.Keeper.ExamineAsync(default)).Status.ShouldBe(TokenStatus.Disconnected);
    }

    [Fact]
    public async Task A_token_refused_after_its_renewal_was_refused_ends_the_calls()
    {
        Platform.On(OAuth, Spent).On(GetOa, JsonAnswer(Oa), Refusal(-220));
        await AgeAsync();
        await Bench.Client.GetOaAsync();

        (await Bench.Client.GetOaAsync()).Error!.Code.ShouldBe(-220);

        (await Bench.Client.GetOaAsync()).Error!.Meaning.ShouldBe(ErrorMeaning.ConsentNeeded);
        Platform.Seen.Count(call => call.Path == OAuth).ShouldBe(1);
        (await Bench.Keeper.ExamineAsync(default)).Reason.ShouldBe(ConsentReason.RefreshRefused);
    }
}
