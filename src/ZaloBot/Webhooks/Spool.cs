using System.Buffers.Binary;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;

namespace ZaloBot.Webhooks;

/// <summary>
/// The last resort before refusing an event: files in the data directory to which events are appended and flushed while the
/// store does not answer, and from which they go to the inbox once it does. An event may reach the inbox twice that way; the
/// commit recognises it.
/// </summary>
public sealed class Spool : IDisposable
{
    private const int HeaderLength = 12;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly string _directory;
    private readonly long _capacity;
    private SafeFileHandle? _file;
    private string? _path;
    private long _length;

    /// <param name="dataDirectory">The spool lives in its sub-folder <c>spool</c>.</param>
    /// <param name="capacity">In bytes; beyond it events are refused, and the platform repeats them.</param>
    public Spool(string dataDirectory, long capacity)
    {
        _directory = Path.Combine(dataDirectory, "spool");
        _capacity = capacity;
    }

    /// <summary>True when no event waits in this process's file or in one that a dead process left.</summary>
    public bool IsEmpty => Volatile.Read(ref _length) == 0 && (!Directory.Exists(_directory) || Orphans().Count == 0);

    /// <summary>True when an event could be appended now.</summary>
    public bool IsWritable
    {
        get
        {
            try
            {
                Directory.CreateDirectory(_directory);
                using var probe = File.OpenHandle(
                    Path.Combine(_directory, $"{Guid.CreateVersion7():N}.probe"), FileMode.CreateNew, FileAccess.Write, options: FileOptions.DeleteOnClose);
                return Volatile.Read(ref _length) < _capacity;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    /// <summary>Appends an event and flushes it to the disk.</summary>
    /// <exception cref="IOException">The spool is full or cannot be written: the event was not kept.</exception>
    public async Task AppendAsync(int lane, byte[] entry, CancellationToken cancellationToken)
    {
        var record = RecordOf(lane, entry);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_length + record.Length > _capacity)
            {
                throw new IOException($"The spool is full ({_capacity} bytes).");
            }

            // Written at the length that is known to be whole: what a failed write left half done is overwritten.
            var file = _file ??= Open();
            await RandomAccess.WriteAsync(file, record, _length, CancellationToken.None);
            RandomAccess.FlushToDisk(file);
            Volatile.Write(ref _length, _length + record.Length);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Hands every waiting event to <paramref name="keep"/>, oldest first, and removes a file once all of it was kept.
    /// Ends with the exception of <paramref name="keep"/> if that fails; nothing is removed then.
    /// </summary>
    /// <returns>How many events were handed over.</returns>
    public async Task<int> DrainAsync(Func<int, byte[], Task> keep, CancellationToken cancellationToken)
    {
        await CloseAsync(cancellationToken);
        var drained = 0;
        foreach (var path in Directory.Exists(_directory) ? Orphans() : [])
        {
            using (var file = TryOpenAlone(path))
            {
                if (file is null)
                {
                    continue;
                }

                foreach (var (lane, entry) in Read(file))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await keep(lane, entry);
                    drained++;
                }
            }

            File.Delete(path);
        }

        return drained;
    }

    /// <summary>
    /// Writes waiting events anew where <paramref name="change"/> gives other bytes than it got. Files that another process
    /// writes to are left alone: they reach the inbox within seconds, and what was erased is dropped there.
    /// </summary>
    /// <returns>How many events were changed.</returns>
    public async Task<int> ChangeAsync(Func<byte[], byte[]> change)
    {
        if (IsEmpty)
        {
            return 0;
        }

        await CloseAsync(CancellationToken.None);
        var changed = 0;
        foreach (var path in Orphans())
        {
            using var file = TryOpenAlone(path);
            if (file is null)
            {
                continue;
            }

            var entries = Read(file).ToList();
            var rest = entries.ConvertAll(record => change(record.Entry));
            var differing = entries.Zip(rest).Count(pair => !ReferenceEquals(pair.First.Entry, pair.Second));
            if (differing > 0)
            {
                Replace(path, entries.Zip(rest, (record, entry) => RecordOf(record.Lane, entry)));
                changed += differing;
            }
        }

        return changed;
    }

    public void Dispose()
    {
        _file?.Dispose();
        _gate.Dispose();
    }

    private static byte[] RecordOf(int lane, byte[] entry)
    {
        var record = new byte[HeaderLength + entry.Length];
        BinaryPrimitives.WriteInt32LittleEndian(record, entry.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), lane);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Crc32.HashToUInt32(entry));
        entry.CopyTo(record, HeaderLength);
        return record;
    }

    // Whole beside the old file first: a crash leaves one of the two.
    private static void Replace(string path, IEnumerable<byte[]> records)
    {
        var draft = path + ".draft";
        using (var fresh = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            foreach (var record in records)
            {
                fresh.Write(record);
            }

            fresh.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    // New events go to a new file from here on; the old one is now like one that a dead process left.
    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            _file?.Dispose();
            _file = null;
            _path = null;
            Volatile.Write(ref _length, 0);
        }
        finally
        {
            _gate.Release();
        }
    }

    private SafeFileHandle Open()
    {
        Directory.CreateDirectory(_directory);
        _path = Path.Combine(_directory, $"{Guid.CreateVersion7():N}.events");
        return File.OpenHandle(_path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    // Version 7 names sort by time. The file being written to is not among them.
    private List<string> Orphans() =>
        [.. Directory.EnumerateFiles(_directory, "*.events").Where(path => path != _path).Order(StringComparer.Ordinal)];

    private static FileStream? TryOpenAlone(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
        }
        catch (IOException)
        {
            // Another process writes to it or drains it.
            return null;
        }
    }

    // A torn record at the end was never acknowledged: the process died before its flush returned.
    private static IEnumerable<(int Lane, byte[] Entry)> Read(FileStream file)
    {
        var header = new byte[HeaderLength];
        while (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) == HeaderLength)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(header);
            if (length < 0 || length > file.Length - file.Position)
            {
                yield break;
            }

            var entry = new byte[length];
            file.ReadExactly(entry);
            if (Crc32.HashToUInt32(entry) != BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8)))
            {
                yield break;
            }

            yield return (BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4)), entry);
        }
    }
}
