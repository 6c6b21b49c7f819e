using System.Text.Json;
using ZaloBot.Outbox;
using ZaloBot.Queue.Tests.Infrastructure;
using ZaloBot.Settings;
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

    private static ZaloBotSettings InLeadersGroup(ZaloBotSettings same) =>
        same with { Alerts = same.Alerts with { Fallback = AlertFallback.Group, FallbackGroup = The.LeadersGroup } };

    private static async Task KeepAsync(Bench bench, OutboxItem item) =>
        (await bench.CommitAsync(changes => bench.Get<UndeliverableAlerts>().Keep(changes, item))).ShouldBeTrue();
}
