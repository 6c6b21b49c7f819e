using ZaloBot.Settings;
using ZaloBot.Storage;

namespace ZaloBot.Privacy;

/// <summary>
/// Has the store's files written anew after an erasure, since a log and a checkpoint hold on to what was deleted. A mark in the
/// data directory orders it, so that a crash does not forget it and another process can ask for it.
/// </summary>
public sealed partial class StoreRewriting(Store store, SettingsSource settings, Pulse pulse, TimeProvider time, ILogger<StoreRewriting> logger) : BackgroundWork
{
    private const string MarkName = "rewrite.due";
    private const string BegunName = "rewrite.begun";

    /// <summary>Several people may withdraw one after the other; the store is away for a moment each time.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromMinutes(1);

    // Two who are erased at the same moment must not take one order for both.
    private readonly SemaphoreSlim _asking = new(1, 1);

    private string Mark => Path.Combine(settings.Current.Redis.DataDirectory, MarkName);

    private string Begun => Path.Combine(settings.Current.Redis.DataDirectory, BegunName);

    /// <summary>True while files still hold what was erased.</summary>
    public bool IsDue => File.Exists(Mark) || (store.IsEmbedded && File.Exists(Begun));

    /// <summary>Orders it. The process that runs the embedded store does it within minutes; a Redis server is asked at once, and again while it is busy.</summary>
    public async Task OrderAsync()
    {
        if (store.IsEmbedded)
        {
            await File.WriteAllBytesAsync(Mark, []);
        }
        else
        {
            await AskRedisAsync(isOrder: true);
        }
    }

    /// <summary>Does it now, when it is due and this process can.</summary>
    public async Task<bool> RewriteAsync()
    {
        if (!store.IsEmbedded)
        {
            return await AskRedisAsync(isOrder: false);
        }

        if (!IsDue || !store.OwnsEmbedded)
        {
            return false;
        }

        // Another erasure may order it while it is done: that order stands.
        if (File.Exists(Mark))
        {
            File.Move(Mark, Begun, overwrite: true);
        }

        await store.RewriteFilesAsync();
        File.Delete(Begun);
        LogRewritten();
        return true;
    }

    private async Task<bool> AskRedisAsync(bool isOrder)
    {
        await _asking.WaitAsync();
        try
        {
            var answer = isOrder || IsDue ? await RedisLog.RewriteAsync(settings.Current.Redis.ConnectionString) : LogRewriting.NotAsked;
            switch (answer)
            {
                // What it is writing was copied before this erasure, so it is asked once more when that is done.
                case LogRewriting.Busy:
                    await File.WriteAllBytesAsync(Mark, []);
                    break;

                case LogRewriting.NotAllowed:
                    LogNotAllowed();
                    File.Delete(Mark);
                    break;

                case LogRewriting.Begun:
                    File.Delete(Mark);
                    break;
            }

            return answer == LogRewriting.Begun;
        }
        finally
        {
            _asking.Release();
        }
    }

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Calm, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (!stoppingToken.IsCancellationRequested && await RewriteAsync())
                {
                    pulse.Beat();
                }
            }
            catch (Exception failure)
            {
                LogLater(failure.GetType().Name);
            }
        }
    }

    public override void Dispose()
    {
        _asking.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    [LoggerMessage(1, LogLevel.Information, "The files of the embedded store were written anew after an erasure.")]
    private partial void LogRewritten();

    [LoggerMessage(3, LogLevel.Warning, "After an erasure the Redis server did not take BGREWRITEAOF; its append-only file holds what was erased until it is next written anew.")]
    private partial void LogNotAllowed();

    [LoggerMessage(2, LogLevel.Error, "The files of the embedded store could not be written anew after an erasure ({Cause}); it is tried again.")]
    private partial void LogLater(string cause);
}
