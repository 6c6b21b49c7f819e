using System.Net;
using System.Text;

namespace ZaloBot.Emulator.Tests;

/// <summary>The switches for what goes wrong, and the waiting that tests build on.</summary>
public sealed class FaultTests
{
    private const string Send = "/v3.0/oa/group/message";
    private const string Hello = """{"recipient":{"group_id":"ab12cd34ef56ab78cd90"},"message":{"text":"Chào"}}""";
    private const string List = "/v3.0/oa/group/getgroupsofoa";

    [Fact]
    public async Task Server_errors_strike_as_often_as_told_and_only_there()
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Faults.ServerError("group/message", times: 2, status: 502);

        (await RawAsync(platform, Send)).ShouldBe(HttpStatusCode.BadGateway);
        (await platform.ErrorOfAsync(List)).ShouldBe(0);
        (await RawAsync(platform, Send)).ShouldBe(HttpStatusCode.BadGateway);
        platform.World.Messages.Count.ShouldBe(0);
        (await RawAsync(platform, Send)).ShouldBe(HttpStatusCode.OK);

        platform.World.Messages.Count.ShouldBe(1);
        platform.Emulator.Faults.Active.ShouldBeEmpty();
        platform.Emulator.Calls.To(Send)[0].Fault.ShouldBe(FaultKind.ServerError);
    }

    [Fact]
    public async Task Scripted_errors_waves_and_expired_tokens()
    {
        await using var platform = await Platform.StartAsync();

        platform.Emulator.Faults.Error(-248, "group/message", times: 1);
        (await platform.ErrorOfAsync(Send, Hello)).ShouldBe(-248);
        platform.Emulator.Faults.RateLimited();
        (await platform.ErrorOfAsync(Send, Hello)).ShouldBe(-32);
        platform.Emulator.Faults.Remove(FaultKind.RateLimited);
        platform.Emulator.Faults.ExpiredToken(times: 1);
        (await platform.ErrorOfAsync(Send, Hello)).ShouldBe(-220);
        platform.World.Messages.Count.ShouldBe(0);
        (await platform.ErrorOfAsync(Send, Hello)).ShouldBe(0);

        platform.Emulator.Tokens.ExpireAccess();
        (await platform.ErrorOfAsync(Send, Hello)).ShouldBe(-220);
        platform.Emulator.Tokens.RevokeAll();
        (await platform.ErrorOfAsync(Send, Hello)).ShouldBe(-216);
    }

    [Fact]
    public async Task In_a_wave_of_refusals_nothing_remains()
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Faults.RateLimited(times: 1);

        using var answer = await platform.Http.GetAsync(List);

        answer.Headers.GetValues("X-RateLimit-Remain").Single().ShouldBe("0");
    }

    [Fact]
    public async Task HTML_comes_with_status_200()
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Faults.NotJson(times: 1);

        (await platform.Http.GetStringAsync(List)).ShouldStartWith("<html>");
    }

    [Fact]
    public async Task A_dropped_answer_leaves_the_thing_done()
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Faults.DropAnswers(Send, times: 1);

        await Should.ThrowAsync<HttpRequestException>(() => platform.PostAsync(Send, Hello));

        platform.World.Messages.Count.ShouldBe(1);
        var call = await platform.Emulator.Calls.WaitForCallAsync(Send);
        call.Status.ShouldBeNull();
        call.Error.ShouldBe(0);
        call.Fault.ShouldBe(FaultKind.DroppedAnswer);
    }

    [Fact]
    public async Task A_dropped_request_leaves_it_undone()
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Faults.DropRequests(Send, times: 1);

        await Should.ThrowAsync<HttpRequestException>(() => platform.PostAsync(Send, Hello));

        platform.World.Messages.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_slow_answer_comes_late_although_the_thing_is_done()
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Faults.Slow(TimeSpan.FromSeconds(20), Send, times: 1);

        var call = platform.PostAsync(Send, Hello);
        await platform.Emulator.WaitForMessageAsync(said => said.IsFromOa);
        call.IsCompleted.ShouldBeFalse();

        await platform.Clock.TimerOf(TimeSpan.FromSeconds(20));
        platform.Clock.Advance(TimeSpan.FromSeconds(20));

        ((int)(await call)["error"]!).ShouldBe(0);
    }

    [Fact]
    public async Task Connections_are_really_refused_and_accepted_again_at_the_same_address()
    {
        await using var platform = await Platform.StartAsync();
        var address = platform.Emulator.Address;
        await platform.Emulator.RefuseConnectionsAsync();

        var failure = await Should.ThrowAsync<HttpRequestException>(() => platform.GetAsync(List));
        failure.HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);
        platform.Emulator.IsRefusingConnections.ShouldBeTrue();

        await platform.Emulator.AcceptConnectionsAsync();
        platform.Emulator.Address.ShouldBe(address);
        (await platform.ErrorOfAsync(List)).ShouldBe(0);
    }

    [Fact]
    public async Task Clearing_ends_everything()
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Faults.ServerError();
        platform.Emulator.Faults.DuplicateDeliveries = true;
        platform.Emulator.Faults.EchoDelay = TimeSpan.FromMinutes(1);

        platform.Emulator.Faults.Clear();

        (await platform.ErrorOfAsync(List)).ShouldBe(0);
        platform.Emulator.Faults.DuplicateDeliveries.ShouldBeFalse();
        platform.Emulator.Faults.EchoDelay.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_world_outlives_its_emulator()
    {
        await using var first = await Platform.StartAsync();
        await first.Acts.SayAsync(Platform.Group, Platform.An, "Một");

        await using var second = await Platform.StartAsync(options => options with { World = first.World });
        var message = await second.Acts.SayAsync(Platform.Group, Platform.An, "Hai");

        second.World.MessagesIn(Platform.Group).Select(said => said.Text).ShouldBe(["Một", "Hai"]);
        message.Id.ShouldNotBe(first.World.Messages.All[0].Id);
    }

    [Fact]
    public async Task A_wait_that_ends_in_vain_tells_what_was_seen()
    {
        await using var platform = await Platform.StartAsync();
        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Chỉ có câu này");

        var failure = await Should.ThrowAsync<TimeoutException>(() =>
            platform.Emulator.WaitForMessageAsync(said => said.Text == "câu khác", TimeSpan.FromMilliseconds(50)));

        failure.Message.ShouldContain("Chỉ có câu này");
    }

    [Fact]
    public async Task A_wait_can_overlook_the_past_and_count()
    {
        await using var platform = await Platform.StartAsync();
        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Cũ");
        var next = platform.World.WaitForMessageAsync(_ => true, skip: platform.World.Messages.Count);
        var third = platform.Emulator.Calls.WaitForCallAsync(List, count: 3);

        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Mới");
        (await next).Text.ShouldBe("Mới");
        await platform.GetAsync(List);
        await platform.GetAsync(List);
        third.IsCompleted.ShouldBeFalse();
        await platform.GetAsync(List);
        (await third).Number.ShouldBe(3);
    }

    [Fact]
    public async Task A_journal_forgets_its_oldest_entries_but_not_their_number()
    {
        var journal = new Journal<int>(capacity: 2);
        foreach (var entry in (int[])[1, 2, 3])
        {
            journal.Add(entry);
        }

        journal.All.ShouldBe([2, 3]);
        journal.Count.ShouldBe(3);
        (await journal.WaitForAsync(_ => true, skip: 2)).ShouldBe(3);
    }

    private static async Task<HttpStatusCode> RawAsync(Platform platform, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(Hello, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("access_token", platform.Tokens.AccessToken);
        using var answer = await platform.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
