using ZaloBot.Access;
using ZaloBot.Settings;
using ZaloBot.Storage;

namespace ZaloBot;

/// <summary>The command <c>run</c>: opens the store, starts the application, and stays until it is told to stop.</summary>
public static class BotProcess
{
    /// <summary>Serves until stopped.</summary>
    /// <returns>The exit code: 0 after an orderly stop, 1 when the bot could not start.</returns>
    public static async Task<int> RunAsync(SettingsSource settings, CancellationToken cancellationToken)
    {
        try
        {
            // The embedded store takes a third of the start; on another processor the application is put together meanwhile.
            var opening = Task.Run(() => OpenStoreAsync(settings.Current), cancellationToken);
            var prepared = await PrepareAsync(settings, opening);
            await using var store = await opening;
            if (store is { IsEmbedded: true, OwnsEmbedded: false })
            {
                await Console.Error.WriteLineAsync(
                    $"Another process already serves the data directory '{Path.GetFullPath(settings.Current.Redis.DataDirectory)}'. " +
                    "Stop it first, or give this one a Redis server (Redis:ConnectionString) that both can share.");
                return 1;
            }

            await using var app = ZaloBotBuilder.Build(prepared, store);
            await app.StartAsync(cancellationToken);
            await ShowNewKeyAsync(app.Services.GetRequiredService<AdministratorsKey>());
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception failure) when (failure is StoreException or IOException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }

    /// <summary>Opens the store that the settings name.</summary>
    public static Task<Store> OpenStoreAsync(ZaloBotSettings settings) => Store.OpenAsync(PlaceOf(settings));

    /// <summary>Where the settings say the store is.</summary>
    public static StoreOptions PlaceOf(ZaloBotSettings settings) => new(settings.Zalo.OaId, settings.Redis.ConnectionString, settings.Redis.DataDirectory);

    // Both touch the data directory. Where that is of no use the store says so in a sentence, which is to be heard first.
    private static async Task<WebApplicationBuilder> PrepareAsync(SettingsSource settings, Task<Store> opening)
    {
        try
        {
            return ZaloBotBuilder.Prepare(settings);
        }
        catch (Exception)
        {
            await (await opening).DisposeAsync();
            throw;
        }
    }

    private static async Task ShowNewKeyAsync(AdministratorsKey key)
    {
        try
        {
            if (await key.MakeIfMissingAsync() is { } made)
            {
                await Console.Error.WriteLineAsync($"The administrators' key, shown this once: {made}\nKeep it; with it you sign in at the dashboard. Lost it? The command 'keys renew' makes another.");
            }
        }
        catch (Exception failure) when (failure is StackExchange.Redis.RedisException or TimeoutException)
        {
            await Console.Error.WriteLineAsync("The store does not answer yet; events go to the spool until it does. The administrators' key is made at the next start with a store.");
        }
    }
}
