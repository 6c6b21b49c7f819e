using System.Net;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Pacing;
using ZaloBot.Zalo.Tests.Infrastructure;
using static ZaloBot.Zalo.Tests.Infrastructure.Answers;

namespace ZaloBot.Zalo.Tests.Pacing;

/// <summary>The clock stands ten seconds past a full minute; fifty are left of it.</summary>
public sealed class PaceTests : IDisposable
{
    private const string Message = "/v3.0/oa/group/message";
    private const string GetGroup = "/v3.0/oa/group/getgroup";
    private const string Sent = """{"data":{"message_id":"m1"},"error":0}""";
    private const string Group = """{"data":{"group_info":{"group_id":"g1"}},"error":0}""";

    private static readonly TimeSpan RestOfMinute = TimeSpan.FromSeconds(50);

    private readonly Bench _bench = new(options => options.CallsPerMinute = 10);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Lets_as_many_through_as_a_minute_may_have_and_the_next_in_the_next_minute()
    {
        await TakeAsync(10);

        var eleventh = _bench.Pace.WaitAsync(CallPriority.Urgent, default).AsTask();
        await _bench.Time.SleeperAsync(span => span == RestOfMinute);
        _bench.Time.Advance(RestOfMinute - TimeSpan.FromTicks(1));
        eleventh.IsCompleted.ShouldBeFalse();
        _bench.Time.Advance(TimeSpan.FromTicks(1));

        await eleventh.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Leaves_the_last_tenth_to_urgent_calls()
    {
        await TakeAsync(9, CallPriority.Routine);

        var routine = _bench.Pace.WaitAsync(CallPriority.Routine, default).AsTask();
        await _bench.Time.SleeperAsync(span => span == RestOfMinute);
        await TakeAsync(1);
        routine.IsCompleted.ShouldBeFalse();

        await _bench.Time.SleeperAsync(span => span == RestOfMinute);
        _bench.Time.Advance(RestOfMinute);
        await routine.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Lets_the_urgent_go_before_the_routine_however_late_they_came()
    {
        using var bench = new Bench(options => options.CallsPerMinute = 2);
        await bench.Pace.WaitAsync(CallPriority.Urgent, default);
        await bench.Pace.WaitAsync(CallPriority.Urgent, default);
        var routine = Enumerable.Range(0, 3).Select(_ => bench.Pace.WaitAsync(CallPriority.Routine, default).AsTask()).ToArray();
        await bench.Time.SleeperAsync(span => span == RestOfMinute);
        var urgent = Enumerable.Range(0, 2).Select(_ => bench.Pace.WaitAsync(CallPriority.Urgent, default).AsTask()).ToArray();
        await bench.Time.SleeperAsync(span => span == RestOfMinute);

        bench.Time.Advance(RestOfMinute);
        await Task.WhenAll(urgent).WaitAsync(TimeSpan.FromSeconds(30));
        await bench.Time.SleeperAsync(span => span == TimeSpan.FromMinutes(1));
        routine.ShouldAllBe(call => !call.IsCompleted);

        // Routine calls have one a minute here.
        foreach (var call in routine)
        {
            bench.Time.Advance(TimeSpan.FromMinutes(1));
            await call.WaitAsync(TimeSpan.FromSeconds(30));
            if (!ReferenceEquals(call, routine[^1]))
            {
                await bench.Time.SleeperAsync(span => span == TimeSpan.FromMinutes(1));
            }
        }
    }

    [Fact]
    public async Task One_who_gives_up_holds_nobody_up()
    {
        await TakeAsync(10);
        using var patience = new CancellationTokenSource();
        var first = _bench.Pace.WaitAsync(CallPriority.Urgent, patience.Token).AsTask();
        var second = _bench.Pace.WaitAsync(CallPriority.Urgent, default).AsTask();
        await _bench.Time.SleeperAsync(span => span == RestOfMinute);

        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        _bench.Time.Advance(RestOfMinute);

        await second.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task One_who_has_given_up_before_takes_no_call()
    {
        await Should.ThrowAsync<OperationCanceledException>(_bench.Pace.WaitAsync(CallPriority.Urgent, new CancellationToken(true)).AsTask());

        await TakeAsync(10);
    }

    [Fact]
    public async Task A_refusal_for_the_rate_closes_the_gate_for_everybody_until_the_next_minute()
    {
        _bench.Platform.On(Message, """{"error":-32,"message":"The OA exceeded its requests"}""", Sent).On(GetGroup, Group);

        var refused = await _bench.Client.SendGroupTextAsync("g1", "a");
        (refused.Error!.Class, refused.Error.Meaning, refused.Error.Fate).ShouldBe((ErrorClass.BackOff, ErrorMeaning.OaRateExceeded, CallFate.Refused));

        // Another call altogether waits as well, past the full minute by a few seconds drawn by lot.
        var reading = _bench.Client.GetGroupAsync("g1");
        await _bench.Time.SleeperAsync(span => span > RestOfMinute && span < RestOfMinute + TimeSpan.FromSeconds(5));
        _bench.Time.Advance(RestOfMinute);
        reading.IsCompleted.ShouldBeFalse();
        _bench.Time.Advance(TimeSpan.FromSeconds(5));

        (await reading).IsOk.ShouldBeTrue();
        _bench.Platform.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task After_a_refusal_the_pace_is_halved()
    {
        _bench.Pace.Exhausted(_bench.Time.GetUtcNow().AddSeconds(50));
        _bench.Time.Advance(RestOfMinute);
        await TakeAsync(5);

        var sixth = _bench.Pace.WaitAsync(CallPriority.Urgent, default).AsTask();
        await _bench.Time.SleeperAsync(span => span == TimeSpan.FromMinutes(1));
        _bench.Time.Advance(TimeSpan.FromMinutes(1));

        await sixth.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("90", 90)]
    [InlineData("10", 55)]
    public async Task A_bare_429_closes_the_gate_as_long_as_it_asks(string retryAfter, int longest)
    {
        _bench.Platform.On(Message, Raw("slow down", "text/plain", HttpStatusCode.TooManyRequests, ("Retry-After", retryAfter)), JsonAnswer(Sent));

        await _bench.Client.SendGroupTextAsync("g1", "a");
        var sending = _bench.Client.SendGroupTextAsync("g1", "a");
        await _bench.Time.SleeperAsync(span => span > RestOfMinute && span <= TimeSpan.FromSeconds(longest));
        _bench.Time.Advance(TimeSpan.FromSeconds(longest));

        (await sending).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task Slows_down_when_the_platform_says_that_little_is_left()
    {
        _bench.Platform.On(GetGroup, JsonAnswer(Group, HttpStatusCode.OK, ("X-RateLimit-Limit", "4000"), ("X-RateLimit-Remain", "4")));
        await _bench.Client.GetGroupAsync("g1");

        // One was made, four are left, two of them are let alone.
        await TakeAsync(2);
        var next = _bench.Pace.WaitAsync(CallPriority.Urgent, default).AsTask();
        await _bench.Time.SleeperAsync(span => span == RestOfMinute);
        next.IsCompleted.ShouldBeFalse();
        _bench.Time.Advance(RestOfMinute);

        await next.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("many")]
    [InlineData("-1")]
    [InlineData("")]
    public async Task Bears_headers_without_meaning(string value)
    {
        _bench.Platform.On(GetGroup, JsonAnswer(Group, HttpStatusCode.OK, ("X-RateLimit-Limit", value), ("X-RateLimit-Remain", value)));
        await _bench.Client.GetGroupAsync("g1");

        await TakeAsync(9);
    }

    [Fact]
    public async Task A_lower_limit_of_the_platform_holds_for_the_minutes_after()
    {
        _bench.Pace.Observe(5, null);
        await TakeAsync(4);

        var fifth = _bench.Pace.WaitAsync(CallPriority.Urgent, default).AsTask();
        await _bench.Time.SleeperAsync(span => span == RestOfMinute);
        fifth.IsCompleted.ShouldBeFalse();
        _bench.Time.Advance(RestOfMinute);
        await fifth.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_call_tells_its_own_priority()
    {
        _bench.Platform.On(GetGroup, Group).On(Message, Sent);
        await TakeAsync(9, CallPriority.Routine);

        var routine = _bench.Client.GetGroupAsync("g1");
        await _bench.Time.SleeperAsync(span => span == RestOfMinute);
        (await _bench.Client.SendGroupTextAsync("g1", "a")).IsOk.ShouldBeTrue();
        routine.IsCompleted.ShouldBeFalse();

        var urgentReading = _bench.Client.GetGroupAsync("g1", CallPriority.Urgent);
        var routineSending = _bench.Client.SendGroupTextAsync("g1", "a", CallPriority.Routine);
        _bench.Time.Advance(RestOfMinute);
        await Task.WhenAll(routine, urgentReading, routineSending).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task The_wait_for_the_pace_is_not_counted_as_a_slow_platform()
    {
        _bench.Platform.On(Message, Sent);
        await TakeAsync(10);

        var sending = _bench.Client.SendGroupTextAsync("g1", "a");
        await _bench.Time.SleeperAsync(span => span == RestOfMinute);
        _bench.Time.Advance(RestOfMinute);

        (await sending).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task Counts_alone_while_the_shared_count_is_silent()
    {
        using var log = new LogLines();
        var options = _bench.Get<Microsoft.Extensions.Options.IOptionsMonitor<ZaloOptions>>();
        var pace = new MinutePace(new BrokenLedger(), options, _bench.Time, new Microsoft.Extensions.Logging.Logger<MinutePace>(new Microsoft.Extensions.Logging.LoggerFactory([log])));

        for (var i = 0; i < 10; i++)
        {
            await pace.WaitAsync(CallPriority.Urgent, default).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        }

        pace.Observe(4000, 3000);
        pace.Exhausted(_bench.Time.GetUtcNow().AddSeconds(52));
        var next = pace.WaitAsync(CallPriority.Urgent, default).AsTask();
        await _bench.Time.SleeperAsync(span => span == TimeSpan.FromSeconds(52));
        _bench.Time.Advance(TimeSpan.FromSeconds(52));

        await next.WaitAsync(TimeSpan.FromSeconds(30));
        log.Lines.ShouldContain(line => line.Contains("counts alone"));
    }

    private async Task TakeAsync(int count, CallPriority priority = CallPriority.Urgent)
    {
        for (var i = 0; i < count; i++)
        {
            await _bench.Pace.WaitAsync(priority, default).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    private sealed class BrokenLedger : IPaceLedger
    {
        public ValueTask<PaceNote> ReadAsync(CancellationToken cancellationToken) => throw new TimeoutException();

        public ValueTask<int?> TryTakeAsync(long minute, int allowance, CancellationToken cancellationToken) => throw new TimeoutException();

        public void Close(DateTimeOffset until, DateTimeOffset exhaustedAt) => throw new TimeoutException();

        public void Learn(int? limit, int? remain, long minute, int usedThen) => throw new TimeoutException();
    }
}
