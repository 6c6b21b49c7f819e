using System.Security.Cryptography;

namespace ZaloBot.Settings;

/// <summary>Settings that follow their files: a change is read, checked and put in force; a faulty one is refused and told.</summary>
public sealed class WatchedSettings : SettingsSource, IDisposable
{
    // Editors write in several steps, and a mounted folder may tell nobody: wait a little, and look now and then anyhow.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LookAnyhow = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly string _file;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly Dictionary<string, FileSystemWatcher> _watchers = new(StringComparer.Ordinal);
    private string _seen;
    private bool _disposed;

    /// <summary>Follows the files of a reading that was good.</summary>
    /// <param name="reading">What was read first.</param>
    /// <param name="environment">The variables to lay over the file at each reading.</param>
    /// <param name="clock">The clock of the wait between change and reading.</param>
    /// <exception cref="ArgumentException">The reading has no settings.</exception>
    public WatchedSettings(SettingsReading reading, IReadOnlyDictionary<string, string> environment, TimeProvider? clock = null)
        : base(reading.Snapshot ?? throw new ArgumentException("The first reading must be good.", nameof(reading)))
    {
        _file = reading.File;
        _environment = environment;
        _clock = clock ?? TimeProvider.System;
        Warnings = reading.Faults;
        _seen = Fingerprint();
        _timer = _clock.CreateTimer(_ => ReloadIfChanged(), state: null, LookAnyhow, LookAnyhow);
        Watch();
    }

    /// <summary>The file the settings come from.</summary>
    public string File => _file;

    /// <summary>Reads the files now.</summary>
    /// <param name="force">Takes a people file that lost more than a fifth of the people too.</param>
    /// <returns>What was found; with a snapshot when it is now in force.</returns>
    public SettingsReading Reload(bool force = false)
    {
        lock (_gate)
        {
            _seen = Fingerprint();
            var reading = SettingsFile.Load(_file, _environment, _clock);
            var faults = new FaultList();
            faults.AddRange(reading.Faults);
            if (reading.Snapshot is { } next)
            {
                Compare(next, force, faults);
            }

            var judged = new SettingsReading(_file, faults.HasErrors ? null : reading.Snapshot, faults.All);
            if (judged.Snapshot is null)
            {
                Refuse(judged.Faults);
            }
            else
            {
                Replace(judged.Snapshot, judged.Faults);
                Watch();
            }

            return judged;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer.Dispose();
            foreach (var watcher in _watchers.Values)
            {
                watcher.Dispose();
            }
        }
    }

    private void ReloadIfChanged()
    {
        lock (_gate)
        {
            if (!_disposed && Fingerprint() != _seen)
            {
                Reload();
            }
        }
    }

    // What is no fault by itself but must not happen to a bot at work.
    private void Compare(SettingsSnapshot next, bool force, FaultList faults)
    {
        if (Current.Zalo.OaSecretKey.Length > 0 && next.Settings.Zalo.OaSecretKey.Length == 0)
        {
            faults.Error("Zalo.OaSecretKey", FaultKind.SecretEmptied);
        }

        var before = People.All.Where(person => person.UserId.Length > 0).ToList();
        var missing = before.Count(person => next.People.Find(person.UserId) is null);
        if (!force && missing * 5 > before.Count)
        {
            faults.Error("Organisation.PeopleFile", FaultKind.PeopleDropped, ("missing", missing), ("before", before.Count));
        }
    }

    private IEnumerable<string> Files() => Current.Organisation.PeopleFile is { Length: > 0 } people ? [_file, people] : [_file];

    private string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files())
        {
            try
            {
                hash.AppendData(System.IO.File.ReadAllBytes(file));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A file that is away, or being replaced, is a state of its own.
                hash.AppendData([0]);
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private void Watch()
    {
        foreach (var folder in Files().Select(file => Path.GetDirectoryName(file)!).Where(Directory.Exists).Distinct(StringComparer.Ordinal))
        {
            if (_watchers.ContainsKey(folder))
            {
                continue;
            }

            try
            {
                // The whole folder: Kubernetes changes a link beside the file, editors rename over it.
                var watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.FileName | NotifyFilters.Size };
                watcher.Changed += (_, change) => Soon(change.Name);
                watcher.Created += (_, change) => Soon(change.Name);
                watcher.Renamed += (_, change) => Soon(change.Name);
                watcher.Deleted += (_, change) => Soon(change.Name);
                watcher.EnableRaisingEvents = true;
                _watchers.Add(folder, watcher);
            }
            catch (IOException)
            {
                // No more watches to be had on this machine: the timer looks all the same.
            }
        }
    }

    private void Soon(string? name)
    {
        // ..data is the link Kubernetes turns when a mounted file changes.
        if (name is null || name.StartsWith("..", StringComparison.Ordinal) || Files().Any(file => Path.GetFileName(file) == name))
        {
            _timer.Change(Settle, LookAnyhow);
        }
    }
}
