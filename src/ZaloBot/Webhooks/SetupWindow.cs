using StackExchange.Redis;
using ZaloBot.Storage;

namespace ZaloBot.Webhooks;

/// <summary>
/// The platform's console saves a webhook address only if it answers 200 to an unsigned probe, and shows the secret only
/// after saving (fact sheet 2.1). For that hour an administrator opens this window by command: the webhook then answers 200 to
/// everything and keeps nothing that is not signed correctly. It closes by itself.
/// </summary>
public sealed class SetupWindow(Store store, TimeProvider time)
{
    // Strangers may send any number of requests that are refused; each must not become a question to the store.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1);

    private Known? _known;

    /// <summary>Opens the window for a time, counted by the store's clock.</summary>
    public Task OpenAsync(TimeSpan duration)
    {
        _known = null;
        return store.Database.StringSetAsync(store.Keys.SetupWindow, "open", duration, When.Always);
    }

    public Task CloseAsync()
    {
        _known = null;
        return store.Database.KeyDeleteAsync(store.Keys.SetupWindow);
    }

    /// <summary>Asked only for requests that would be refused. A store that does not answer means closed.</summary>
    public async Task<bool> IsOpenAsync()
    {
        if (_known is { } known && time.GetUtcNow() < known.Until)
        {
            return known.IsOpen;
        }

        try
        {
            var isOpen = await store.Database.KeyExistsAsync(store.Keys.SetupWindow);
            _known = new Known(isOpen, time.GetUtcNow() + Remembered);
            return isOpen;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            // Remembered too: while the store is away, each refusal would wait for its time-out.
            _known = new Known(IsOpen: false, time.GetUtcNow() + Remembered);
            return false;
        }
    }

    private sealed record Known(bool IsOpen, DateTimeOffset Until);
}
