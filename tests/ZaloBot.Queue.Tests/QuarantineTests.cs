using ZaloBot.Queue.Tests.Infrastructure;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Webhooks;

namespace ZaloBot.Queue.Tests;

/// <summary>What cannot be used is kept for an administrator, within bounds of number and age.</summary>
public sealed class QuarantineTests
{
    [Fact]
    public async Task What_is_set_apart_is_kept_with_its_reason_newest_first()
    {
        await using var bench = await Bench.OpenAsync();
        var quarantine = bench.Get<Quarantine>();
        await AddAsync(bench, The.Morning, "one");
        await AddAsync(bench, The.Morning.AddSeconds(1), "two");

        var kept = await quarantine.ReadAsync(10);

        kept.Select(entry => entry.Reason).ShouldBe(["two", "one"]);
        kept[1].ReceivedAt.ShouldBe(The.Morning);
        kept[1].Body.ShouldBe([1, 2]);
        (await quarantine.ReadAsync(1)).ShouldHaveSingleItem().Reason.ShouldBe("two");
    }

    [Fact]
    public async Task A_thousand_are_kept()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.Database.ListRightPushAsync(bench.Keys.Quarantine, [.. Enumerable.Range(0, 1_000).Select(number => (StackExchange.Redis.RedisValue)$"old {number}")]);

        await AddAsync(bench, The.Morning, "new");

        (await bench.Database.ListLengthAsync(bench.Keys.Quarantine)).ShouldBe(1_000);
        (await bench.Database.ListGetByIndexAsync(bench.Keys.Quarantine, -1)).ToString().ShouldBe("old 998");
    }

    [Fact]
    public async Task What_is_as_old_as_the_settings_allow_goes_and_the_younger_stays()
    {
        await using var bench = await Bench.OpenAsync();
        await AddAsync(bench, The.Morning, "old");
        await AddAsync(bench, The.Morning.AddHours(1), "just old enough");
        await AddAsync(bench, The.Morning.AddHours(1).AddMilliseconds(1), "young");

        await bench.Get<Quarantine>().TrimAsync(The.Morning.AddHours(25), TimeSpan.FromDays(1));

        (await bench.Get<Quarantine>().ReadAsync(10)).ShouldHaveSingleItem().Reason.ShouldBe("young");
    }

    private static Task<bool> AddAsync(Bench bench, DateTimeOffset at, string reason) =>
        bench.CommitAsync(changes => bench.Get<Quarantine>().Add(changes, new InboxEntry(at, new byte[] { 1, 2 }), reason));
}
