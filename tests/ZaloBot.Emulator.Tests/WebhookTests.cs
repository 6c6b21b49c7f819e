using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ZaloBot.Emulator.Tests;

/// <summary>Fact sheet 2: request, signature, retries.</summary>
public sealed class WebhookTests
{
    private const string VectorBody =
        """{"event_name":"user_send_group_text","app_id":"1234567890123456789","sender":{"id":"7000000000000000001"},"recipient":{"id":"ab12cd34ef56ab78cd90"},"message":{"text":"Xin chào nhóm","msg_id":"0f1e2d3c4b5a69788796"},"oa_id":"4000000000000000001","timestamp":"1790000000123","user_id_by_app":"8000000000000000001"}""";

    [Fact]
    public async Task Signs_the_test_vector_of_the_fact_sheet()
    {
        await using var platform = await Platform.StartAsync();
        var body = Encoding.UTF8.GetBytes(VectorBody);
        body.Length.ShouldBe(314);

        await platform.Acts.SendRawAsync("user_send_group_text", body, "1790000000123");
        await platform.Emulator.DeliveriesIdleAsync();

        platform.Inbox.Last.Raw.ShouldBe(body);
        platform.Inbox.Last.Signature.ShouldBe("mac=d26da080cad1dde8f68f4ffee71b8ffdda019ecc10b0ba739dcae65691d4fa7e");
        platform.Inbox.Last.ContentType.ShouldBe("application/json");
    }

    [Fact]
    public async Task Every_event_carries_the_digest_of_its_raw_bytes()
    {
        await using var platform = await Platform.StartAsync();

        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Chào cả nhà \"nhé\" 😀 <b>");
        await platform.Acts.LinkJoinAsync(Platform.Group, Platform.Chi);
        await platform.Acts.FollowAsync(Platform.Binh);
        await platform.Emulator.DeliveriesIdleAsync();

