using Shouldly;
using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Tests.Infrastructure;

internal static class StoreAnswers
{
    /// <summary>
    /// Waits until the store that was away for a moment answers again. The connection says when one of its parts is back; the part
    /// that is asked may be another.
    /// </summary>
    public static async Task<bool> AnswersAsync(this Store store)
    {
        using var restored = new SemaphoreSlim(0);
        void OnRestored(object? sender, ConnectionFailedEventArgs about) => restored.Release();
        store.Connection.ConnectionRestored += OnRestored;
        try
        {
            while (true)
            {
                if (await PingAsync(store, restored))
                {
                    return true;
                }
            }
        }
        finally
        {
            store.Connection.ConnectionRestored -= OnRestored;
        }
    }

    private static async Task<bool> PingAsync(Store store, SemaphoreSlim restored)
    {
        try
        {
            await store.Database.PingAsync();
            return true;
        }
        catch (RedisConnectionException)
        {
            (await restored.WaitAsync(TimeSpan.FromMinutes(1))).ShouldBeTrue("the store stayed away");
            return false;
        }
        catch (TimeoutException)
        {
            // The connection may have stood all the while, so nothing is restored that could be waited for.
            return false;
        }
    }
}
