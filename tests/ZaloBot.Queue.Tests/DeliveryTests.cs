using System.Net;
using StackExchange.Redis;
using ZaloBot.Leaders;
using ZaloBot.Outbox;
using ZaloBot.Queue.Tests.Infrastructure;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Tests.Infrastructure;
using static ZaloBot.Zalo.Tests.Infrastructure.Answers;

namespace ZaloBot.Queue.Tests;

/// <summary>One step of one item, from every state and after every kind of answer.</summary>
public sealed class DeliveryTests
{
    private const string Group = "/v3.0/oa/group/message";
    private const string Person = "/v3.0/oa/message/cs";
    private const string GroupHistory = "/v3.0/oa/group/conversation";
    private const string PersonHistory = "/v2.0/oa/conversation";
    private const string Sent = """{"data":{"message_id":"m1"},"error":0}""";

    [Theory]
    [InlineData(Audience.Group, Group)]
    [InlineData(Audience.Person, Person)]
    public async Task What_the_platform_takes_is_settled_with_its_id(Audience audience, string path)
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(path, Sent);
        var item = await bench.PlanAsync(audience == Audience.Group ? bench.Item() : bench.Alert());

        (await AdvanceAsync(bench, item)).ShouldBeTrue();

        bench.Platform.Seen.ShouldHaveSingleItem().Path.ShouldBe(path);
        bench.Platform.Last.Body.ShouldContain(item.To);
        (await bench.Outbox.ReceiptsAsync(5)).ShouldBe([new Receipt(item.Id, item.Case, audience, item.To, bench.Now, DeliveryOutcome.Delivered, "m1")]);
        (await bench.Outbox.LengthAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task An_item_is_marked_before_the_call()
    {
        await using var bench = await Bench.OpenAsync();
        OutboxItem? whenCalled = null;
        bench.Platform.On(Group, async (call, token) =>
        {
            whenCalled = await bench.Outbox.FindAsync("i1");
            return await JsonAnswer(Sent)(call, token);
        });
        var item = await bench.PlanAsync(bench.Item());

        await AdvanceAsync(bench, item);

        whenCalled.ShouldBe(item with { State = OutboxState.Sending, CalledAt = bench.Now });
    }

    [Fact]
    public async Task Without_the_lease_nothing_is_called_and_nothing_changed()
    {
        await using var bench = await Bench.OpenAsync();
        var item = await bench.PlanAsync(bench.Item());
        var lease = await bench.LeaseAsync(bench.Keys.SenderLease);
        await bench.Database.StringSetAsync(bench.Keys.SenderLease, "elsewhere");

        (await AdvanceAsync(bench, item, lease)).ShouldBeFalse();

        bench.Platform.Seen.ShouldBeEmpty();
        (await bench.Outbox.FindAsync("i1")).ShouldBe(item);
    }

    [Fact]
    public async Task What_was_erased_meanwhile_is_not_said_and_not_written_again()
    {
        await using var bench = await Bench.OpenAsync();
        var item = await bench.PlanAsync(bench.Item());
        await bench.Database.HashDeleteAsync(bench.Keys.OutboxItems, item.Id);

        (await AdvanceAsync(bench, item)).ShouldBeFalse();

        bench.Platform.Seen.ShouldBeEmpty();
        (await bench.Outbox.LengthAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_erased_during_the_call_leaves_no_receipt()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, async (call, token) =>
        {
            await bench.Database.HashDeleteAsync(bench.Keys.OutboxItems, "i1");
            return await JsonAnswer(Sent)(call, token);
        });

        (await AdvanceAsync(bench, await bench.PlanAsync(bench.Item()))).ShouldBeFalse();

        (await bench.Outbox.ReceiptsAsync(5)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_erasure_rewrites_during_the_call_is_not_put_back()
    {
        await using var bench = await Bench.OpenAsync();
        var item = await bench.PlanAsync(bench.Item());
        var rewritten = item with { State = OutboxState.Sending, Text = "Xin nhắc nhẹ" };
        bench.Platform.On(Group, async (call, token) =>
        {
            await bench.PlanAsync(rewritten);
            return await JsonAnswer("{}", HttpStatusCode.BadGateway)(call, token);
        });

        (await AdvanceAsync(bench, item)).ShouldBeFalse();

        (await bench.Outbox.FindAsync("i1")).ShouldBe(rewritten);
    }

    [Fact]
    public async Task A_lease_lost_during_the_call_leaves_the_item_marked_for_the_next_sender()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, async (call, token) =>
        {
            await bench.Database.StringSetAsync(bench.Keys.SenderLease, "elsewhere");
            return await JsonAnswer(Sent)(call, token);
        });

        (await AdvanceAsync(bench, await bench.PlanAsync(bench.Item()))).ShouldBeFalse();

        (await bench.Outbox.ReceiptsAsync(5)).ShouldBeEmpty();
        (await bench.Outbox.FindAsync("i1"))!.State.ShouldBe(OutboxState.Sending);
    }

    [Fact]
    public async Task What_is_no_longer_worth_saying_is_dropped_with_a_receipt()
    {
        await using var bench = await Bench.OpenAsync();
        var item = await bench.PlanAsync(bench.Item() with { ExpiresAt = bench.Now });

        (await AdvanceAsync(bench, item)).ShouldBeTrue();

        bench.Platform.Seen.ShouldBeEmpty();
        (await bench.Outbox.ReceiptsAsync(5)).ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.Expired);
    }

