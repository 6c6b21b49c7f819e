using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace ZaloBot.Emulator;

/// <summary>The webhooks: signed, sent in order, repeated and given up as fact sheet 2 says; and the log of all attempts.</summary>
public sealed class Deliveries : IAsyncDisposable
{
    /// <summary>The documented times of the retries (fact sheet 2.3).</summary>
    public static readonly IReadOnlyList<TimeSpan> RetryTimes =
        [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)];

    private readonly EmulatorOptions _options;
    private readonly FaultSwitches _faults;
    private readonly Courier _courier;
    private readonly Lock _gate = new();
    private readonly Channel<Delivery> _queue = Channel.CreateUnbounded<Delivery>();
    private readonly Alarms _alarms;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task[] _pumps;
    private TaskCompletionSource _idle = Completed();
    private Delivery? _held;
    private int _underway;
    private int _numbers;

    internal Deliveries(EmulatorOptions options, FaultSwitches faults)
    {
        _options = options;
        _faults = faults;
        _courier = new Courier(options);
        _alarms = new Alarms(options.TimeProvider);
        Address = options.WebhookUrl;
        IsGranted = options.Granted;
        _pumps = [.. Enumerable.Range(0, options.ParallelDeliveries).Select(_ => Task.Run(PumpAsync))];
    }

    /// <summary>Every attempt, and every event for which none was made.</summary>
    public Journal<DeliveryAttempt> Attempts { get; } = new(capacity: 50_000);

    /// <summary>Where events go; null: nowhere.</summary>
    public Uri? Address { get; set; }

    /// <summary>False after the last retry of some event failed; from then on nothing is sent until <see cref="Resubscribe"/>.</summary>
    public bool IsSubscribed { get; private set; } = true;

    /// <summary>Whether the OA has granted the app; before that no event is sent.</summary>
    public bool IsGranted { get; internal set; }

    /// <summary>Events waiting for their next retry or for a delayed echo.</summary>
    public int Scheduled => _alarms.Count;

    /// <summary>The operator asked for the events again in the console.</summary>
    public void Resubscribe() => IsSubscribed = true;

    /// <summary>
    /// Done when no event is queued or on its way. Retries and echoes that wait for their time do not count:
    /// move the clock to make them go.
    /// </summary>
    /// <param name="timeout">Real time to wait; 20 s when left out.</param>
    /// <exception cref="TimeoutException">The app did not answer in time.</exception>
    public Task IdleAsync(TimeSpan? timeout = null)
    {
        lock (_gate)
        {
            ReleaseHeld();
            return _idle.Task.WaitAsync(timeout ?? Journal<DeliveryAttempt>.Patience);
        }
    }

    /// <summary>Stops sending; what is scheduled is forgotten.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stopping.CancelAsync();
        await Task.WhenAll(_pumps);
        _alarms.Dispose();
        lock (_gate)
        {
            _idle.TrySetResult();
        }

        _courier.Dispose();
        _stopping.Dispose();
    }

    /// <summary>The console's probe: no signature, no timestamp; only 200 in time is good enough.</summary>
    internal async Task<bool> ProbeAsync(Uri address)
    {
        var probe = new Delivery(0, "probe", "{}"u8.ToArray(), "");
        var (outcome, status) = await _courier.PostAsync(address, probe, _stopping.Token);
        Log(probe, outcome, status);
        return status == 200;
    }

    /// <summary>Signs an event and puts it on its way.</summary>
    /// <param name="name">The documented name; the body carries the one <see cref="Quirks.EventNames"/> puts in its place.</param>
    /// <param name="body">With <c>event_name</c> and <c>timestamp</c> in their places.</param>
    /// <param name="delay">Held back that long, by the emulator's clock.</param>
    internal void Send(string name, JsonObject body, TimeSpan delay = default)
    {
        var quirks = _options.Quirks;
        var sentName = quirks.EventNames.GetValueOrDefault(name, name);
        body["event_name"] = sentName;
        var bytes = Encoding.UTF8.GetBytes(quirks.EscapedBodies ? JsonText.Escaped(body) : JsonText.Raw(body));
        var text = (string?)body["message"]?["text"];
        var off = quirks.SwitchedOffEvents.GetValueOrDefault(name)
            || (quirks.OnlyHashTexts && text is not null && !text.StartsWith('#'));
        SendSigned(sentName, bytes, (string?)body["timestamp"] ?? "", off, delay);
    }

    internal void SendSigned(string name, byte[] bytes, string timestamp, bool switchedOff = false, TimeSpan delay = default)
    {
        var digest = Signing.Digest(_options.AppId, bytes, timestamp, _options.OaSecretKey);
        var delivery = new Delivery(Interlocked.Increment(ref _numbers), name, bytes,
            _options.Quirks.BareSignature ? digest : "mac=" + digest);
        DeliveryOutcome? reason = switchedOff ? DeliveryOutcome.SwitchedOff
            : !IsGranted ? DeliveryOutcome.NotGranted
            : !IsSubscribed ? DeliveryOutcome.Unsubscribed
            : Address is null ? DeliveryOutcome.NoAddress
            : null;
        if (reason is { } outcome)
        {
            Log(delivery, outcome, null);
        }
        else if (delay > TimeSpan.Zero)
        {
            Schedule(delivery, delay);
        }
        else
        {
            Enqueue(delivery, mayHold: true);
        }
    }

    private static TaskCompletionSource Completed()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    private void Enqueue(Delivery delivery, bool mayHold = false)
    {
        lock (_gate)
        {
            if (_underway++ == 0)
            {
                _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            if (!mayHold || !_faults.DisorderDeliveries)
            {
                _queue.Writer.TryWrite(delivery);
            }
            else if (_held is null)
            {
                _held = delivery;
                _alarms.After(TimeSpan.FromSeconds(1), () => ReleaseHeld(delivery));
            }
            else
            {
                _queue.Writer.TryWrite(delivery);
                ReleaseHeld();
            }
        }
    }

    private void ReleaseHeld(Delivery? only = null)
    {
        lock (_gate)
        {
            if (_held is { } held && (only is null || ReferenceEquals(held, only)))
            {
                _held = null;
                _queue.Writer.TryWrite(held);
            }
        }
    }

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var delivery in _queue.Reader.ReadAllAsync(_stopping.Token))
            {
                await TryDeliverAsync(delivery);
                lock (_gate)
                {
                    if (--_underway == 0)
                    {
                        _idle.TrySetResult();
                    }
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The emulator is going away; what is left in the queue goes with it.
        }
    }

    private async Task TryDeliverAsync(Delivery delivery)
    {
        if (!IsSubscribed || Address is not { } address)
        {
            Log(delivery, IsSubscribed ? DeliveryOutcome.NoAddress : DeliveryOutcome.Unsubscribed, null);
            return;
        }

        delivery = delivery with { FirstTriedAt = delivery.FirstTriedAt ?? _options.TimeProvider.GetUtcNow() };
        var (outcome, status) = await _courier.PostAsync(address, delivery, _stopping.Token);
        if (outcome == DeliveryOutcome.Accepted)
        {
            if (_faults.DuplicateDeliveries && !delivery.IsDuplicate)
            {
                Enqueue(delivery with { IsDuplicate = true });
            }
        }
        else if (outcome == DeliveryOutcome.NoConnection || _options.Quirks.RetryRefusedAnswers)
        {
            RetryOrGiveUp(delivery);
        }

        // Logged last: whoever waits for the attempt finds its retry scheduled already.
        Log(delivery, outcome, status);
    }

    private void RetryOrGiveUp(Delivery delivery)
    {
        if (delivery.Retry == RetryTimes.Count)
        {
            IsSubscribed = false;
            return;
        }

        var wait = RetryTimes[delivery.Retry];
        if (!_options.Quirks.RetryTimesAddUp)
        {
            wait -= _options.TimeProvider.GetUtcNow() - delivery.FirstTriedAt!.Value;
        }

        Schedule(delivery with { Retry = delivery.Retry + 1 }, wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
    }

    private void Schedule(Delivery delivery, TimeSpan wait) => _alarms.After(wait, () => Enqueue(delivery));

    private void Log(Delivery delivery, DeliveryOutcome outcome, int? status) => Attempts.Add(new DeliveryAttempt
    {
        Number = delivery.Number,
        EventName = delivery.EventName,
        Body = Encoding.UTF8.GetString(delivery.Body),
        Retry = delivery.Retry,
        IsDuplicate = delivery.IsDuplicate,
        Outcome = outcome,
        Status = status,
        At = _options.TimeProvider.GetUtcNow(),
    });
}
