using Microsoft.Win32.SafeHandles;

namespace ZaloBot.Webhooks;

/// <summary>
/// The last resort before refusing an event: files in the data directory to which events are appended and flushed while the
/// store does not answer or is full, and from which they go to the inbox afterwards. An event may reach the inbox twice that
/// way; the commit recognises it.
/// </summary>
public sealed class Spool : IDisposable
{
    /// <summary>How many events are handed over at a time.</summary>
    private const int Handful = 64;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _fileGate = new(1, 1);
    private readonly string _directory;
    private readonly long _capacity;
    private readonly Dictionary<string, long> _handedOver = new(StringComparer.Ordinal);
    private List<Waiting> _pending = [];
    private bool _isWriting;
    private long _pendingBytes;
    private SafeFileHandle? _file;
    private string? _path;
    private long _length;
    private long _others;

    /// <param name="dataDirectory">The spool lives in its sub-folder <c>spool</c>.</param>
    /// <param name="capacity">In bytes, all files together; beyond it events are refused, and the platform repeats them.</param>
    public Spool(string dataDirectory, long capacity)
    {
        _directory = Path.Combine(dataDirectory, "spool");
        _capacity = capacity;
        _others = Directory.Exists(_directory) ? Measure() : 0;
    }

    /// <summary>True when no event waits in this process's file or in one that a dead process left.</summary>
    public bool IsEmpty => Volatile.Read(ref _length) == 0 && Volatile.Read(ref _pendingBytes) == 0 && (!Directory.Exists(_directory) || Others().Count == 0);

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
                lock (_gate)
                {
                    return Size < _capacity;
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    private long Size => _length + _pendingBytes + _others;

    /// <summary>Appends an event; when the task ends well, it is on the disk. Those who come while the disk works share its next flush.</summary>
    /// <exception cref="IOException">The spool is full or cannot be written: the event was not kept.</exception>
    public Task AppendAsync(int lane, byte[] entry)
    {
        var waiting = new Waiting(SpoolRecord.Write(lane, entry));
        lock (_gate)
        {
            if (Size + waiting.Record.Length > _capacity)
            {
                throw new IOException($"The spool is full ({_capacity} bytes).");
            }

            _pendingBytes += waiting.Record.Length;
            _pending.Add(waiting);
            if (!_isWriting)
            {
                _isWriting = true;
                _ = Task.Run(WritePendingAsync);
            }
        }

        return waiting.Done.Task;
    }

    /// <summary>
    /// Hands the waiting events to <paramref name="keep"/>, oldest first, and removes a file once all of it was kept. Ends
    /// early when <paramref name="keep"/> fails or says that it can take no more; the next drain goes on from there.
    /// </summary>
    /// <returns>How many events were handed over.</returns>
    public async Task<int> DrainAsync(Func<IReadOnlyList<SpoolRecord>, Task<bool>> keep, CancellationToken cancellationToken)
    {
        await CloseAsync(cancellationToken);
        var drained = 0;
        try
        {
            foreach (var path in Directory.Exists(_directory) ? Others() : [])
            {
                using var file = TryOpenAlone(path);
                if (file is null)
                {
                    continue;
                }

                file.Position = _handedOver.GetValueOrDefault(path);
                foreach (var handful in SpoolRecord.ReadAll(file).Chunk(Handful))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (!await keep(handful))
                    {
                        return drained;
                    }

                    drained += handful.Length;
                    _handedOver[path] = handful[^1].End;
                }

                File.Delete(path);
                _handedOver.Remove(path);
            }
        }
        finally
        {
            lock (_gate)
            {
                _others = Directory.Exists(_directory) ? Measure() : 0;
            }
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
        foreach (var path in Others())
        {
            using var file = TryOpenAlone(path);
            if (file is null)
            {
                continue;
            }

            // What was handed over already is not written again: the file then begins with what still waits.
            file.Position = _handedOver.GetValueOrDefault(path);
            var entries = SpoolRecord.ReadAll(file).ToList();
            var rest = entries.ConvertAll(record => change(record.Entry));
            var differing = entries.Zip(rest).Count(pair => !ReferenceEquals(pair.First.Entry, pair.Second));
            if (differing > 0)
            {
                Replace(path, entries.Zip(rest, (record, entry) => SpoolRecord.Write(record.Lane, entry)));
                _handedOver.Remove(path);
                changed += differing;
            }
        }

        return changed;
    }

    public void Dispose()
    {
        _file?.Dispose();
        _fileGate.Dispose();
    }

    private async Task WritePendingAsync()
    {
        while (true)
        {
            List<Waiting> batch;
            lock (_gate)
            {
                if (_pending.Count == 0)
                {
                    _isWriting = false;
                    return;
                }

                (batch, _pending) = (_pending, []);
            }

            await WriteAsync(batch);
        }
    }

    private async Task WriteAsync(List<Waiting> batch)
    {
        var bytes = batch.Sum(waiting => (long)waiting.Record.Length);
        Exception? failure = null;
        await _fileGate.WaitAsync();
        try
        {
            // Written at the length that is known to be whole: what a failed write left half done is overwritten.
            var file = _file ??= Open();
            await RandomAccess.WriteAsync(file, [.. batch.Select(waiting => new ReadOnlyMemory<byte>(waiting.Record))], _length);
            RandomAccess.FlushToDisk(file);
        }
        catch (Exception reason)
        {
            failure = reason;
        }
        finally
        {
            lock (_gate)
            {
                _pendingBytes -= bytes;
                _length += failure is null ? bytes : 0;
            }

            _fileGate.Release();
        }

        foreach (var waiting in batch)
        {
            _ = failure is null ? waiting.Done.TrySetResult() : waiting.Done.TrySetException(failure);
        }
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
        await _fileGate.WaitAsync(cancellationToken);
        try
        {
            _file?.Dispose();
            lock (_gate)
            {
                _others += _length;
                _length = 0;
                _file = null;
                _path = null;
            }
        }
        finally
        {
            _fileGate.Release();
        }
    }

    private SafeFileHandle Open()
    {
        Directory.CreateDirectory(_directory);
        _path = Path.Combine(_directory, $"{Guid.CreateVersion7():N}.events");
        return File.OpenHandle(_path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    private long Measure() => Others().Sum(path => new FileInfo(path) is { Exists: true } file ? file.Length : 0);

    // Version 7 names sort by time. The file being written to is not among them.
    private List<string> Others() =>
        [.. Directory.EnumerateFiles(_directory, "*.events").Where(path => path != _path).Order(StringComparer.Ordinal)];

    private static FileStream? TryOpenAlone(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
        }
        catch (IOException)
        {
            // Another process writes to it or drains it, or has just removed it.
            return null;
        }
    }

    private sealed record Waiting(byte[] Record)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
