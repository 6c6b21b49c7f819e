using ZaloBot.Outbox;
using ZaloBot.Storage;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Connection;

/// <summary>Takes the code of a consent. What was refused while it was missing, or lacked a permission, is then tried again at once.</summary>
public sealed class ConsentGrant(TokenKeeper keeper, SendGates gates, Nudge nudge, TimeProvider time)
{
    /// <inheritdoc cref="TokenKeeper.RedeemAsync" />
    public async Task<ZaloResult<Done>> RedeemAsync(string code, string? verifier, CancellationToken cancellationToken)
    {
        var redeemed = await keeper.RedeemAsync(code, verifier, cancellationToken);
        if (redeemed.IsOk)
        {
            await gates.TryAgainAsync(time.GetUtcNow());
            nudge.Wake(Nudge.Outbox);
        }

        return redeemed;
    }
}
