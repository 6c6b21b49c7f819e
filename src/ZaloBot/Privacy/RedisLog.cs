using StackExchange.Redis;

namespace ZaloBot.Privacy;

/// <summary>Asks a Redis server to write its append-only file anew, so that it no longer holds what was erased.</summary>
internal static class RedisLog
{
    /// <summary>Asks; false when the server does not allow it, and then does it by itself when the file has grown enough.</summary>
    public static async Task<bool> RewriteAsync(string connectionString)
    {
        try
        {
            // A connection of its own: the bot's must not be allowed to administer the server.
            var options = ConfigurationOptions.Parse(connectionString);
            options.AllowAdmin = true;
            await using var connection = await ConnectionMultiplexer.ConnectAsync(options);
            foreach (var server in connection.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
            {
                await server.SaveAsync(SaveType.BackgroundRewriteAppendOnlyFile);
            }

            return true;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            return false;
        }
    }
}
