using System.Net.Sockets;
using StackExchange.Redis;

namespace ZaloBot.Storage;

/// <summary>
/// The connection to the store: the embedded server, or a Redis-compatible one. The code above it does not know which.
/// </summary>
public sealed class Store : IAsyncDisposable
{
    /// <summary>
    /// The platform waits two seconds for the answer to a webhook; a store that has not answered in one is given up and the
    /// event goes to the spool file.
    /// </summary>
    private static readonly TimeSpan IntakePatience = TimeSpan.FromSeconds(1);

    /// <summary>As many commits are under way at once.</summary>
    private const int CommitConnections = 4;

    private readonly EmbeddedServer? _embedded;
    private readonly IReadOnlyList<IConnectionMultiplexer> _others;
    private readonly IDatabase[] _commits;

    private Store(IReadOnlyList<IConnectionMultiplexer> connections, StoreKeys keys, EmbeddedServer? embedded, bool isEmbedded)
    {
        Connection = connections[0];
        _others = [.. connections.Skip(1)];
        Database = Connection.GetDatabase();
        Intake = _others[0].GetDatabase();
        _commits = [.. _others.Skip(1).Select(connection => connection.GetDatabase())];
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

    public IDatabase Database { get; }

    /// <summary>For keeping events, over a connection of its own: no webhook should wait behind the workers' questions.</summary>
    public IDatabase Intake { get; }

    /// <summary>
    /// For the commits of a lane. A transaction holds its connection, for everybody, until its conditions are answered; over
    /// these connections nothing else goes, and lanes do not wait for each other.
    /// </summary>
    public IDatabase CommitsOf(int lane) => _commits[lane % _commits.Length];

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
            return new Store(await ConnectAllAsync(() => Parse(options.ConnectionString), options.AnswerWithin), keys, embedded: null, isEmbedded: false);
        }

        var embedded = EmbeddedServer.TryStart(options.DataDirectory);
        var store = new Store(await ConnectAllAsync(() => At(EmbeddedServer.SocketOf(options.DataDirectory)), options.AnswerWithin), keys, embedded, isEmbedded: true);
        if (embedded is not null)
        {
            try
            {
                await CheckpointAsync(options.DataDirectory);
                await store.ForgetLeasesAsync();
            }
            catch
            {
                // The directory is somebody else's to try again.
                await store.DisposeAsync();
                throw;
            }
        }

        return store;
    }

    /// <summary>
    /// Writes what the embedded store holds to disk, so that its log begins anew. A process that was killed may have left the beginning
    /// of a transaction at the end of the log. This start passes it over; but what is written behind it would be taken for its rest at the
    /// next one, and lost, or the log could not be read at all.
    /// </summary>
    private static async Task CheckpointAsync(string dataDirectory)
    {
        try
        {
            var place = At(EmbeddedServer.SocketOf(dataDirectory));
            place.AllowAdmin = true;
            await using var patient = await ConnectAsync(place, TimeSpan.FromMinutes(1));
            await patient.GetDatabase().ExecuteAsync("SAVE");
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            throw new StoreException($"The embedded store cannot be written to disk: {failure.Message} Check that the disk is not full.", failure);
        }
    }

    /// <summary>The names of everything the store holds for this OA, each at least once, in no order.</summary>
    public IAsyncEnumerable<RedisKey> KeysAsync() => KeysAsync(Connection, Keys.Prefix);

    /// <summary>True when the store holds nothing, of this OA or another: no bot has run with it yet, since each leaves its stamp.</summary>
    public async Task<bool> IsBlankAsync()
    {
        await foreach (var _ in KeysAsync(Connection, ""))
        {
            return false;
        }

        return true;
    }

    /// <summary>The names of everything that begins so.</summary>
    internal static async IAsyncEnumerable<RedisKey> KeysAsync(IConnectionMultiplexer connection, string prefix)
    {
        foreach (var server in connection.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
        {
            await foreach (var key in server.KeysAsync(pattern: $"{prefix}*", pageSize: 1_000))
            {
                yield return key;
            }
        }
    }

    /// <summary>
    /// Writes the files of the embedded store anew, with what it holds now and nothing of what was deleted. The store is away
    /// for a moment meanwhile, as when a server restarts: events go to the spool, everything else waits.
    /// </summary>
    /// <exception cref="InvalidOperationException">The embedded store is not this process's.</exception>
    public async Task RewriteFilesAsync()
    {
        var embedded = _embedded ?? throw new InvalidOperationException("Only the process that runs the embedded store can write its files anew.");
        await embedded.RewriteAsync();
    }

    /// <summary>A connection of its own to the embedded server behind a socket, patient enough for long work.</summary>
    internal static async Task<IConnectionMultiplexer> ConnectAsync(string socket) => await ConnectAsync(At(socket), TimeSpan.FromMinutes(1));

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        foreach (var connection in _others)
        {
            await connection.DisposeAsync();
        }

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

    private static ConfigurationOptions At(string socket) => new() { EndPoints = { new UnixDomainSocketEndPoint(socket) } };

    // One for questions, one for keeping events, the others for commits.
    private static Task<IConnectionMultiplexer[]> ConnectAllAsync(Func<ConfigurationOptions> configuration, TimeSpan answerWithin) => Task.WhenAll(
        Enumerable.Range(0, 2 + CommitConnections).Select(number => ConnectAsync(configuration(), number == 1 ? IntakePatience : answerWithin)));

    private static async Task<IConnectionMultiplexer> ConnectAsync(ConfigurationOptions configuration, TimeSpan patience)
    {
        configuration.AbortOnConnectFail = false;
        configuration.ConnectTimeout = 2_000;
        configuration.AsyncTimeout = (int)patience.TotalMilliseconds;
        configuration.SyncTimeout = (int)patience.TotalMilliseconds;

        // Time-outs are noticed at the heartbeat: at the default of a second, one second's patience may last two.
        configuration.HeartbeatInterval = TimeSpan.FromMilliseconds(200);

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
public sealed record StoreOptions(string OaId, string ConnectionString, string DataDirectory)
{
    /// <summary>
    /// After this the store counts as away, for everything but the keeping of events. Workers have more time than the platform leaves a webhook: a
    /// commit given up too early has to be worked out again. A command may have more still.
    /// </summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(3);
}
