using ZaloBot.Outbox;
using ZaloBot.Queue.Tests.Infrastructure;
using ZaloBot.Zalo.Api;

namespace ZaloBot.Queue.Tests;

/// <summary>The administrators hear once when private messages begin to cost something, and never when nothing says so.</summary>
public sealed class ChargeWatchTests
{
    [Fact]
    public async Task A_platform_that_never_speaks_of_a_quota_does_not_say_that_it_charges()
    {
        await using var bench = await Bench.OpenAsync();

        await LookAsync(bench, bench.Alert(), quota: null);

        (await ToldAsync(bench)).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_free_messages_one_without_a_quota_costs_money()
    {
        await using var bench = await Bench.OpenAsync();

        await LookAsync(bench, bench.Alert(), new SendQuota { QuotaType = "Reply", Remain = 7 });
        (await ToldAsync(bench)).ShouldBeEmpty();
        await LookAsync(bench, bench.Alert(), quota: null);

        (await ToldAsync(bench)).ShouldHaveSingleItem().ShouldNotContain("?");
    }

    [Theory]
    [InlineData(12, "sub_quota, 12")]
    [InlineData(null, "sub_quota, ?")]
    public async Task What_is_taken_from_a_package_is_told_once_with_what_is_left(int? remain, string detail)
    {
        await using var bench = await Bench.OpenAsync();

        await LookAsync(bench, bench.Alert(), new SendQuota { QuotaType = "sub_quota", Remain = remain });
        bench.Clock.Advance(TimeSpan.FromDays(2));
        await LookAsync(bench, bench.Alert(), new SendQuota { QuotaType = "sub_quota", Remain = 3 });

        (await ToldAsync(bench)).ShouldHaveSingleItem().ShouldContain(detail);
    }

    [Fact]
    public async Task What_is_said_in_a_group_costs_nothing()
    {
        await using var bench = await Bench.OpenAsync();

        await LookAsync(bench, bench.Item(), new SendQuota { QuotaType = "sub_quota" });

        (await ToldAsync(bench)).ShouldBeEmpty();
    }

    private static Task LookAsync(Bench bench, OutboxItem item, SendQuota? quota) =>
        bench.Get<ChargeWatch>().LookAsync(item, new SentMessage { MessageId = "m1", Quota = quota });

    private static async Task<IEnumerable<string>> ToldAsync(Bench bench) =>
        (await bench.Outbox.AllAsync()).Where(item => item.Text.Contains("tính phí", StringComparison.Ordinal)).Select(item => item.Text);
}
