using Microsoft.Extensions.Hosting;
using ZaloBot.Zalo.Tests.Infrastructure;
using static ZaloBot.Zalo.Tests.Infrastructure.Answers;

namespace ZaloBot.Zalo.Tests.Tokens;

public sealed class TokenRenewalServiceTests
{
    private const string OAuth = "/v4/oa/access_token";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Renews_an_OA_nobody_calls()
    {
        using var bench = new Bench();
        bench.Platform.On(OAuth, """{"access_token":"access-2","refresh_token":"refresh-2","expires_in":"90000"}""");
        var service = bench.Get<IHostedService>();
        await bench.Keeper.GetAsync(default);

        await service.StartAsync(default);
        await bench.Time.SleeperAsync(span => span == Minute);
        bench.Platform.Seen.ShouldBeEmpty();
        bench.Time.Advance(TimeSpan.FromHours(20));
        await bench.Platform.ArrivalAsync();

        await service.StopAsync(default);
        bench.Platform.Last.Body.ShouldStartWith("refresh_token=refresh-1&");
    }

    [Fact]
    public async Task Goes_on_after_a_store_that_was_silent_for_a_while()
    {
        using var bench = new Bench();
        bench.Platform.On(OAuth, NoConnection);
        var service = bench.Get<IHostedService>();
        bench.Store.IsSilent = true;

        await service.StartAsync(default);
        await bench.Time.SleeperAsync(span => span == Minute);
        bench.Store.IsSilent = false;
        await bench.Keeper.GetAsync(default);
        bench.Time.Advance(TimeSpan.FromHours(21));
        await bench.Platform.ArrivalAsync();

        await service.StopAsync(default);
    }

    [Fact]
    public async Task Leaves_the_tokens_alone_in_a_command_that_only_looks()
    {
        using var bench = new Bench(options => options.RenewsTokens = false);
        var service = bench.Get<IHostedService>();

        await service.StartAsync(default);
        await bench.Time.SleeperAsync(span => span == Minute);
        await service.StopAsync(default);

        bench.Store.Saved.ShouldBeEmpty();
    }
}