        platform.Inbox.All.Count.ShouldBe(3);
        foreach (var received in platform.Inbox.All)
        {
            received.Signature.ShouldBe("mac=" + Digest(received));
        }
    }

    [Fact]
    public async Task The_signature_may_come_without_its_prefix()
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Quirks.BareSignature = true;

        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Chào");
        await platform.Emulator.DeliveriesIdleAsync();

        platform.Inbox.Last.Signature.ShouldBe(Digest(platform.Inbox.Last));
    }

    [Theory]
    [InlineData(false, "Chào 😀 & <b>")]
    [InlineData(true, "\\u")]
    public async Task Bodies_are_raw_or_escaped(bool escaped, string expected)
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Quirks.EscapedBodies = escaped;

        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Chào 😀 & <b>");
        await platform.Emulator.DeliveriesIdleAsync();

        var received = platform.Inbox.Last;
        received.Text.ShouldContain(expected);
        received.Text.Contains('à').ShouldBe(!escaped);
        ((string?)received.Json["message"]!["text"]).ShouldBe("Chào 😀 & <b>");
        received.Signature.ShouldBe("mac=" + Digest(received));
    }

    [Theory]
    [InlineData(false, new[] { 30, 300, 900, 1800, 3600 })]
    [InlineData(true, new[] { 30, 330, 1230, 3030, 6630 })]
    public async Task A_refused_connection_is_repeated_five_times_with_the_same_bytes(bool addUp, int[] seconds)
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Quirks.RetryTimesAddUp = addUp;
        platform.Inbox.IsUnreachable = true;
        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Chào");
        await platform.Emulator.DeliveriesIdleAsync();
        var elapsed = 0;

        foreach (var at in seconds)
        {
            platform.Clock.Advance(TimeSpan.FromSeconds(at - elapsed - 1));
            await platform.Emulator.DeliveriesIdleAsync();
            var before = platform.Emulator.Deliveries.Attempts.Count;
            platform.Clock.Advance(TimeSpan.FromSeconds(1));
            await platform.Emulator.DeliveriesIdleAsync();
            platform.Emulator.Deliveries.Attempts.Count.ShouldBe(before + 1);
            elapsed = at;
        }

        var attempts = platform.Emulator.Deliveries.Attempts.All;
        attempts.Select(attempt => attempt.Retry).ShouldBe([0, 1, 2, 3, 4, 5]);
        attempts.ShouldAllBe(attempt => attempt.Outcome == DeliveryOutcome.NoConnection);
        attempts.Select(attempt => attempt.Body).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_retry_is_identical_but_for_its_number()
    {
        await using var platform = await Platform.StartAsync();
        platform.Inbox.IsUnreachable = true;
        var message = await platform.Acts.SayAsync(Platform.Group, Platform.An, "Chào");
        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.IsUnreachable = false;

        platform.Clock.Advance(TimeSpan.FromSeconds(30));
        await platform.Emulator.DeliveriesIdleAsync();

        platform.Inbox.Last.Retry.ShouldBe("1");
        ((string?)platform.Inbox.Last.Json["timestamp"]).ShouldBe(message.SentAt.ToUnixTimeMilliseconds().ToString());
        platform.Inbox.Last.Signature.ShouldBe("mac=" + Digest(platform.Inbox.Last));
        platform.Emulator.Deliveries.Scheduled.ShouldBe(0);
    }

    [Fact]
    public async Task After_the_last_failed_retry_the_app_is_unsubscribed()
    {
        await using var platform = await Platform.StartAsync();
        platform.Inbox.IsUnreachable = true;
        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Một");
        await platform.Emulator.DeliveriesIdleAsync();
        foreach (var time in Deliveries.RetryTimes)
        {
            platform.Emulator.Deliveries.IsSubscribed.ShouldBeTrue();
            platform.Clock.Advance(time);
            await platform.Emulator.DeliveriesIdleAsync();
        }

        platform.Emulator.Deliveries.IsSubscribed.ShouldBeFalse();
        platform.Inbox.IsUnreachable = false;
        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Hai");
        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.All.ShouldBeEmpty();
        platform.Emulator.Deliveries.Attempts.All[^1].Outcome.ShouldBe(DeliveryOutcome.Unsubscribed);

        platform.Emulator.Deliveries.Resubscribe();
        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Ba");
        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.All.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task An_answer_other_than_2xx_is_repeated_by_switch_only(bool byswitch, int scheduled)
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Quirks.RetryRefusedAnswers = byswitch;
        platform.Inbox.Status = HttpStatusCode.InternalServerError;

        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Chào");
        await platform.Emulator.DeliveriesIdleAsync();

        platform.Emulator.Deliveries.Attempts.All.Single().Status.ShouldBe(500);
        platform.Emulator.Deliveries.Scheduled.ShouldBe(scheduled);
    }

    [Fact]
    public async Task An_answer_after_two_seconds_is_no_answer()
    {
        await using var platform = await Platform.StartAsync();
        platform.Inbox.Hold = new TaskCompletionSource();
        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Chào");
        var attempt = platform.Emulator.Deliveries.Attempts.WaitForAsync(_ => true);
        await platform.Inbox.Arrived;

        platform.Clock.Advance(TimeSpan.FromSeconds(2));

        (await attempt).Outcome.ShouldBe(DeliveryOutcome.TimedOut);
    }

    [Fact]
    public async Task A_closed_port_counts_as_a_refused_connection()
    {
        await using var gone = await ZaloEmulator.StartAsync(new EmulatorOptions { WithPage = false });
        var address = gone.Address;
        await gone.RefuseConnectionsAsync();
        await using var platform = await Platform.StartAsync(options => options with { WebhookHandler = null, WebhookUrl = address });

        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Chào");
        await platform.Emulator.DeliveriesIdleAsync();

        platform.Emulator.Deliveries.Attempts.All.Single().Outcome.ShouldBe(DeliveryOutcome.NoConnection);
        platform.Emulator.Deliveries.Scheduled.ShouldBe(1);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, true)]
    [InlineData(HttpStatusCode.Unauthorized, false)]
    [InlineData(HttpStatusCode.NoContent, false)]
    public async Task An_address_is_saved_only_if_an_unsigned_probe_is_answered_200(HttpStatusCode status, bool taken)
    {
        await using var platform = await Platform.StartAsync(options => options with { WebhookUrl = null });
        platform.Inbox.Status = status;

        (await platform.Emulator.SaveWebhookUrlAsync(new Uri("http://app.test/new"))).ShouldBe(taken);

        (platform.Emulator.WebhookUrl is not null).ShouldBe(taken);
        platform.Inbox.Last.Signature.ShouldBeNull();
        platform.Inbox.Last.Json.ContainsKey("timestamp").ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_OA_has_granted_the_app()
    {
        await using var platform = await Platform.StartAsync(options => options with { Granted = false });

        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Chào");

        platform.Emulator.Deliveries.Attempts.All.Single().Outcome.ShouldBe(DeliveryOutcome.NotGranted);
    }

    [Fact]
    public async Task Toggles_and_the_syntax_filter_hold_events_back()
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Quirks.SwitchedOffEvents["follow"] = true;
        platform.Emulator.Quirks.OnlyHashTexts = true;

        await platform.Acts.FollowAsync(Platform.Binh);
        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Chào");
        await platform.Acts.SayAsync(Platform.Group, Platform.An, "#chao");
        await platform.Emulator.DeliveriesIdleAsync();

        platform.Inbox.All.Count.ShouldBe(1);
        platform.Inbox.Last.Text.ShouldContain("#chao");
    }

    [Fact]
    public async Task Duplicates_come_by_switch()
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Faults.DuplicateDeliveries = true;

        await platform.Acts.SayAsync(Platform.Group, Platform.An, "Chào");
        await platform.Emulator.DeliveriesIdleAsync();

        platform.Inbox.All.Count.ShouldBe(2);
        platform.Inbox.All[0].Raw.ShouldBe(platform.Inbox.All[1].Raw);
    }

    [Fact]
    public async Task Disorder_lets_each_event_be_overtaken_by_the_next()
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Faults.DisorderDeliveries = true;

        foreach (var text in (string[])["1", "2", "3", "4", "5"])
        {
            await platform.Acts.SayAsync(Platform.Group, Platform.An, text);
        }

        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.All.Select(received => (string?)received.Json["message"]!["text"]).ShouldBe(["2", "1", "4", "3", "5"]);
    }

    [Fact]
    public async Task An_event_that_nobody_overtakes_goes_after_a_second()
    {
        await using var platform = await Platform.StartAsync();
        platform.Emulator.Faults.DisorderDeliveries = true;
        await platform.Acts.SayAsync(Platform.Group, Platform.An, "1");
        platform.Inbox.All.ShouldBeEmpty();

        platform.Clock.Advance(TimeSpan.FromSeconds(1));

        await platform.Emulator.Deliveries.Attempts.WaitForAsync(attempt => attempt.Outcome == DeliveryOutcome.Accepted);
        platform.Emulator.Deliveries.Scheduled.ShouldBe(0);
    }

    private static string Digest(Received received)
    {
        byte[] all = [.. "1234567890123456789"u8, .. received.Raw, .. Encoding.UTF8.GetBytes((string)received.Json["timestamp"]!), .. "oaSecretForTests000"u8];
        return Convert.ToHexStringLower(SHA256.HashData(all));
    }
}