    [Fact]
    public async Task Until_its_last_moment_an_item_is_said()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, Sent);

        await AdvanceAsync(bench, await bench.PlanAsync(bench.Item() with { ExpiresAt = bench.Now + TimeSpan.FromMilliseconds(1) }));

        (await bench.Outbox.ReceiptsAsync(5)).ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.Delivered);
    }

    [Fact]
    public async Task An_item_found_marked_is_looked_for_at_once_even_when_it_has_expired()
    {
        await using var bench = await Bench.OpenAsync();
        var item = await bench.PlanAsync(bench.Item() with { State = OutboxState.Sending, Looks = 1, ExpiresAt = bench.Now, Due = bench.Now - TimeSpan.FromMinutes(1) });

        (await AdvanceAsync(bench, item)).ShouldBeTrue();

        bench.Platform.Seen.ShouldBeEmpty();
        (await bench.Outbox.FindAsync("i1")).ShouldBe(item with { State = OutboxState.Unclear, Looks = 0, Due = bench.Now });
    }

    [Fact]
    public async Task A_call_whose_outcome_is_unclear_is_looked_for_five_seconds_later()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, JsonAnswer("{}", HttpStatusCode.InternalServerError));
        var item = await bench.PlanAsync(bench.Item());

        (await AdvanceAsync(bench, item)).ShouldBeTrue();

        (await bench.Outbox.FindAsync("i1")).ShouldBe(item with { State = OutboxState.Unclear, CalledAt = bench.Now, Due = bench.Now + TimeSpan.FromSeconds(5) });
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 4)]
    [InlineData(7, 256)]
    [InlineData(8, 300)]
    [InlineData(9, 300)]
    [InlineData(10, 2_048)]
    [InlineData(40, 3_600)]
    public async Task A_refusal_that_passes_is_waited_out_longer_each_time(int refusals, int seconds)
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, """{"error":-214,"message":"x"}""");
        var item = await bench.PlanAsync(bench.Item() with { Refusals = refusals, ExpiresAt = bench.Now.AddDays(1) });

        (await AdvanceAsync(bench, item)).ShouldBeTrue();

        (await bench.Outbox.FindAsync("i1")).ShouldBe(item with { Refusals = refusals + 1, CalledAt = bench.Now, Due = bench.Now.AddSeconds(seconds) });
        (await NoticesAsync(bench)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(90, 90)]
    public async Task While_the_pace_is_closed_an_item_waits_until_it_opens(int closedFor, int seconds)
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, (call, token) =>
        {
            bench.Pace.ClosedUntil = bench.Now.AddSeconds(closedFor);
            return JsonAnswer("""{"error":-214,"message":"x"}""")(call, token);
        });

        await AdvanceAsync(bench, await bench.PlanAsync(bench.Item()));

        (await bench.Outbox.FindAsync("i1"))!.Due.ShouldBe(bench.Now.AddSeconds(seconds));
    }

    [Theory]
    [InlineData(30, 21)]
    [InlineData(3, 3)]
    public async Task What_is_refused_at_night_waits_for_six_in_the_morning_but_not_beyond_its_end(int hoursToLive, int hours)
    {
        // Nine o'clock in Viet Nam.
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, """{"error":-234,"message":"x"}""");

        await AdvanceAsync(bench, await bench.PlanAsync(bench.Item() with { ExpiresAt = bench.Now.AddHours(hoursToLive) }));

        (await bench.Outbox.FindAsync("i1"))!.Due.ShouldBe(bench.Now.AddHours(hours));
    }

    [Fact]
    public async Task A_platform_that_cannot_be_reached_is_tried_again_and_nobody_is_told()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, NoConnection);
        var item = await bench.PlanAsync(bench.Item());

        await AdvanceAsync(bench, item);

        (await bench.Outbox.FindAsync("i1")).ShouldBe(item with { Refusals = 1, CalledAt = bench.Now, Due = bench.Now.AddSeconds(2) });
        (await NoticesAsync(bench)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_operator_must_mend_is_told_and_the_item_waits()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Pace.ClosedUntil = bench.Now.AddMinutes(-1);
        bench.Platform.On(Group, """{"error":-211,"message":"x"}""");
        var item = await bench.PlanAsync(bench.Item());

        (await AdvanceAsync(bench, item)).ShouldBeTrue();

        (await bench.Outbox.FindAsync("i1")).ShouldBe(item with { Refusals = 1, CalledAt = bench.Now, Due = bench.Now.AddMinutes(30) });
        (await NoticesAsync(bench)).ShouldBe(["send:QuotaUsedUp:-211"]);
    }

    [Fact]
    public async Task While_a_group_pauses_nothing_is_called_for_it_and_a_message_taken_later_ends_the_pause()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, """{"error":-211,"message":"x"}""", Sent);
        var day = bench.Now.AddDays(1);
        await AdvanceAsync(bench, await bench.PlanAsync(bench.Item() with { ExpiresAt = day }));
        await bench.Database.KeyDeleteAsync(bench.Keys.SenderLease);

        var other = await bench.PlanAsync(bench.Item("i2") with { ExpiresAt = day });
        await AdvanceAsync(bench, other);
        bench.Platform.Seen.Count.ShouldBe(1);
        (await bench.Outbox.FindAsync("i2")).ShouldBe(other with { Due = bench.Now.AddMinutes(30) });

        await bench.Database.KeyDeleteAsync(bench.Keys.SenderLease);
        bench.Clock.Advance(TimeSpan.FromMinutes(30));
        await AdvanceAsync(bench, (await bench.Outbox.FindAsync("i2"))!);
        (await bench.Outbox.ReceiptsAsync(5)).ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.Delivered);
        (await bench.Database.HashLengthAsync(bench.Keys.OutboxClosed)).ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_token_an_administrator_is_told_and_the_item_waits()
    {
        await using var bench = await Bench.OpenAsync(accessToken: "");
        var item = await bench.PlanAsync(bench.Item());

        (await AdvanceAsync(bench, item)).ShouldBeTrue();

        (await bench.Outbox.FindAsync("i1"))!.Refusals.ShouldBe(1);
        (await NoticesAsync(bench)).ShouldBe(["send:ConsentNeeded"]);
    }

    [Fact]
    public async Task An_alert_to_somebody_who_cannot_be_written_to_waits_for_them()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Person, """{"error":-230,"message":"x"}""");

        (await AdvanceAsync(bench, await bench.PlanAsync(bench.Alert()))).ShouldBeTrue();

        var receipt = (await bench.Outbox.ReceiptsAsync(5)).ShouldHaveSingleItem();
        (receipt.Outcome, receipt.ErrorCode, receipt.MessageId).ShouldBe((DeliveryOutcome.WaitsForLeader, -230, null));
        (await bench.Database.ListLengthAsync(bench.Keys.LeaderInbox(The.Leader))).ShouldBe(1);
        (await NoticesAsync(bench)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_over_takes_the_place_of_no_alert_that_waits()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Person, """{"error":-230,"message":"x"}""");
        await KeepAsync(bench, bench.Alert("oldest"));
        for (var number = 1; number < 200; number++)
        {
            await KeepAsync(bench, bench.Alert($"over {number}") with { ExpiresAt = bench.Now });
        }

        await AdvanceAsync(bench, await bench.PlanAsync(bench.Alert("newest")));

        (await bench.Get<UndeliverableAlerts>().WaitingForAsync(The.Leader)).Select(waiting => waiting.Alert.Id).ShouldBe(["oldest", "newest"]);
        (await bench.Database.ListLengthAsync(bench.Keys.LeaderInbox(The.Leader))).ShouldBe(2);
    }

    [Theory]
    [InlineData("K7FQ3X", DeliveryOutcome.Expired)]
    [InlineData("K7FQ3Y", DeliveryOutcome.Delivered)]
    [InlineData(null, DeliveryOutcome.Delivered)]
    public async Task A_question_that_was_answered_is_not_asked(string? question, DeliveryOutcome outcome)
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Person, Sent);
        await bench.Database.HashSetAsync(bench.Keys.Lessons, "K7FQ3X", "{}");

        (await AdvanceAsync(bench, await bench.PlanAsync(bench.Alert() with { Question = question }))).ShouldBeTrue();

        (await bench.Outbox.ReceiptsAsync(5)).ShouldHaveSingleItem().Outcome.ShouldBe(outcome);
        bench.Platform.Seen.Count.ShouldBe(outcome == DeliveryOutcome.Delivered ? 1 : 0);
    }

    [Theory]
    [InlineData(-403, "send:GroupNotOwned:-403:" + The.Group)]
    [InlineData(-201, "send:InvalidField:-201")]
    public async Task A_group_message_refused_for_good_is_settled_and_told(int code, string cause)
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, $$"""{"error":{{code}},"message":"x"}""");

        (await AdvanceAsync(bench, await bench.PlanAsync(bench.Item()))).ShouldBeTrue();

        var receipt = (await bench.Outbox.ReceiptsAsync(5)).ShouldHaveSingleItem();
        (receipt.Outcome, receipt.ErrorCode).ShouldBe((DeliveryOutcome.Refused, code));
        (await NoticesAsync(bench)).ShouldBe([cause]);
        (await bench.Database.ListLengthAsync(bench.Keys.LeaderInbox(The.Group))).ShouldBe(0);
    }

    [Fact]
    public async Task A_private_message_with_a_mistake_of_ours_is_refused_and_does_not_wait()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Person, """{"error":-201,"message":"x"}""");

        await AdvanceAsync(bench, await bench.PlanAsync(bench.Alert()));

        (await bench.Outbox.ReceiptsAsync(5)).ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.Refused);
        (await bench.Database.ListLengthAsync(bench.Keys.LeaderInbox(The.Leader))).ShouldBe(0);
    }

    [Fact]
    public async Task A_doubtful_call_found_in_the_history_is_settled_with_its_id()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(GroupHistory, HistoryTests.Page(HistoryTests.Row("m9", 0, bench.Now, "Xin nhắc (K7FQ3X)")));

        (await AdvanceAsync(bench, await InDoubtAsync(bench, bench.Item()))).ShouldBeTrue();

        var receipt = (await bench.Outbox.ReceiptsAsync(5)).ShouldHaveSingleItem();
        (receipt.Outcome, receipt.MessageId).ShouldBe((DeliveryOutcome.FoundInHistory, "m9"));
    }

    [Fact]
    public async Task A_doubtful_call_without_a_trace_is_looked_for_a_second_time_and_then_repeated()
    {
        await using var bench = await Bench.OpenAsync();
        var filler = HistoryTests.Page(HistoryTests.Row("m0", 1, bench.Now, "x"));
        bench.Platform.On(GroupHistory, filler, HistoryTests.Page(), filler, HistoryTests.Page());
        var item = await InDoubtAsync(bench, bench.Item() with { Refusals = 2 });

        (await AdvanceAsync(bench, item)).ShouldBeTrue();
        var once = await bench.Outbox.FindAsync("i1");
        once.ShouldBe(item with { Looks = 1, Due = bench.Now.AddSeconds(20) });

        await bench.Database.KeyDeleteAsync(bench.Keys.SenderLease);
        bench.Clock.Advance(TimeSpan.FromSeconds(20));
        (await AdvanceAsync(bench, once!)).ShouldBeTrue();
        (await bench.Outbox.FindAsync("i1")).ShouldBe(item with { State = OutboxState.Waiting, Looks = 0, Doubts = 1, Due = bench.Now });
    }

    [Fact]
    public async Task A_history_that_cannot_be_read_is_asked_again_for_ten_minutes()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(GroupHistory, """{"error":-201,"message":"x"}""");
        var item = await InDoubtAsync(bench, bench.Item());
        bench.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));

        (await AdvanceAsync(bench, item)).ShouldBeTrue();

        (await bench.Outbox.FindAsync("i1")).ShouldBe(item with { Due = bench.Now.AddSeconds(20) });
    }

    [Fact]
    public async Task A_public_word_in_doubt_for_ten_minutes_stays_unsaid()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(GroupHistory, """{"error":-201,"message":"x"}""");
        var item = await InDoubtAsync(bench, bench.Item());
        bench.Clock.Advance(TimeSpan.FromMinutes(10));

        (await AdvanceAsync(bench, item)).ShouldBeTrue();

        (await bench.Outbox.ReceiptsAsync(5)).ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.LeftUnsaid);
    }

    [Fact]
    public async Task An_alert_in_doubt_for_ten_minutes_is_repeated()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(PersonHistory, """{"error":-201,"message":"x"}""");
        var item = await InDoubtAsync(bench, bench.Alert() with { Doubts = 1, Looks = 1 });
        bench.Clock.Advance(TimeSpan.FromMinutes(10));

        (await AdvanceAsync(bench, item)).ShouldBeTrue();

        (await bench.Outbox.FindAsync("a1")).ShouldBe(item with { State = OutboxState.Waiting, Looks = 0, Doubts = 2, Due = bench.Now.AddMinutes(30) });
    }

    [Theory]
    [InlineData(3, DeliveryOutcome.WaitsForLeader, 1)]
    [InlineData(4, DeliveryOutcome.WaitsForLeader, 1)]
    [InlineData(5, DeliveryOutcome.LeftUnsaid, 0)]
    public async Task An_alert_in_doubt_too_often_waits_for_its_reader_and_in_the_end_stays_unsaid(int doubts, DeliveryOutcome outcome, int waiting)
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(PersonHistory, """{"error":-201,"message":"x"}""");
        var item = await InDoubtAsync(bench, bench.Alert() with { Doubts = doubts });
        bench.Clock.Advance(TimeSpan.FromMinutes(10));

        (await AdvanceAsync(bench, item)).ShouldBeTrue();

        (await bench.Outbox.ReceiptsAsync(5)).ShouldHaveSingleItem().Outcome.ShouldBe(outcome);
        (await bench.Database.ListLengthAsync(bench.Keys.LeaderInbox(The.Leader))).ShouldBe(waiting);
        (await NoticesAsync(bench)).ShouldBe(["send:in-doubt"]);
    }

    [Fact]
    public async Task When_a_trial_is_taken_what_else_waits_for_its_reader_follows()
    {
        await using var bench = await Bench.OpenAsync();
        await KeepAsync(bench, bench.Alert("waits"));
        bench.Platform.On(Person, Sent);

        (await AdvanceAsync(bench, await bench.PlanAsync(bench.Alert("tried") with { IsTrial = true }))).ShouldBeTrue();

        (await bench.Outbox.AllAsync()).ShouldHaveSingleItem().Id.ShouldBe("waits:again");
        (await bench.Database.ListLengthAsync(bench.Keys.LeaderInbox(The.Leader))).ShouldBe(0);
    }

    [Fact]
    public async Task Any_other_message_that_is_taken_leaves_what_waits_where_it_is()
    {
        await using var bench = await Bench.OpenAsync();
        await KeepAsync(bench, bench.Alert("waits"));
        bench.Platform.On(Person, Sent);

        await AdvanceAsync(bench, await bench.PlanAsync(bench.Alert()));

        (await bench.Outbox.LengthAsync()).ShouldBe(0);
        (await bench.Database.ListLengthAsync(bench.Keys.LeaderInbox(The.Leader))).ShouldBe(1);
    }

    [Fact]
    public async Task A_trial_found_in_the_history_was_taken_too_and_ends_the_pause()
    {
        await using var bench = await Bench.OpenAsync();
        await KeepAsync(bench, bench.Alert("waits"));
        var trial = bench.Alert("tried") with { IsTrial = true };
        await bench.CommitAsync(changes => bench.Get<SendGates>().ClosePerson(changes, trial, bench.Now.AddHours(1)));
        await bench.Database.StringSetAsync(bench.Keys.Delivered(The.Leader, trial.Case), "m7");

        (await AdvanceAsync(bench, await InDoubtAsync(bench, trial))).ShouldBeTrue();

        (await bench.Outbox.AllAsync()).ShouldHaveSingleItem().Id.ShouldBe("waits:again");
        (await bench.Get<SendGates>().ReadAsync(trial)).Until.ShouldBeNull();
    }

    [Fact]
    public async Task What_an_erasure_rewrites_during_the_call_does_not_wait_for_its_reader_with_its_old_text()
    {
        await using var bench = await Bench.OpenAsync();
        var item = await bench.PlanAsync(bench.Alert());
        var rewritten = item with { State = OutboxState.Sending, Text = "Xin nhắc nhẹ" };
        bench.Platform.On(Person, async (call, token) =>
        {
            await bench.PlanAsync(rewritten);
            return await JsonAnswer("{\"error\":-230,\"message\":\"x\"}")(call, token);
        });

        (await AdvanceAsync(bench, item)).ShouldBeFalse();

        (await bench.Outbox.FindAsync("a1")).ShouldBe(rewritten);
        (await bench.Database.ListLengthAsync(bench.Keys.LeaderInbox(The.Leader))).ShouldBe(0);
    }

    [Fact]
    public async Task What_an_erasure_rewrites_during_a_call_that_was_taken_is_settled_all_the_same()
    {
        await using var bench = await Bench.OpenAsync();
        var item = await bench.PlanAsync(bench.Item());
        bench.Platform.On(Group, async (call, token) =>
        {
            await bench.PlanAsync(item with { State = OutboxState.Sending, Text = "Xin nhắc nhẹ" });
            return await JsonAnswer(Sent)(call, token);
        });

        (await AdvanceAsync(bench, item)).ShouldBeTrue();

        (await bench.Outbox.ReceiptsAsync(5)).ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.Delivered);
    }

    [Fact]
    public async Task What_a_private_message_cost_is_looked_at()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Person, "{\"data\":{\"message_id\":\"m1\",\"quota\":{\"quota_type\":\"sub_quota\",\"remain\":3}},\"error\":0}");

        await AdvanceAsync(bench, await bench.PlanAsync(bench.Alert()));

        (await NoticesAsync(bench)).ShouldBe(["send:charged"]);
    }

    [Fact]
    public async Task An_answer_without_an_id_is_a_delivery_without_one()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, "{\"data\":{},\"error\":0}");

        await AdvanceAsync(bench, await bench.PlanAsync(bench.Item()));

        var receipt = (await bench.Outbox.ReceiptsAsync(5)).ShouldHaveSingleItem();
        (receipt.Outcome, receipt.MessageId).ShouldBe((DeliveryOutcome.Delivered, null));
    }

    [Fact]
    public async Task Who_may_receive_no_more_today_is_tried_tomorrow_at_six()
    {
        // Nine o'clock in Viet Nam.
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Person, "{\"error\":-218,\"message\":\"x\"}");
        var item = await bench.PlanAsync(bench.Alert() with { ExpiresAt = bench.Now.AddDays(2) });

        (await AdvanceAsync(bench, item)).ShouldBeTrue();

        (await bench.Outbox.FindAsync("a1")).ShouldBe(item with { Refusals = 1, CalledAt = bench.Now, Due = bench.Now.AddHours(21) });
        (await bench.Get<SendGates>().ReadAsync(item)).Until.ShouldBe(bench.Now.AddHours(21));
        (await bench.Get<SendGates>().ReadAsync(item with { To = The.Administrator })).Until.ShouldBeNull();
    }

    [Theory]
    [InlineData(18, 3)]
    [InlineData(21, 24)]
    [InlineData(15, 6)]
    public async Task Six_in_the_morning_is_the_next_one(int hoursAfterNine, int hours)
    {
        // At three at night, at six itself, at midnight.
        await using var bench = await Bench.OpenAsync();
        bench.Clock.Advance(TimeSpan.FromHours(hoursAfterNine));
        bench.Platform.On(Group, "{\"error\":-234,\"message\":\"x\"}");

        await AdvanceAsync(bench, await bench.PlanAsync(bench.Item() with { ExpiresAt = bench.Now.AddDays(2) }));

        (await bench.Outbox.FindAsync("i1"))!.Due.ShouldBe(bench.Now.AddHours(hours));
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    [InlineData(9, false)]
    public async Task A_platform_that_stays_away_is_told_once_after_some_ten_minutes(int refusals, bool isTold)
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, JsonAnswer("<html>", HttpStatusCode.NotFound));

        await AdvanceAsync(bench, await bench.PlanAsync(bench.Item() with { Refusals = refusals, ExpiresAt = bench.Now.AddDays(1) }));

        (await NoticesAsync(bench)).Any().ShouldBe(isTold);
    }

    [Theory]
    [InlineData(-403, true)]
    [InlineData(-201, false)]
    public async Task A_group_that_takes_nothing_for_good_pauses_and_one_message_with_a_fault_stops_no_other(int code, bool pauses)
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, $"{{\"error\":{code},\"message\":\"x\"}}");

        await AdvanceAsync(bench, await bench.PlanAsync(bench.Item()));

        (await bench.Get<SendGates>().ReadAsync(bench.Item())).Until.ShouldBe(pauses ? bench.Now.AddMinutes(30) : null);
    }

    [Fact]
    public async Task While_private_messages_pause_an_alert_shows_in_the_leaders_group()
    {
        await using var bench = await Bench.OpenAsync(same => same with { Alerts = same.Alerts with { Fallback = AlertFallback.Group, FallbackGroup = The.LeadersGroup } });
        bench.Platform.On(Person, "{\"error\":-321,\"message\":\"x\"}");
        var item = await bench.PlanAsync(bench.Alert() with { Due = bench.Now.AddMinutes(-1) });

        await AdvanceAsync(bench, item);
        (await bench.Outbox.FindAsync("a1"))!.IsShown.ShouldBeTrue();
        (await bench.Outbox.FindAsync("a1:fallback"))!.To.ShouldBe(The.LeadersGroup);

        // The next one is not even called.
        await bench.Database.KeyDeleteAsync(bench.Keys.SenderLease);
        await AdvanceAsync(bench, await bench.PlanAsync(bench.Alert("a2")));
        bench.Platform.Seen.Count(call => call.Path == Person).ShouldBe(1);
        (await bench.Outbox.FindAsync("a2"))!.IsShown.ShouldBeTrue();
    }

    [Fact]
    public async Task A_refusal_that_passes_shows_nothing_yet()
    {
        await using var bench = await Bench.OpenAsync(same => same with { Alerts = same.Alerts with { Fallback = AlertFallback.Group, FallbackGroup = The.LeadersGroup } });
        bench.Platform.On(Person, NoConnection);

        await AdvanceAsync(bench, await bench.PlanAsync(bench.Alert()));

        (await bench.Outbox.AllAsync()).ShouldHaveSingleItem().IsShown.ShouldBeFalse();
    }

    [Theory]
    [InlineData(OutboxState.Waiting, 60, null, OutboxState.Waiting, 5)]
    [InlineData(OutboxState.Sending, 60, null, OutboxState.Unclear, 5)]
    [InlineData(OutboxState.Unclear, 2, null, OutboxState.Unclear, 2)]
    [InlineData(OutboxState.Waiting, 0, DeliveryOutcome.Expired, OutboxState.Waiting, 0)]
    [InlineData(OutboxState.Sending, 0, DeliveryOutcome.LeftUnsaid, OutboxState.Waiting, 0)]
    public async Task What_nobody_can_deal_with_goes_behind_the_others(OutboxState state, int minutesToLive, DeliveryOutcome? outcome, OutboxState after, int minutes)
    {
        await using var bench = await Bench.OpenAsync();
        var item = await bench.PlanAsync(bench.Item() with { State = state, ExpiresAt = bench.Now.AddMinutes(minutesToLive) });

        (await bench.Get<Delivery>().SetAsideAsync("i1", await bench.LeaseAsync(bench.Keys.SenderLease))).ShouldBeTrue();

        (await bench.Outbox.ReceiptsAsync(5)).Select(receipt => (DeliveryOutcome?)receipt.Outcome).ShouldBe(outcome is null ? [] : [outcome]);
        (await bench.Outbox.FindAsync("i1")).ShouldBe(outcome is null ? item with { State = after, Due = bench.Now.AddMinutes(minutes) } : null);
    }

    [Fact]
    public async Task What_is_gone_needs_no_setting_aside()
    {
        await using var bench = await Bench.OpenAsync();

        (await bench.Get<Delivery>().SetAsideAsync("i1", await bench.LeaseAsync(bench.Keys.SenderLease))).ShouldBeTrue();
    }

    private static async Task KeepAsync(Bench bench, OutboxItem alert) =>
        (await bench.CommitAsync(changes => bench.Get<UndeliverableAlerts>().Keep(changes, alert))).ShouldBeTrue();

    private static Task<OutboxItem> InDoubtAsync(Bench bench, OutboxItem item) => bench.PlanAsync(item with { State = OutboxState.Unclear, CalledAt = bench.Now });

    private static async Task<bool> AdvanceAsync(Bench bench, OutboxItem item, Lease? lease = null) =>
        await bench.Get<Delivery>().AdvanceAsync(
            new PlannedItem(item, OutboxStore.Write(new Changes(), bench.Keys, item)),
            lease ?? await bench.LeaseAsync(bench.Keys.SenderLease),
            TestContext.Current.CancellationToken);

    private static async Task<IEnumerable<string>> NoticesAsync(Bench bench) => (await bench.Get<AdministratorNotices>().RecentAsync()).Keys;
}
