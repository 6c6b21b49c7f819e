using System.Net.Sockets;
using StackExchange.Redis;

namespace ZaloBot.Storage;

/// <summary>
/// The connection to the store: the embedded server, or a Redis-compatible one. The code above it does not know which.
/// </summary>
public sealed class Store : IAsyncDisposable
{
    private readonly EmbeddedServer? _embedded;

    private Store(IConnectionMultiplexer connection, StoreKeys keys, EmbeddedServer? embedded, bool isEmbedded)
    {
        Connection = connection;
        Keys = keys;
        _embedded = embedded;
        IsEmbedded = isEmbedded;
    }

    public IConnectionMultiplexer Connection { get; }

    public StoreKeys Keys { get; }

    /// <summary>True when the store is the embedded server of a data directory, ours or another process's.</summary>
    public bool IsEmbedded { get; }

    /// <summary>True when this process runs the embedded server, so that no other process can hold a lease in it.</summary>
    public bool OwnsEmbedded => _embedded is not null;

    public IDatabase Database => Connection.GetDatabase();

    /// <summary>
    /// Opens the store. The embedded server is started when nobody runs it, otherwise the running one is joined through its
    /// socket. A Redis server need not be there yet: the connection comes up by itself when it is.
    /// </summary>
    /// <exception cref="StoreException">The embedded store cannot be started, or the connection string cannot be read.</exception>
    public static async Task<Store> OpenAsync(StoreOptions options)
    {
        var keys = new StoreKeys(options.OaId);
        if (options.ConnectionString.Length > 0)
        {
            return new Store(await ConnectAsync(Parse(options.ConnectionString)), keys, embedded: null, isEmbedded: false);
        }

        var embedded = EmbeddedServer.TryStart(options.DataDirectory);
        var configuration = new ConfigurationOptions
        {
            EndPoints = { new UnixDomainSocketEndPoint(EmbeddedServer.SocketOf(options.DataDirectory)) },
        };
        var store = new Store(await ConnectAsync(configuration), keys, embedded, isEmbedded: true);
        if (embedded is not null)
        {
            await store.ForgetLeasesAsync();
        }

        return store;
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        _embedded?.Dispose();
    }

    private static ConfigurationOptions Parse(string connectionString)
    {
        try
        {
            return ConfigurationOptions.Parse(connectionString);
        }
        catch (ArgumentException failure)
        {
            throw new StoreException(
                "Redis:ConnectionString cannot be read. It looks like 'host:6379,password=...'; leave it empty for the embedded store.",
                failure);
        }
    }

    private static async Task<IConnectionMultiplexer> ConnectAsync(ConfigurationOptions configuration)
    {
        configuration.AbortOnConnectFail = false;
        configuration.ConnectTimeout = 2_000;

        // The platform waits two seconds for the answer to a webhook; a store that has not answered in one is given up and
        // the event goes to the spool file.
        configuration.AsyncTimeout = 1_000;
        configuration.SyncTimeout = 1_000;

        // What was asked of a store that is away must fail at once rather than run when the asker has long gone on.
        configuration.BacklogPolicy = BacklogPolicy.FailFast;
        configuration.ReconnectRetryPolicy = new LinearRetry(500);
        configuration.ClientName = "zalobot";
        return await ConnectionMultiplexer.ConnectAsync(configuration);
    }

    // Only one process can own a data directory, so whoever held a lease in it is dead.
    private async Task ForgetLeasesAsync()
    {
        RedisKey[] leases = [.. Enumerable.Range(0, StoreKeys.Lanes).Select(Keys.LaneLease), Keys.SenderLease, Keys.AgendaLease, Keys.ComparisonLease, Keys.Workers, Keys.TokenLock];
        await Database.KeyDeleteAsync(leases);
    }
}

/// <summary>Where the store is.</summary>
/// <param name="OaId">The Official Account the state belongs to.</param>
/// <param name="ConnectionString">Of a Redis-compatible server; empty for the embedded one.</param>
/// <param name="DataDirectory">Of the embedded server, the spool and the key ring.</param>
public sealed record StoreOptions(string OaId, string ConnectionString, string DataDirectory);
