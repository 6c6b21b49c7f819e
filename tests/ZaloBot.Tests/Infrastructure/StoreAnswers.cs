using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Tests.Infrastructure;

internal static class StoreAnswers
{
    /// <summary>Waits until the store that was away for a moment answers again; the connection says when.</summary>
    public static async Task<bool> AnswersAsync(this Store store)
    {
        var restored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.Connection.ConnectionRestored += (_, _) => restored.TrySetResult();
        try
        {
            await store.Database.PingAsync();
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            await restored.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await store.Database.PingAsync();
        }

        return true;
    }
}
