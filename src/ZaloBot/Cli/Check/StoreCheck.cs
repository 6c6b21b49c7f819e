using StackExchange.Redis;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;

namespace ZaloBot.Cli.Check;

/// <summary>Looks whether the store answers and keeps what it is given.</summary>
internal static class StoreCheck
{
    private const string Area = "store";

    /// <summary>The open store, or null after noting why there is none.</summary>
    public static async Task<Store?> OpenAsync(ZaloBotSettings settings, CheckReport report)
    {
        Store? store = null;
        try
        {
            store = await BotProcess.OpenStoreAsync(settings);
            var time = await store.Database.PingAsync();
            await DescribeAsync(store, settings, time, report);
            if (!store.IsEmbedded)
            {
                await ExamineServersAsync(settings, report);
            }

            ExamineSpool(settings, report);
            return store;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            report.Bad(Area, "Redis.ConnectionString", "Store.Silent");
        }
        catch (StoreException failure)
        {
            report.Bad(Area, "Redis.DataDirectory", "Store.Failed", failure.Message);
        }

        if (store is not null)
        {
            await store.DisposeAsync();
        }

        return null;
    }

    private static async Task DescribeAsync(Store store, ZaloBotSettings settings, TimeSpan time, CheckReport report)
    {
        var milliseconds = time.TotalMilliseconds.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
        if (!store.IsEmbedded)
        {
            report.Good(Area, "Redis.ConnectionString", "Store.Server", milliseconds);
        }
        else
        {
            var text = !store.OwnsEmbedded ? "Store.EmbeddedRunning" : await store.IsBlankAsync() ? "Store.EmbeddedBlank" : "Store.Embedded";
            report.Good(Area, "Redis.DataDirectory", text, settings.Redis.DataDirectory, milliseconds);
        }
    }

    // "Kept means kept" needs an append-only file and a server that refuses rather than forgets when it is full.
    private static async Task ExamineServersAsync(ZaloBotSettings settings, CheckReport report)
    {
        // A connection of its own: the client asks for leave to put questions about the server, and the bot's must not have it.
        var options = ConfigurationOptions.Parse(settings.Redis.ConnectionString);
        options.AllowAdmin = true;
        await using var connection = await ConnectionMultiplexer.ConnectAsync(options);
        foreach (var server in connection.GetServers().Where(server => server.IsConnected && !server.IsReplica))
        {
            try
            {
                // INFO and not CONFIG: hosted servers forbid the latter.
                var info = (await server.InfoAsync()).SelectMany(section => section).GroupBy(pair => pair.Key, StringComparer.Ordinal)
                    .ToDictionary(pairs => pairs.Key, pairs => pairs.First().Value, StringComparer.Ordinal);
                var name = server.EndPoint.ToString() ?? "";
                Compare(report, name, "appendonly", info.GetValueOrDefault("aof_enabled") == "1" ? "yes" : "no", "yes", "Store.NotAppendOnly");
                Compare(report, name, "maxmemory-policy", info.GetValueOrDefault("maxmemory_policy") ?? "?", "noeviction", "Store.Evicts");
            }
            catch (Exception failure) when (failure is RedisException or RedisCommandException)
            {
                report.Warn(Area, "INFO", "Store.InfoForbidden");
            }
        }
    }

    private static void Compare(CheckReport report, string server, string name, string value, string wanted, string fault)
    {
        if (value == wanted)
        {
            report.Good(Area, name, "Store.ConfigGood", server, wanted);
        }
        else
        {
            report.Bad(Area, name, fault, server, value);
        }
    }

    private static void ExamineSpool(ZaloBotSettings settings, CheckReport report)
    {
        using var spool = new Spool(settings.Redis.DataDirectory, settings.Webhook.SpoolMegabytes * 1024L * 1024L);
        if (!spool.IsWritable)
        {
            report.Bad(Area, "Redis.DataDirectory", "Store.SpoolUnwritable", settings.Redis.DataDirectory);
        }
        else if (!spool.IsEmpty)
        {
            report.Warn(Area, "Redis.DataDirectory", "Store.SpoolWaits");
        }
    }
}
