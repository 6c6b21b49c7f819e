using ZaloBot.Settings;
using ZaloBot.Storage;

namespace ZaloBot.Tests.Infrastructure;

/// <summary>The store of a bot that ran once with these settings and stands still now.</summary>
internal static class BegunStore
{
    public static async Task MakeAsync(string settingsFile)
    {
        var settings = SettingsFile.Load(settingsFile, new Dictionary<string, string>()).Snapshot!.Settings;
        await using var store = await BotProcess.OpenStoreAsync(settings);
        await DataVersion.EnsureAsync(store, settings);
    }
}
