using System.Collections.Immutable;

namespace ZaloBot.Emulator;

/// <summary>A list that only grows and that can be awaited, so that a test never has to poll. Thread-safe.</summary>
/// <typeparam name="T">What is written down.</typeparam>
/// <param name="capacity">How many entries are kept; older ones are forgotten, their numbers are not reused.</param>
public sealed class Journal<T>(int capacity = int.MaxValue)
{
    /// <summary>How long a wait lasts unless told: a safety net of real time, independent of any fake clock.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly Queue<T> _entries = new();
    private ImmutableList<Action<T>> _listeners = [];
    private TaskCompletionSource? _more;
    private int _forgotten;

    /// <summary>The entries kept, oldest first, as they are now.</summary>
    public IReadOnlyList<T> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>How many entries were ever written; a mark for <c>skip</c> in <see cref="WaitForAsync"/>.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _forgotten + _entries.Count;
            }
        }
    }

    /// <summary>The first entry that matches, already written or still to come.</summary>
    /// <param name="predicate">What to look for.</param>
    /// <param name="timeout">Real time to wait; <see cref="Patience"/> when left out.</param>
    /// <param name="skip">Entries to overlook: take <see cref="Count"/> beforehand to wait for something new.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">Nothing matched in time; the message tells what was seen last.</exception>
    public async Task<T> WaitForAsync(Func<T, bool> predicate, TimeSpan? timeout = null, int skip = 0, CancellationToken cancellationToken = default)
    {
        var patience = timeout ?? Patience;
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            while (true)
            {
                // The predicate runs outside the lock: it may look at a world that is just writing here.
                var (fresh, more) = Since(ref skip);
                foreach (var entry in fresh)
                {
                    if (predicate(entry))
                    {
                        return entry;
                    }
                }

                var left = patience - TimeProvider.System.GetElapsedTime(started);
                await more.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken);
            }
        }
        catch (TimeoutException late)
        {
            var seen = All;
            var last = seen.Count == 0 ? "none" : string.Join(Environment.NewLine, seen.TakeLast(5));
            throw new TimeoutException(
                $"No {typeof(T).Name} matched within {patience}. {seen.Count} seen, the last of them:{Environment.NewLine}{last}", late);
        }
    }

    /// <summary>Tells of each new entry, on the thread that writes it, until disposed.</summary>
    internal IDisposable Listen(Action<T> listener)
    {
        ImmutableInterlocked.Update(ref _listeners, list => list.Add(listener));
        return new Listening(() => ImmutableInterlocked.Update(ref _listeners, list => list.Remove(listener)));
    }

    internal void Add(T entry)
    {
        TaskCompletionSource? more;
        lock (_gate)
        {
            _entries.Enqueue(entry);
            if (_entries.Count > capacity)
            {
                _entries.Dequeue();
                _forgotten++;
            }

            more = _more;
            _more = null;
        }

        more?.TrySetResult();
        _listeners.ForEach(listener => listener(entry));
    }

    /// <summary>The entries from a mark on, the mark moved to the end, and a task for the next entry.</summary>
    private (IReadOnlyList<T> Fresh, Task More) Since(ref int mark)
    {
        lock (_gate)
        {
            T[] fresh = [.. _entries.Skip(Math.Max(0, mark - _forgotten))];
            mark = Math.Max(mark, _forgotten + _entries.Count);
            _more ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (fresh, _more.Task);
        }
    }

    private sealed class Listening(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
