using StackExchange.Redis;
using ZaloBot.Settings;
using ZaloBot.Storage;

namespace ZaloBot.Cli;

/// <summary>Lets a command work on the store of the settings, whether the bot runs or not.</summary>
internal static class StoreAccess
{
    // Nobody waits for a webhook's answer here, and reading a whole store takes its time.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Does the work, or says why the store could not be reached.</summary>
    public static async Task<int> UseAsync(CommandIo io, SettingsReading reading, Func<Store, Task<int>> work)
    {
        if (reading.Snapshot is not { } snapshot)
        {
            SettingsOption.Show(reading, io);
            return ExitCode.NotWell;
        }

        try
        {
            await using var store = await Store.OpenAsync(BotProcess.PlaceOf(snapshot.Settings) with { AnswerWithin = Patience });
            return await work(store);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException or StoreException)
        {
            io.Error.WriteLine(CliTexts.Get("Store.Unreachable", failure is StoreException ? failure.Message : failure.GetType().Name));
            return ExitCode.NotWell;
        }
    }
}
