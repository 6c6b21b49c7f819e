using ZaloBot.Outbox;
using ZaloBot.Storage;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Connection;

/// <summary>Takes the code of a consent. What was refused while it was missing, or lacked a permission, is then tried again at once.</summary>
public sealed partial class ConsentGrant(TokenKeeper keeper, SendGates gates, Nudge nudge, TimeProvider time, ILogger<ConsentGrant> logger)
{
    /// <inheritdoc cref="TokenKeeper.RedeemAsync" />
    public async Task<ZaloResult<Done>> RedeemAsync(string code, string? verifier, CancellationToken cancellationToken)
    {
        var redeemed = await keeper.RedeemAsync(code, verifier, cancellationToken);
        if (redeemed.IsOk)
        {
            await TryAgainAsync();
        }

        return redeemed;
    }

    // The code is used up and the tokens are kept: what fails from here on only means that messages wait a little longer.
    private async Task TryAgainAsync()
    {
        try
        {
            await gates.TryAgainAsync(time.GetUtcNow());
        }
        catch (Exception failure)
        {
            LogNotTried(failure);
        }

        nudge.Wake(Nudge.Outbox);
    }

    [LoggerMessage(1, LogLevel.Warning, "What was refused before the consent could not be brought forward, and waits for the end of its pause.")]
    private partial void LogNotTried(Exception failure);
}
