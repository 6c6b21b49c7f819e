using StackExchange.Redis;
using ZaloBot.Settings;
using ZaloBot.Storage;

namespace ZaloBot.Cli;

/// <summary>Lets a command work on the store of the settings, whether the bot runs or not.</summary>
internal static class StoreAccess
{
    // Nobody waits for a webhook's answer here, and reading a whole store takes its time.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Does work that means something only on the data of a bot. An embedded store with nothing in it is not the one that was meant: usually the data
    /// directory was given to the bot alone, and the settings name another. To begin an empty one there and report success would leave the
    /// administrator with a back-up of nothing, or a person who was never erased.
    /// </summary>
    public static Task<int> UseExistingAsync(CommandIo io, SettingsReading reading, Func<Store, Task<int>> work)
    {
        // Looked at before anything is opened, so that a wrong directory is not even made.
        if (reading.Snapshot is { Settings.Redis: { ConnectionString.Length: 0, DataDirectory: var directory } } && !StoreFiles.AreIn(directory))
        {
            return Task.FromResult(RefuseBlank(io, reading));
        }

        // What `check` once opened has files and still nothing in them.
        return UseAsync(io, reading, async store => store.OwnsEmbedded && await store.IsBlankAsync() ? RefuseBlank(io, reading) : await work(store));
    }

    /// <summary>Does the work, in a store that may be empty or is begun by it, or says why the store could not be reached.</summary>
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

    private static int RefuseBlank(CommandIo io, SettingsReading reading)
    {
        io.Error.WriteLine(CliTexts.Get("Store.Blank", reading.Snapshot!.Settings.Redis.DataDirectory, reading.File));
        return ExitCode.NotWell;
    }
}
