using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ZaloBot.Zalo.Tokens;

/// <summary>Looks once a minute whether a renewal is due, so that it happens early and also when nobody calls.</summary>
internal sealed class TokenRenewalService(TokenKeeper keeper, IOptionsMonitor<ZaloOptions> options, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        do
        {
            if (options.CurrentValue.RenewsTokens)
            {
                await keeper.KeepFreshAsync(stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
