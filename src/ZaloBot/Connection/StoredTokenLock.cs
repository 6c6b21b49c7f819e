using StackExchange.Redis;
using ZaloBot.Storage;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Connection;

/// <summary>One renewal at a time, over all processes that share the store.</summary>
public sealed class StoredTokenLock(Store store) : ITokenLock
{
    public async Task<IAsyncDisposable?> TryTakeAsync(TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var mark = Guid.CreateVersion7().ToString("N");
        return await store.Database.StringSetAsync(store.Keys.TokenLock, mark, lifetime, When.NotExists) ? new Held(store, mark) : null;
    }

    private sealed class Held(Store store, string mark) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                var release = new Changes();
                release.Require(Condition.StringEqual(store.Keys.TokenLock, mark));
                release.Add(transaction => transaction.KeyDeleteAsync(store.Keys.TokenLock));
                await release.CommitAsync(store.Database);
            }
            catch (Exception failure) when (failure is RedisException or TimeoutException)
            {
                // It frees itself when its lifetime is over.
            }
        }
    }
}
