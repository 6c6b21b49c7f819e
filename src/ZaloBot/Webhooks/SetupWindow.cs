using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Webhooks;

/// <summary>
/// The platform's console saves a webhook address only if it answers 200 to an unsigned probe, and shows the secret only
/// after saving (fact sheet 2.1). For that hour an administrator opens this window by command: the webhook then answers 200 to
/// everything and keeps nothing that is not signed correctly. It closes by itself.
/// </summary>
public sealed class SetupWindow(Store store)
{
    /// <summary>Opens the window for a time, counted by the store's clock.</summary>
    public Task OpenAsync(TimeSpan duration) => store.Database.StringSetAsync(store.Keys.SetupWindow, "open", duration, When.Always);

    public Task CloseAsync() => store.Database.KeyDeleteAsync(store.Keys.SetupWindow);

    /// <summary>Asked only for requests that would be refused. A store that does not answer means closed.</summary>
    public async Task<bool> IsOpenAsync()
    {
        try
        {
            return await store.Database.KeyExistsAsync(store.Keys.SetupWindow);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            return false;
        }
    }
}
