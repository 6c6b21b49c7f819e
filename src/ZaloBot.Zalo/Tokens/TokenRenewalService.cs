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
                await TryAsync(stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await keeper.KeepFreshAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // A time-out inside the renewal, not the end of the program: the next minute tries again.
        }
    }
}
