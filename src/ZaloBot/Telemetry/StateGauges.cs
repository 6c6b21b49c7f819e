using System.Diagnostics.Metrics;
using ZaloBot.Outbox;
using ZaloBot.Storage;
using ZaloBot.Webhooks;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Telemetry;

/// <summary>
/// Figures of how things stand: what waits where, how long the token lasts, how many things are wrong. Read from the store
/// every few seconds, so that whoever asks for figures never makes the store work.
/// </summary>
public sealed partial class StateGauges : BackgroundWork
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly BotMetrics _metrics;
    private readonly Inbox _inbox;
    private readonly OutboxStore _outbox;
    private readonly Spool _spool;
    private readonly Store _store;
    private readonly HealthProbe _probe;
    private readonly TokenKeeper _tokens;
    private readonly TimeProvider _time;
    private readonly ILogger<StateGauges> _logger;
    private State? _state;

    public StateGauges(
        IMeterFactory meters, BotMetrics metrics, Inbox inbox, OutboxStore outbox, Spool spool, Store store, HealthProbe probe, TokenKeeper tokens, LaneWorkers lanes, TimeProvider time, ILogger<StateGauges> logger)
    {
        (_metrics, _inbox, _outbox, _spool, _store, _probe, _tokens, _time, _logger) = (metrics, inbox, outbox, spool, store, probe, tokens, time, logger);
        var meter = meters.Create(BotMetrics.MeterName);
        Gauge("zalobot.inbox.waiting", state => state.Inbox, "Events kept and not yet handled.");
        Gauge("zalobot.outbox.waiting", state => state.Outbox, "Messages still to be said.");
        Gauge("zalobot.outbox.overdue", state => state.Overdue, "Messages that are due for more than a minute.");
        Gauge("zalobot.quarantine.held", state => state.Quarantine, "Events held in quarantine.");
        Gauge("zalobot.alerts.waiting", state => state.Alerts, "Alerts that wait until their reader writes to the OA.");
        Gauge("zalobot.spool.holds", state => state.SpoolHolds ? 1 : 0, "1 while events wait in the spool for the store.");
        Gauge("zalobot.health.ready", state => state.Health.IsReady ? 1 : 0, "1 while a webhook can be kept.");
        Gauge("zalobot.health.problems", state => state.Health.Problems.Count, "How many things are wrong; /healthz/ready says which.");
        meter.CreateObservableGauge("zalobot.lanes.held", () => lanes.HeldLanes, description: "Lanes this process works, of 16 over all processes.");
        meter.CreateObservableGauge("zalobot.token.seconds", () => Read(state => state.TokenSeconds), "s", "Until the access token ends; 0 without one.");

        void Gauge(string name, Func<State, long> read, string description) =>
            meter.CreateObservableGauge(name, () => Read(state => read(state)), description: description);
    }

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _metrics.BeginAtZero();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            try
            {
                await SampleAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotRead(failure.GetType().Name);
            }
        }
        while (await WaitAsync(timer, stoppingToken));
    }

    /// <summary>Reads everything once.</summary>
    public async Task SampleAsync(CancellationToken cancellationToken)
    {
        var health = await _probe.LookAsync(cancellationToken);

        // While the store is away the rest stays as it was last seen, but what is wrong is told.
        Volatile.Write(ref _state, (_state ?? State.Blank) with { Health = health, SpoolHolds = !_spool.IsEmpty });
        var now = _time.GetUtcNow();
        var items = await _outbox.AllAsync();
        var token = await _tokens.ExamineAsync(cancellationToken);
        Volatile.Write(ref _state, new State(
            await _inbox.LengthAsync(),
            items.Count,
            items.Count(item => item.Due < now - TimeSpan.FromMinutes(1)),
            await _store.Database.ListLengthAsync(_store.Keys.Quarantine),
            (await _probe.WaitingAlertsAsync()).Alerts,
            !_spool.IsEmpty,
            token.ExpiresAt is { } end && end > now ? (end - now).TotalSeconds : 0,
            health));
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // Nothing is told before it was looked at once.
    private IEnumerable<Measurement<T>> Read<T>(Func<State, T> read)
        where T : struct =>
        Volatile.Read(ref _state) is { } state ? [new Measurement<T>(read(state))] : [];

    private sealed record State(long Inbox, long Outbox, long Overdue, long Quarantine, long Alerts, bool SpoolHolds, double TokenSeconds, Health Health)
    {
        public static State Blank { get; } = new(0, 0, 0, 0, 0, SpoolHolds: false, 0, new Health(IsReady: false, []));
    }

    [LoggerMessage(1, LogLevel.Debug, "The state was not read: {Cause}.")]
    private partial void LogNotRead(string cause);
}
