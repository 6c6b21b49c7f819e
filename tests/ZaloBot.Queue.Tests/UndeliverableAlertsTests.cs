using System.Text.Json;
using ZaloBot.Leaders;
using ZaloBot.Outbox;
using ZaloBot.Privacy;
using ZaloBot.Queue.Tests.Infrastructure;
using ZaloBot.Settings;
using ZaloBot.Telemetry;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Queue.Tests;

/// <summary>An alert whose reader cannot be written to waits for them, and shows meanwhile where the settings say.</summary>
public sealed class UndeliverableAlertsTests
{
    [Fact]
    public async Task It_waits_in_the_readers_inbox_as_long_as_alerts_are_worth_something()
    {
        await using var bench = await Bench.OpenAsync(same => same with { Alerts = same.Alerts with { ExpireAfter = TimeSpan.FromDays(3) } });

        await KeepAsync(bench, bench.Alert());

        var kept = (await bench.Database.ListRangeAsync(bench.Keys.LeaderInbox(The.Leader))).ShouldHaveSingleItem().ToString();
        using var json = JsonDocument.Parse(kept);
        json.RootElement.GetProperty("id").GetString().ShouldBe("a1");
        json.RootElement.GetProperty("case").GetString().ShouldBe("K7FQ3X");
        json.RootElement.GetProperty("about").GetString().ShouldBe(The.Member);
        json.RootElement.GetProperty("expiresAt").GetDateTimeOffset().ShouldBe(bench.Now.AddHours(1));
        json.RootElement.GetProperty("at").GetDateTimeOffset().ShouldBe(bench.Now);
        (await bench.Database.KeyTimeToLiveAsync(bench.Keys.LeaderInbox(The.Leader)))!.Value.ShouldBeInRange(TimeSpan.FromDays(2.9), TimeSpan.FromDays(3));
        (await bench.Database.SetMembersAsync(bench.Keys.WaitingLeaders)).Select(member => member.ToString()).ShouldBe([The.Leader]);
        (await bench.Outbox.LengthAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Two_hundred_wait_and_of_more_the_oldest_go()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.Database.ListRightPushAsync(bench.Keys.LeaderInbox(The.Leader), [.. Enumerable.Range(0, 200).Select(number => (StackExchange.Redis.RedisValue)$"old {number}")]);

        await KeepAsync(bench, bench.Alert());

        (await bench.Database.ListLengthAsync(bench.Keys.LeaderInbox(The.Leader))).ShouldBe(200);
        (await bench.Database.ListGetByIndexAsync(bench.Keys.LeaderInbox(The.Leader), -1)).ToString().ShouldBe("old 198");
    }

    [Fact]
    public async Task It_shows_in_the_leaders_group_under_a_number_of_its_own()
    {
        await using var bench = await Bench.OpenAsync(InLeadersGroup);
        var alert = bench.Alert() with { State = OutboxState.Sending, Looks = 1, Refusals = 3, Due = bench.Now.AddHours(-1) };

        await KeepAsync(bench, alert);

        var item = (await bench.Outbox.AllAsync()).ShouldHaveSingleItem();
        item.Id.ShouldBe("a1:fallback");
        item.Case.ShouldNotBe(alert.Case);
        item.Text.ShouldContain(item.Case);
        item.Text.ShouldContain($"[@{The.Leader}]");
        item.Text.ShouldContain(alert.Text);
        (item.Audience, item.To, item.State, item.Due, item.Looks, item.Refusals).ShouldBe((Audience.Group, The.LeadersGroup, OutboxState.Waiting, bench.Now, 0, 0));
    }

    [Fact]
    public async Task It_never_shows_in_the_group_it_is_about()
    {
        await using var bench = await Bench.OpenAsync(InLeadersGroup);

        await KeepAsync(bench, bench.Alert() with { AboutGroup = The.LeadersGroup });

        (await bench.Outbox.LengthAsync()).ShouldBe(0);
        (await bench.Database.ListLengthAsync(bench.Keys.LeaderInbox(The.Leader))).ShouldBe(1);
    }

    [Theory]
    [InlineData(AlertFallback.Group, "")]
    [InlineData(AlertFallback.Dashboard, The.LeadersGroup)]
    public async Task It_shows_in_no_group_that_the_settings_do_not_name(AlertFallback fallback, string group)
    {
        await using var bench = await Bench.OpenAsync(same => same with { Alerts = same.Alerts with { Fallback = fallback, FallbackGroup = group } });

        await KeepAsync(bench, bench.Alert());

        (await bench.Outbox.LengthAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData(Audience.Group, false)]
    [InlineData(Audience.Person, true)]
    public async Task What_is_public_or_was_shown_shows_no_more(Audience audience, bool isShown)
    {
        await using var bench = await Bench.OpenAsync(InLeadersGroup);
        var item = bench.Alert() with { Audience = audience, IsShown = isShown };

        await bench.CommitAsync(changes => bench.Get<UndeliverableAlerts>().Show(changes, item).ShouldBeSameAs(item));

        (await bench.Outbox.LengthAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_shown_is_marked_so_and_the_showing_is_no_trial()
    {
        await using var bench = await Bench.OpenAsync(InLeadersGroup);
        var alert = bench.Alert() with { IsTrial = true };

        await bench.CommitAsync(changes => bench.Get<UndeliverableAlerts>().Show(changes, alert).ShouldBe(alert with { IsShown = true }));

        (await bench.Outbox.AllAsync()).ShouldHaveSingleItem().IsTrial.ShouldBeFalse();
    }

    [Fact]
    public async Task What_waits_is_told_oldest_first_and_what_was_only_tried_is_the_oldest_again()
    {
        await using var bench = await Bench.OpenAsync();
        await KeepAsync(bench, bench.Alert("first"));
        await KeepAsync(bench, bench.Alert("second"));
        await KeepAsync(bench, bench.Alert("tried") with { IsTrial = true });

        (await WaitingAsync(bench)).ShouldBe(["tried", "first", "second"]);
    }

    [Fact]
    public async Task What_is_released_goes_out_urgently_in_its_order_and_what_came_meanwhile_stays()
    {
        await using var bench = await Bench.OpenAsync();
        await KeepAsync(bench, bench.Alert("first") with { Doubts = 2, AboutGroup = The.Group, About = The.Member });
        await KeepAsync(bench, bench.Alert("second:again"));
        var oldest = await bench.Get<UndeliverableAlerts>().WaitingForAsync(The.Leader);
        await KeepAsync(bench, bench.Alert("meanwhile"));

        await ReleaseAsync(bench, oldest);

        (await WaitingAsync(bench)).ShouldBe(["meanwhile"]);
        var items = (await bench.Outbox.AllAsync()).OrderBy(item => item.Due).ToList();
        items.Select(item => item.Id).ShouldBe(["first:again", "second:again"]);
        items.Select(item => bench.Now - item.Due).ShouldBe([TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(1)]);
        items.ShouldAllBe(item => item.Urgent && item.IsShown && !item.IsTrial && item.To == The.Leader && item.Audience == Audience.Person && item.State == OutboxState.Waiting);
        (items[0].Doubts, items[0].AboutGroup, items[0].About, items[0].ExpiresAt).ShouldBe((2, The.Group, The.Member, bench.Now.AddHours(1)));
    }

    [Fact]
    public async Task What_has_expired_waits_no_more_and_is_dropped_whatever_stands_before_it()
    {
        await using var bench = await Bench.OpenAsync();
        await KeepAsync(bench, bench.Alert("lasts") with { ExpiresAt = bench.Now.AddMilliseconds(1) });
        await KeepAsync(bench, bench.Alert("over") with { ExpiresAt = bench.Now });
        await KeepAsync(bench, bench.Alert("lasts too"));

        (await WaitingAsync(bench)).ShouldBe(["lasts", "lasts too"]);
        (await bench.Get<HealthProbe>().WaitingAlertsAsync()).ShouldBe((2, 1));

        await bench.Get<Retention>().EnforceAsync();
        (await bench.Database.ListLengthAsync(bench.Keys.LeaderInbox(The.Leader))).ShouldBe(2);
        (await WaitingAsync(bench)).ShouldBe(["lasts", "lasts too"]);
    }

    [Fact]
    public async Task A_question_waits_until_it_is_answered()
    {
        await using var bench = await Bench.OpenAsync();
        await KeepAsync(bench, bench.Alert("asked") with { Question = "K7FQ3X" });
        await KeepAsync(bench, bench.Alert("asked too") with { Question = "K7FQ3Y" });
        await bench.Database.HashSetAsync(bench.Keys.Lessons, "K7FQ3X", "{}");

        var waiting = await bench.Get<UndeliverableAlerts>().WaitingForAsync(The.Leader);
        waiting.Select(one => one.Alert.Id).ShouldBe(["asked too"]);
        await bench.Get<UndeliverableAlerts>().DropPointlessAsync(The.Leader);
        (await bench.Database.ListLengthAsync(bench.Keys.LeaderInbox(The.Leader))).ShouldBe(1);

        await ReleaseAsync(bench, await bench.Get<UndeliverableAlerts>().WaitingForAsync(The.Leader));
        (await bench.Outbox.AllAsync()).ShouldHaveSingleItem().Question.ShouldBe("K7FQ3Y", "it may be answered before it is delivered");
    }

    [Fact]
    public async Task The_first_may_go_out_alone_as_a_trial()
    {
        await using var bench = await Bench.OpenAsync();
        await KeepAsync(bench, bench.Alert("over") with { ExpiresAt = bench.Now });
        await KeepAsync(bench, bench.Alert("first"));
        await KeepAsync(bench, bench.Alert("second"));

        await ReleaseAsync(bench, [(await bench.Get<UndeliverableAlerts>().WaitingForAsync(The.Leader))[0]], asTrial: true);

        var item = (await bench.Outbox.AllAsync()).ShouldHaveSingleItem();
        (item.Id, item.IsTrial).ShouldBe(("first:again", true));
        (await WaitingAsync(bench)).ShouldBe(["second"]);
    }

    [Fact]
    public async Task What_somebody_else_let_go_meanwhile_is_not_let_go_again()
    {
        await using var bench = await Bench.OpenAsync();
        await KeepAsync(bench, bench.Alert("over") with { ExpiresAt = bench.Now });
        await KeepAsync(bench, bench.Alert("first"));
        await KeepAsync(bench, bench.Alert("second"));
        var alerts = bench.Get<UndeliverableAlerts>();
        var stale = await alerts.WaitingForAsync(The.Leader);

        await ReleaseAsync(bench, [stale[0]], asTrial: true);
        await bench.Database.KeyDeleteAsync([bench.Keys.OutboxItems, bench.Keys.OutboxUrgent]);

        (await bench.CommitAsync(changes => alerts.Release(changes, The.Leader, stale))).ShouldBeFalse("the first was said meanwhile");
        (await bench.Outbox.LengthAsync()).ShouldBe(0);
        (await WaitingAsync(bench)).ShouldBe(["second"]);
    }

    [Fact]
    public async Task Nor_is_it_when_what_stood_before_it_had_become_pointless()
    {
        await using var bench = await Bench.OpenAsync();
        await KeepAsync(bench, bench.Alert("asked") with { Question = "K7FQ3X" });
        await KeepAsync(bench, bench.Alert("second"));
        var alerts = bench.Get<UndeliverableAlerts>();
        var stale = await alerts.WaitingForAsync(The.Leader);

        await bench.Database.HashSetAsync(bench.Keys.Lessons, "K7FQ3X", "{}");
        await ReleaseAsync(bench, await alerts.WaitingForAsync(The.Leader));

        (await bench.CommitAsync(changes => alerts.Release(changes, The.Leader, stale))).ShouldBeFalse("the second was let go meanwhile");
        (await bench.Outbox.AllAsync()).ShouldHaveSingleItem().Id.ShouldBe("second:again");
    }

    [Fact]
    public async Task What_an_erasure_rewrote_meanwhile_does_not_go_out_as_it_was()
    {
        await using var bench = await Bench.OpenAsync();
        await KeepAsync(bench, bench.Alert("first"));
        await KeepAsync(bench, bench.Alert("second"));
        var alerts = bench.Get<UndeliverableAlerts>();
        var stale = await alerts.WaitingForAsync(The.Leader);
        await bench.Database.ListSetByIndexAsync(bench.Keys.LeaderInbox(The.Leader), 0, stale[1].Value.ToString().Replace(The.Member, "", StringComparison.Ordinal));

        (await bench.CommitAsync(changes => alerts.Release(changes, The.Leader, stale))).ShouldBeFalse();
        (await bench.Outbox.LengthAsync()).ShouldBe(0);
        (await WaitingAsync(bench)).ShouldBe(["first", "second"]);
    }

    private static async Task<IEnumerable<string>> WaitingAsync(Bench bench) =>
        (await bench.Get<UndeliverableAlerts>().WaitingForAsync(The.Leader)).Select(waiting => waiting.Alert.Id);

    private static async Task ReleaseAsync(Bench bench, IReadOnlyList<WaitingAlert> oldest, bool asTrial = false) =>
        (await bench.CommitAsync(changes => bench.Get<UndeliverableAlerts>().Release(changes, The.Leader, oldest, asTrial))).ShouldBeTrue();

    private static ZaloBotSettings InLeadersGroup(ZaloBotSettings same) =>
        same with { Alerts = same.Alerts with { Fallback = AlertFallback.Group, FallbackGroup = The.LeadersGroup } };

    private static async Task KeepAsync(Bench bench, OutboxItem item) =>
        (await bench.CommitAsync(changes => bench.Get<UndeliverableAlerts>().Keep(changes, item))).ShouldBeTrue();
}
