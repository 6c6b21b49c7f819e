using ZaloBot.Storage;

namespace ZaloBot.Benchmarks.Way;

/// <summary>A store and the bots on it, for one measurement.</summary>
internal sealed class Site(string folder, string settings, Machine? redis, string connection) : IAsyncDisposable
{
    public List<Machine> Bots { get; } = [];

    /// <summary>Processor time of bots and store.</summary>
    public TimeSpan Processor() => Bots.Aggregate(redis?.Processor() ?? TimeSpan.Zero, (sum, bot) => sum + bot.Processor());

    /// <summary>Of the first bot.</summary>
    public int Port { get; private set; }

    public Task<Store> StoreAsync() => Store.OpenAsync(new StoreOptions(WayEvents.OaId, connection, Path.Combine(folder, "data")));

    public async Task StartBotsAsync(int count)
    {
        var ports = Enumerable.Range(0, count).Select(_ => Machine.FreePort()).ToList();
        Bots.AddRange(ports.Select(port => Machine.StartBot(settings, port)));
        foreach (var port in ports)
        {
            await Machine.AnswersAsync(new Uri($"http://127.0.0.1:{port}/healthz/ready"));
        }

        Port = ports.FirstOrDefault();
    }

    /// <summary>Takes every lane's lease, so that events are kept and nobody works on them: acceptance alone.</summary>
    public async Task HoldLanesAsync()
    {
        await using var store = await StoreAsync();
        for (var lane = 0; lane < StoreKeys.Lanes; lane++)
        {
            await store.Database.StringSetAsync(store.Keys.LaneLease(lane), "measurement", TimeSpan.FromHours(1));
        }
    }

    /// <summary>Deletes what waits in the inbox, so that one measurement does not weigh on the next.</summary>
    public async Task ForgetWaitingAsync()
    {
        await using var store = await StoreAsync();
        await store.Database.KeyDeleteAsync([.. Enumerable.Range(0, StoreKeys.Lanes).Select(store.Keys.Inbox)]);
    }

    /// <summary>The store is away from here on.</summary>
    public Task KillRedisAsync() => redis!.KillAsync();

    /// <summary>What waits on the disk.</summary>
    public double SpoolMegabytes() => new DirectoryInfo(Path.Combine(folder, "data", "spool")).EnumerateFiles().Sum(file => file.Length) / 1024.0 / 1024.0;

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in Bots)
        {
            await bot.DisposeAsync();
        }

        await (redis?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(folder, recursive: true);
    }
}
