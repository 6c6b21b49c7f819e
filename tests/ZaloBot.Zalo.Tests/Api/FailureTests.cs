using System.Net;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Tests.Infrastructure;
using static ZaloBot.Zalo.Tests.Infrastructure.Answers;

namespace ZaloBot.Zalo.Tests.Api;

/// <summary>What a caller is told when it does not work, and above all whether the thing may have been done.</summary>
public sealed class FailureTests : IDisposable
{
    private const string Message = "/v3.0/oa/group/message";
    private const string GetGroup = "/v3.0/oa/group/getgroup";
    private const string Sent = """{"data":{"message_id":"m1"},"error":0}""";
    private const string Group = """{"data":{"group_info":{"group_id":"g1"}},"error":0}""";

    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("""{"error":-201,"message":"text is invalid"}""", 200)]
    [InlineData("""{"error":"-201","message":"text is invalid"}""", 200)]
    [InlineData("""{"data":{},"error":-201,"message":"text is invalid"}""", 200)]
    [InlineData("""{"data":"","error":-201,"message":"text is invalid"}""", 200)]
    [InlineData("""{"data":{"message_id":"m1"},"error":-201,"message":"text is invalid"}""", 200)]
    [InlineData("""{"error":-201,"message":"text is invalid"}""", 400)]
    public async Task A_refusal_is_data(string body, int status)
    {
        var error = await FailAsync(JsonAnswer(body, (HttpStatusCode)status));

        error.ShouldBe(new ZaloError { Code = -201, Message = "text is invalid", Class = ErrorClass.CallerMistake, Meaning = ErrorMeaning.InvalidField, Fate = CallFate.Refused, HttpStatus = status });
    }

    [Theory]
    [InlineData("""{"error":0,"message":"Success"}""")]
    [InlineData("""{"error":0,"data":null}""")]
    [InlineData("""{"error":0,"data":{}}""")]
    [InlineData("""{"error":0,"data":[]}""")]
    [InlineData("""{"error":"0","data":"m1"}""")]
    [InlineData("""{"error":0,"data":{"message_id":""}}""")]
    [InlineData("""{"error":0,"data":{"quota":7}}""")]
    public async Task A_message_that_was_sent_in_so_many_words_was_sent_though_its_id_is_missing(string body)
    {
        _bench.Platform.On(Message, body).On("/v3.0/oa/message/cs", body);

        (await _bench.Client.SendGroupTextAsync("g1", "a")).Value!.MessageId.ShouldBeEmpty();
        (await _bench.Client.SendPrivateTextAsync("u1", "a")).Value!.MessageId.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"data":[{"message_id":"m1"}],"error":0}""")]
    [InlineData("""{"data":{"message_id":"m1","quota":""},"error":0}""")]
    [InlineData("""{"data":{"message_id":"m1","quota":[]},"error":0}""")]
    [InlineData("""{"data":{"message_id":"m1","quota":null},"error":0}""")]
    public async Task An_odd_part_does_not_cost_the_answer(string body)
    {
        _bench.Platform.On("/v3.0/oa/message/cs", body);

        (await _bench.Client.SendPrivateTextAsync("u1", "a")).Value.ShouldBe(new SentMessage { MessageId = "m1" });
    }

    [Theory]
    [InlineData("application/json; charset=UTF8")]
    [InlineData("application/json; charset=\"utf8mb4\"")]
    [InlineData("text/plain; charset=utf-8")]
    public async Task An_answer_is_read_whatever_it_calls_its_letters(string type)
    {
        _bench.Platform.On("/v3.0/oa/message/cs", Raw("""{"data":{"message_id":"mã","quota":{"quota_type":"reply","remain":"7"}},"error":0}""", type, HttpStatusCode.OK));

        var sent = (await _bench.Client.SendPrivateTextAsync("u1", "a")).Value!;

        (sent.MessageId, sent.Quota!.Remain).ShouldBe(("mã", 7));
    }

    [Theory]
    [InlineData("""{"data":{"group_info":{"group_id":"g1"},"asset_info":"","group_setting":[]},"error":0}""", null)]
    [InlineData("""{"data":{"group_id":"g1","join_appr":"true","valid_through":"10/10/2027"},"error":0}""", true)]
    [InlineData("""{"data":[{"group_info":{"group_id":"g1"},"group_setting":{"join_appr":1}}],"error":0}""", true)]
    public async Task A_group_is_read_in_other_shapes_too(string body, bool? approval)
    {
        _bench.Platform.On(GetGroup, body);

        var group = (await _bench.Client.GetGroupAsync("g1")).Value!;

        (group.Info.GroupId, group.Settings?.JoinAppr).ShouldBe(("g1", approval));
    }

    [Theory]
    [InlineData("""{"message":"Success"}""")]
    [InlineData("""{"error":"?","message":"x"}""")]
    [InlineData("{}")]
    public async Task Neither_a_success_nor_the_data_is_unclear(string body)
    {
        var error = await FailAsync(JsonAnswer(body));

        (error.Class, error.Meaning, error.Fate, error.HttpStatus).ShouldBe((ErrorClass.Transient, ErrorMeaning.NoAnswer, CallFate.Unclear, 200));
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>", "text/html", 502)]
    [InlineData("<html></html>", "text/html", 200)]
    [InlineData("", "application/json", 200)]
    [InlineData("null", "application/json", 200)]
    [InlineData("[]", "application/json", 200)]
    [InlineData("{\"error\":0,", "application/json", 200)]
    [InlineData("{\"error\":0,\"data\":{\"message_id\":\"m1\"}}", "application/json", 500)]
    [InlineData("{}", "application/json", 503)]
    [InlineData("", "text/plain", 408)]
    [InlineData("", "text/plain", 302)]
    public async Task What_is_not_the_platforms_JSON_is_unclear(string body, string type, int status)
    {
        var error = await FailAsync(Raw(body, type, (HttpStatusCode)status));

        (error.Class, error.Meaning, error.Fate, error.HttpStatus, error.Code).ShouldBe((ErrorClass.Transient, ErrorMeaning.NoAnswer, CallFate.Unclear, status, null));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(499)]
    public async Task A_refusal_without_a_code_did_nothing_and_may_be_tried_again(int status)
    {
        var error = await FailAsync(Raw("<html></html>", "text/html", (HttpStatusCode)status));

        (error.Class, error.Meaning, error.Fate, error.HttpStatus).ShouldBe((ErrorClass.Transient, ErrorMeaning.NoAnswer, CallFate.Refused, status));
    }

    [Fact]
    public async Task Too_many_requests_was_not_executed()
    {
        var error = await FailAsync(Raw("slow down", "text/plain", HttpStatusCode.TooManyRequests));

        (error.Class, error.Meaning, error.Fate).ShouldBe((ErrorClass.BackOff, ErrorMeaning.TooManyRequests, CallFate.Refused));
    }

    [Fact]
    public async Task A_code_counts_more_than_the_status_of_its_answer()
    {
        var error = await FailAsync(JsonAnswer("""{"error":-237,"message":"Group disabled"}""", HttpStatusCode.BadGateway));

        (error.Meaning, error.Fate).ShouldBe((ErrorMeaning.GroupDisabled, CallFate.Unclear));
    }

    [Fact]
    public async Task Yes_or_no_needs_a_yes()
    {
        _bench.Platform.On("/v3.0/oa/group/removemembers", """{"message":"Success"}""", """{"error":0}""", """{"error":0,"data":{"x":1}}""");

        var first = await _bench.Client.RemoveMembersAsync("g1", ["u1"]);

        (first.Error!.Meaning, first.Error.Fate).ShouldBe((ErrorMeaning.NoAnswer, CallFate.Unclear));
        (await _bench.Client.RemoveMembersAsync("g1", ["u1"])).IsOk.ShouldBeTrue();
        (await _bench.Client.RemoveMembersAsync("g1", ["u1"])).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task No_connection_means_that_nothing_was_sent()
    {
        var error = await FailAsync(NoConnection);

        (error.Class, error.Meaning, error.Fate, error.HttpStatus).ShouldBe((ErrorClass.Transient, ErrorMeaning.Unreachable, CallFate.NotSent, null));
        _bench.Platform.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_lost_after_sending_is_unclear_and_not_repeated()
    {
        var error = await FailAsync(CutOff);

        (error.Class, error.Meaning, error.Fate).ShouldBe((ErrorClass.Transient, ErrorMeaning.Unreachable, CallFate.Unclear));
        _bench.Platform.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Silence_after_sending_is_unclear_and_not_repeated()
    {
        _bench.Platform.On(Message, Silence);

        var sending = _bench.Client.SendGroupTextAsync("g1", "a");
        await _bench.Platform.ArrivalAsync();
        _bench.Time.Advance(TimeSpan.FromSeconds(15));

        (await sending).Error!.Fate.ShouldBe(CallFate.Unclear);
        _bench.Platform.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_attempt_to_connect_that_never_ends_means_that_nothing_was_sent()
    {
        _bench.Platform.On(Message, BlackHole);

        var sending = _bench.Client.SendGroupTextAsync("g1", "a");
        await _bench.Platform.ArrivalAsync();
        _bench.Time.Advance(TimeSpan.FromSeconds(15));

        (await sending).Error!.Fate.ShouldBe(CallFate.NotSent);
    }

    [Fact]
    public async Task An_answer_that_stalls_is_given_up()
    {
        _bench.Platform.On(Message, Stalling);

        var sending = _bench.Client.SendGroupTextAsync("g1", "a");
        await _bench.Platform.ArrivalAsync();
        _bench.Time.Advance(TimeSpan.FromSeconds(15));

        (await sending).Error!.Fate.ShouldBe(CallFate.Unclear);
    }

    [Fact]
    public async Task A_call_is_given_its_time_and_no_more()
    {
        _bench.Platform.On(Message, Silence);

        var sending = _bench.Client.SendGroupTextAsync("g1", "a");
        await _bench.Platform.ArrivalAsync();
        _bench.Time.Advance(TimeSpan.FromSeconds(14.9));
        sending.IsCompleted.ShouldBeFalse();
        _bench.Time.Advance(TimeSpan.FromSeconds(0.1));

        (await sending).IsOk.ShouldBeFalse();
    }

    [Fact]
    public async Task An_upload_is_given_more_time()
    {
        _bench.Platform.On("/v2.0/oa/upload/file", Silence);

        var uploading = _bench.Client.UploadFileAsync([1], "a.pdf");
        await _bench.Platform.ArrivalAsync();
        _bench.Time.Advance(TimeSpan.FromSeconds(59.9));
        uploading.IsCompleted.ShouldBeFalse();
        _bench.Time.Advance(TimeSpan.FromSeconds(0.1));

        (await uploading).Error!.Fate.ShouldBe(CallFate.Unclear);
    }

    [Fact]
    public async Task The_callers_own_patience_is_an_exception()
    {
        _bench.Platform.On(Message, Silence);
        using var patience = new CancellationTokenSource();

        var sending = _bench.Client.SendGroupTextAsync("g1", "a", cancellationToken: patience.Token);
        await _bench.Platform.ArrivalAsync();
        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(sending);
    }

    [Fact]
    public async Task A_reading_is_repeated_twice()
    {
        _bench.Platform.On(GetGroup, NoConnection, Raw("x", "text/plain", HttpStatusCode.BadGateway), JsonAnswer(Group));

        var reading = _bench.Client.GetGroupAsync("g1");
        await PassRepeatsAsync(2);

        (await reading).Value!.Info.GroupId.ShouldBe("g1");
        _bench.Platform.Seen.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_reading_is_repeated_no_oftener()
    {
        _bench.Platform.On(GetGroup, CutOff);

        var reading = _bench.Client.GetGroupAsync("g1");
        await PassRepeatsAsync(2);

        (await reading).Error!.Fate.ShouldBe(CallFate.Unclear);
        _bench.Platform.Seen.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_reading_that_times_out_is_repeated()
    {
        _bench.Platform.On(GetGroup, Silence, JsonAnswer(Group));

        var reading = _bench.Client.GetGroupAsync("g1");
        await _bench.Platform.ArrivalAsync();
        _bench.Time.Advance(TimeSpan.FromSeconds(15));
        await PassRepeatsAsync(1);

        (await reading).IsOk.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"error":-201,"message":"x"}""", 200)]
    [InlineData("""{"error":-32,"message":"x"}""", 200)]
    [InlineData("slow down", 429)]
    [InlineData("not found", 404)]
    public async Task A_refused_reading_is_not_repeated(string body, int status)
    {
        _bench.Platform.On(GetGroup, Raw(body, "application/json", (HttpStatusCode)status));

        (await _bench.Client.GetGroupAsync("g1")).IsOk.ShouldBeFalse();

        _bench.Platform.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reading_without_connection_was_not_sent()
    {
        _bench.Platform.On(GetGroup, NoConnection);

        var reading = _bench.Client.GetGroupAsync("g1");
        await PassRepeatsAsync(2);

        (await reading).Error!.Fate.ShouldBe(CallFate.NotSent);
    }

    [Theory]
    [MemberData(nameof(Posts), DisableDiscoveryEnumeration = true)]
    public async Task No_post_is_ever_repeated_by_itself(string path, Func<ZaloClient, Task> post)
    {
        foreach (var answer in new[] { NoConnection, CutOff, Raw("x", "text/plain", HttpStatusCode.ServiceUnavailable), JsonAnswer("""{"error":-200,"message":"x"}""") })
        {
            using var bench = new Bench();
            bench.Platform.On(path, answer);

            await post(bench.Client);

            bench.Platform.Seen.Count.ShouldBe(1);
        }
    }

    public static TheoryData<string, Func<ZaloClient, Task>> Posts() => new()
    {
        { Message, client => client.SendGroupTextAsync("g", "a") },
        { "/v3.0/oa/message/cs", client => client.SendPrivateTextAsync("u", "a") },
        { "/v3.0/oa/group/removemembers", client => client.RemoveMembersAsync("g", ["u"]) },
        { "/v3.0/oa/group/creategroupwithoa", client => client.CreateGroupAsync(new NewGroup { GroupName = "n", AssetId = "a", MemberUserIds = ["u"] }) },
        { "/v3.0/oa/group/updateinfo", client => client.UpdateGroupAsync("g", new GroupUpdate()) },
        { "/v3.0/oa/group/delete", client => client.DissolveGroupAsync("g") },
        { "/v2.0/oa/upload/file", client => client.UploadFileAsync([1], "a.pdf") },
        { "/v3.0/oa/quota/group", client => client.GetQuotaAsync() },
    };

    [Fact]
    public async Task While_the_platform_is_down_calls_pause_and_nothing_is_sent()
    {
        _bench.Platform.On(Message, [.. Enumerable.Repeat(CutOff, 8), JsonAnswer(Sent)]);
        for (var i = 0; i < 8; i++)
        {
            (await _bench.Client.SendGroupTextAsync("g1", "a")).Error!.Fate.ShouldBe(CallFate.Unclear);
        }

        var paused = await _bench.Client.SendGroupTextAsync("g1", "a");
        (paused.Error!.Fate, paused.Error.Class, paused.Error.Meaning).ShouldBe((CallFate.NotSent, ErrorClass.Transient, ErrorMeaning.Unreachable));
        _bench.Platform.Seen.Count.ShouldBe(8);

        _bench.Time.Advance(TimeSpan.FromSeconds(16));
        (await _bench.Client.SendGroupTextAsync("g1", "a")).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task Refusals_do_not_make_calls_pause()
    {
        _bench.Platform.On(Message, """{"error":-237,"message":"Group disabled"}""");

        for (var i = 0; i < 20; i++)
        {
            (await _bench.Client.SendGroupTextAsync("g1", "a")).Error!.Code.ShouldBe(-237);
        }
    }

    [Fact]
    public async Task Nothing_secret_is_logged()
    {
        _bench.Platform.On(Message, CutOff, JsonAnswer("""{"error":-220,"message":"expired"}"""), JsonAnswer(Sent))
            .On(GetGroup, JsonAnswer("""{"error":-403,"message":"x"}"""))
            .On("/v4/oa/access_token", """{"access_token":"access-2","refresh_token":"refresh-2","expires_in":"90000"}""", """{"error":-14003,"error_name":"Invalid refresh-2","error_reason":"refresh-2","error_description":"refresh-2 access-2"}""");

        await _bench.Client.SendGroupTextAsync("g1", "nội dung kín");
        await _bench.Client.SendGroupTextAsync("g1", "nội dung kín");
        await _bench.Client.GetGroupAsync("g-secret");
        _bench.Time.Advance(TimeSpan.FromHours(21));
        await _bench.Client.GetGroupAsync("g-secret");

        _bench.Log.Lines.ShouldNotBeEmpty();
        foreach (var line in _bench.Log.Lines)
        {
            foreach (var secret in new[] { "access-1", "access-2", "refresh-1", "refresh-2", "appSecretForTests", "nội dung kín", "g-secret" })
            {
                line.ShouldNotContain(secret);
            }
        }

        _bench.Log.Lines.ShouldContain(line => line.StartsWith("Debug POST /v3.0/oa/group/message answered 200, error 0"));
    }

    private async Task<ZaloError> FailAsync(Func<SeenCall, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _bench.Platform.On(Message, answer);

        var result = await _bench.Client.SendGroupTextAsync("g1", "a");

        result.IsOk.ShouldBeFalse();
        return result.Error!;
    }

    // The pauses before a repeat are drawn by lot around half a second and a second.
    private async Task PassRepeatsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await _bench.Time.WakeAsync(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(9));
        }
    }
}
