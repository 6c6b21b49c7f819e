using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Tests.Infrastructure;

internal static class StoreAnswers
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Waits until the store that was away for a moment answers again. The connection says when one of its parts is back; the part
    /// that is asked may be another.
    /// </summary>
    public static async Task<bool> AnswersAsync(this Store store)
    {
        using var restored = new SemaphoreSlim(0);
        using var patience = new CancellationTokenSource(Patience);
        void OnRestored(object? sender, ConnectionFailedEventArgs about) => restored.Release();
        store.Connection.ConnectionRestored += OnRestored;
        try
        {
            while (!await PingAsync(store, restored, patience.Token))
            {
                patience.Token.ThrowIfCancellationRequested();
            }

            return true;
        }
        finally
        {
            store.Connection.ConnectionRestored -= OnRestored;
        }
    }

    private static async Task<bool> PingAsync(Store store, SemaphoreSlim restored, CancellationToken patience)
    {
        try
        {
            await store.Database.PingAsync();
            return true;
        }
        catch (RedisConnectionException)
        {
            await restored.WaitAsync(patience);
            return false;
        }
        catch (TimeoutException)
        {
            // The connection may have stood all the while, so nothing is restored that could be waited for.
            return false;
        }
    }
}
