using System.Net.Sockets;
using Garnet;
using Garnet.server;
using Tsavorite.core;

namespace ZaloBot.Storage;

/// <summary>
/// A Garnet server inside this process, for an office with one machine and no Redis. It listens on a unix socket that only the
/// same user may open, logs every write to disk before it answers, and lets what outgrows its memory flow to disk.
/// </summary>
public sealed class EmbeddedServer : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _dataDirectory;
    private GarnetServer _server;

    private EmbeddedServer(GarnetServer server, FileStream ownership, string dataDirectory, string socket)
    {
        _server = server;
        _lock = ownership;
        _dataDirectory = dataDirectory;
        SocketPath = socket;
    }

    /// <summary>Where the server of a data directory listens, whether or not it runs.</summary>
    public string SocketPath { get; }

    /// <summary>
    /// The socket of a data directory. The kernel allows some 100 bytes for a socket's path, so a deeply nested directory gets
    /// its socket in the user's temporary directory, in a folder that nobody else may enter.
    /// </summary>
    public static string SocketOf(string dataDirectory)
    {
        var full = Path.GetFullPath(dataDirectory);
        var direct = Path.Combine(full, "store.sock");
        if (System.Text.Encoding.UTF8.GetByteCount(direct) <= 100)
        {
            return direct;
        }

        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(full)))[..16];
        return Path.Combine(Path.GetTempPath(), $"zalobot-{Environment.UserName}-{hash}", "store.sock");
    }

    /// <summary>Starts the server of this directory, or returns null when another process owns the directory.</summary>
    /// <exception cref="StoreException">The directory cannot be used, or what it holds cannot be read.</exception>
    public static EmbeddedServer? TryStart(string dataDirectory)
    {
        FileStream? ownership = null;
        try
        {
            MakePrivate(dataDirectory);
            ownership = TryOwn(dataDirectory);
            if (ownership is null)
            {
                return null;
            }

            var socket = SocketOf(dataDirectory);
            MakePrivate(Path.GetDirectoryName(socket)!);
            StoreFiles.FinishReplacement(dataDirectory);
            return new EmbeddedServer(Start(dataDirectory, socket), ownership, dataDirectory, socket);
        }
        catch (Exception failure) when (failure is not StoreException)
        {
            ownership?.Dispose();
            throw new StoreException(
                $"The embedded store in '{Path.GetFullPath(dataDirectory)}' could not be started: {failure.Message} " +
                "Check that the directory is on a local disk, that this user may write there and that the disk is not full; " +
                "if its files are damaged, restore the last back-up.",
                failure);
        }
    }

    /// <summary>
    /// Copies what the store holds into fresh files and puts these in place of the old ones: what was deleted is gone from the
    /// log, the checkpoints and the log of writes too. Nobody reaches the store meanwhile.
    /// </summary>
    public async Task RewriteAsync()
    {
        _server.Dispose();
        try
        {
            var fresh = StoreFiles.BeginReplacement(_dataDirectory);
            await CopyAsync(fresh);
            StoreFiles.Replace(_dataDirectory);
        }
        finally
        {
            _server = Start(_dataDirectory, SocketPath);
        }
    }

    public void Dispose()
    {
        _server.Dispose();
        _lock.Dispose();
    }

    private async Task CopyAsync(string fresh)
    {
        var (from, to) = (SocketPath + ".old", SocketPath + ".new");
        using var oldServer = Start(_dataDirectory, from);
        using var newServer = Start(fresh, to);
        await using var source = await Store.ConnectAsync(from);
        await using var target = await Store.ConnectAsync(to);
        await StoreContent.CopyAsync(source, target.GetDatabase());
    }

    private static GarnetServer Start(string dataDirectory, string socket)
    {
        File.Delete(socket);
        var server = new GarnetServer(OptionsFor(dataDirectory, socket));
        server.Start();
        return server;
    }

    private static void MakePrivate(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
            return;
        }

        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(directory, OwnerOnly);
        File.SetUnixFileMode(directory, OwnerOnly);
    }

    private static FileStream? TryOwn(string dataDirectory)
    {
        try
        {
            return new FileStream(Path.Combine(dataDirectory, "owner.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static GarnetServerOptions OptionsFor(string dataDirectory, string socket) => new()
    {
        EndPoints = [new UnixDomainSocketEndPoint(socket)],
        UnixSocketPath = socket,
        UnixSocketPermission = UnixFileMode.UserRead | UnixFileMode.UserWrite,

        // The default device needs the system library libaio; without it the first write to the log throws.
        DeviceType = DeviceType.RandomAccess,
        DeviceFactoryCreator = new LocalStorageNamedDeviceFactoryCreator(deviceType: DeviceType.RandomAccess),

        // Every acknowledged write is in the log file first, and the log is read again at start.
        EnableAOF = true,
        WaitForCommit = true,
        Recover = true,
        FailOnRecoveryError = true,

        // Without the storage tier, what outgrows the memory is dropped without a word.
        EnableStorageTier = true,
        LogDir = dataDirectory,
        CheckpointDir = dataDirectory,

        // Small pages and buffers: an office's store is a few megabytes, and an idle bot should weigh little.
        LogMemorySize = "64m",
        PageSize = "1m",
        SegmentSize = "64m",
        ObjectLogSegmentSize = "64m",
        IndexMemorySize = "4m",
        AofMemorySize = "8m",
        AofPageSize = "2m",
        AofSegmentSize = "64m",
        BufferPoolMemoryBudget = "32m",
        NetworkBufferMemoryBudget = "16m",
        MaxDatabases = 1,

        // A checkpoint truncates the log; expired keys and dead records go on the same clock.
        CheckpointFrequencySecs = 600,
        CompactionFrequencySecs = 600,
        CompactionType = LogCompactionType.Lookup,
        ExpiredKeyDeletionScanFrequencySecs = 60,
        ExpiredObjectCollectionFrequencySecs = 60,
        QuietMode = true,
    };
}
