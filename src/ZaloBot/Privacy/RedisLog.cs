using StackExchange.Redis;

namespace ZaloBot.Privacy;

/// <summary>Asks a Redis server to write its append-only file anew, so that it no longer holds what was erased.</summary>
internal static class RedisLog
{
    /// <summary>Asks; a server that does not allow it does it by itself when the file has grown enough.</summary>
    public static async Task<LogRewriting> RewriteAsync(string connectionString)
    {
        try
        {
            // A connection of its own: the bot's must not be allowed to administer the server.
            var options = ConfigurationOptions.Parse(connectionString);
            options.AllowAdmin = true;
            await using var connection = await ConnectionMultiplexer.ConnectAsync(options);
            foreach (var server in connection.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
            {
                // Begun, or scheduled behind a snapshot: both come after the erasure.
                await server.ExecuteAsync("BGREWRITEAOF");
            }

            return LogRewriting.Begun;
        }
        catch (RedisServerException refused) when (refused.Message.Contains("already in progress", StringComparison.OrdinalIgnoreCase))
        {
            return LogRewriting.Busy;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            return LogRewriting.NotAllowed;
        }
    }
}

/// <summary>What a server said when it was asked.</summary>
internal enum LogRewriting
{
    NotAsked,

    Begun,

    /// <summary>It is writing already, since before what was erased: that file will hold it still.</summary>
    Busy,

    NotAllowed,
}
