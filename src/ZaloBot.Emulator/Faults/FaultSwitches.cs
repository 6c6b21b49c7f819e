namespace ZaloBot.Emulator;

/// <summary>
/// What goes wrong on purpose. Thread-safe; may be changed at any time in code, by <c>PUT /control/faults</c> or on the chat page.
/// A faulty call is counted in <see cref="Calls"/> with its <see cref="FaultKind"/>. To refuse connections altogether see
/// <see cref="ZaloEmulator.RefuseConnectionsAsync"/>.
/// </summary>
public sealed class FaultSwitches
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];
    private bool _duplicate;
    private bool _disorder;
    private TimeSpan _echoDelay;

    /// <summary>Raised after each change.</summary>
    public event EventHandler? Changed;

    /// <summary>The faults switched on, as they are now.</summary>
    public IReadOnlyList<Fault> Active
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults];
            }
        }
    }

    /// <summary>Each event is delivered a second time after it was accepted.</summary>
    public bool DuplicateDeliveries
    {
        get => _duplicate;
        set => Set(ref _duplicate, value);
    }

    /// <summary>
    /// Each event waits until the next one has overtaken it. One that nobody overtakes goes after a second,
    /// or when <see cref="ZaloEmulator.DeliveriesIdleAsync"/> is awaited.
    /// </summary>
    public bool DisorderDeliveries
    {
        get => _disorder;
        set => Set(ref _disorder, value);
    }

    /// <summary>How much later than the call the echo of a sent message is delivered, by the emulator's clock.</summary>
    public TimeSpan EchoDelay
    {
        get => _echoDelay;
        set => Set(ref _echoDelay, value);
    }

    /// <summary>Calls take this much longer.</summary>
    /// <param name="delay">By the emulator's clock.</param>
    /// <param name="path">Only calls to this path (or end of one); all when left out.</param>
    /// <param name="times">After so many calls the fault is over; never when left out.</param>
    public void Slow(TimeSpan delay, string? path = null, int? times = null) =>
        Add(new Fault { Kind = FaultKind.SlowAnswer, Path = path, Times = times, Delay = delay });

    /// <summary>Calls answer 5xx, or another status such as 403 or 404, with a page of HTML and do nothing.</summary>
    /// <param name="path">Only calls to this path (or end of one); all when left out.</param>
    /// <param name="times">After so many calls the fault is over; never when left out.</param>
    /// <param name="status">The HTTP status.</param>
    public void ServerError(string? path = null, int? times = null, int status = 503) =>
        Add(new Fault { Kind = FaultKind.ServerError, Path = path, Times = times, Status = status });

    /// <summary>Calls answer 200 with a page of HTML and do nothing.</summary>
    /// <param name="path">Only calls to this path (or end of one); all when left out.</param>
    /// <param name="times">After so many calls the fault is over; never when left out.</param>
    public void NotJson(string? path = null, int? times = null) =>
        Add(new Fault { Kind = FaultKind.NotJson, Path = path, Times = times });

    /// <summary>Calls answer -32 and do nothing.</summary>
    /// <param name="path">Only calls to this path (or end of one); all when left out.</param>
    /// <param name="times">After so many calls the fault is over; never when left out.</param>
    public void RateLimited(string? path = null, int? times = null) =>
        Add(new Fault { Kind = FaultKind.RateLimited, Path = path, Times = times });

    /// <summary>Calls do what they are asked, and then the connection dies without an answer.</summary>
    /// <param name="path">Only calls to this path (or end of one); all when left out.</param>
    /// <param name="times">After so many calls the fault is over; never when left out.</param>
    public void DropAnswers(string? path = null, int? times = null) =>
        Add(new Fault { Kind = FaultKind.DroppedAnswer, Path = path, Times = times });

    /// <summary>The connection dies before anything is done.</summary>
    /// <param name="path">Only calls to this path (or end of one); all when left out.</param>
    /// <param name="times">After so many calls the fault is over; never when left out.</param>
    public void DropRequests(string? path = null, int? times = null) =>
        Add(new Fault { Kind = FaultKind.DroppedRequest, Path = path, Times = times });

    /// <summary>Calls answer -220 as if the access token had run out, although it has not.</summary>
    /// <param name="path">Only calls to this path (or end of one); all when left out.</param>
    /// <param name="times">After so many calls the fault is over; never when left out.</param>
    public void ExpiredToken(string? path = null, int? times = null) =>
        Add(new Fault { Kind = FaultKind.ExpiredToken, Path = path, Times = times });

    /// <summary>Calls answer any error of the table (fact sheet 7.1) and do nothing.</summary>
    /// <param name="code">Such as -248.</param>
    /// <param name="path">Only calls to this path (or end of one); all when left out.</param>
    /// <param name="times">After so many calls the fault is over; never when left out.</param>
    public void Error(int code, string? path = null, int? times = null) =>
        Add(new Fault { Kind = FaultKind.Error, Path = path, Times = times, Code = code });

    /// <summary>Switches a fault on. Several of different kinds may strike the same call.</summary>
    /// <param name="fault">What goes wrong, where and how often.</param>
    public void Add(Fault fault)
    {
        lock (_gate)
        {
            _faults.Add(fault);
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Switches all faults of a kind off.</summary>
    /// <param name="kind">Which.</param>
    public void Remove(FaultKind kind)
    {
        lock (_gate)
        {
            _faults.RemoveAll(fault => fault.Kind == kind);
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Everything goes right again.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
            _duplicate = _disorder = false;
            _echoDelay = TimeSpan.Zero;
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Everything at once, so that nobody sees a half of it.</summary>
    internal void Replace(IReadOnlyList<Fault> faults, bool duplicate, bool disorder, TimeSpan echoDelay)
    {
        lock (_gate)
        {
            _faults.Clear();
            _faults.AddRange(faults);
            (_duplicate, _disorder, _echoDelay) = (duplicate, disorder, echoDelay);
        }
    }

    /// <summary>Tells listeners of a change that is kept elsewhere: the platform's port was closed or opened.</summary>
    internal void Announce() => Changed?.Invoke(this, EventArgs.Empty);

    /// <summary>The faults that strike this call, at most one of a kind; each is used up by one.</summary>
    internal IReadOnlyList<Fault> Take(ApiCall call)
    {
        List<Fault> struck = [];
        lock (_gate)
        {
            for (var i = 0; i < _faults.Count; i++)
            {
                var fault = _faults[i];
                if ((fault.Path is { } path && !call.IsTo(path)) || struck.Exists(other => other.Kind == fault.Kind))
                {
                    continue;
                }

                struck.Add(fault);
                if (fault.Times is { } times)
                {
                    _faults[i] = fault with { Times = times - 1 };
                }
            }

            _faults.RemoveAll(fault => fault.Times <= 0);
        }

        if (struck.Exists(fault => fault.Times is not null))
        {
            Changed?.Invoke(this, EventArgs.Empty);
        }

        return struck;
    }

    private void Set<T>(ref T field, T value)
    {
        lock (_gate)
        {
            field = value;
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }
}
