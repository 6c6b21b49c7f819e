using System.Diagnostics;
using System.Diagnostics.Metrics;
using ZaloBot.Outbox;
using ZaloBot.Webhooks;
using ZaloBot.Zalo.Api;

namespace ZaloBot.Telemetry;

/// <summary>Every meter of the bot, named in one place with StateGauges; docs/operation.md explains them to an operator.</summary>
public sealed class BotMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "ZaloBot";

    // From a millisecond to the hour of an outage.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600, 3600],
    };

    private readonly Counter<long> _webhooks;
    private readonly Counter<long> _events;
    private readonly Counter<long> _repeated;
    private readonly Counter<long> _quarantined;
    private readonly Counter<long> _spooled;
    private readonly Counter<long> _findings;
    private readonly Counter<long> _joins;
    private readonly Counter<long> _settled;
    private readonly Counter<long> _refused;
    private readonly Histogram<double> _waited;
    private readonly Histogram<double> _sending;

    public BotMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _webhooks = meter.CreateCounter<long>("zalobot.webhook.requests", description: "Webhook requests, by outcome.");
        _events = meter.CreateCounter<long>("zalobot.events.handled", description: "Events handled, by kind.");
        _repeated = meter.CreateCounter<long>("zalobot.events.repeated", description: "Deliveries of events that were done already.");
        _quarantined = meter.CreateCounter<long>("zalobot.events.quarantined", description: "Signed events that could not be used.");
        _spooled = meter.CreateCounter<long>("zalobot.events.spooled", description: "Events that went to the spool because the store did not answer.");
        _findings = meter.CreateCounter<long>("zalobot.findings", description: "Findings, by rule and decision.");
        _joins = meter.CreateCounter<long>("zalobot.members.joined", description: "People who joined, by placement.");
        _settled = meter.CreateCounter<long>("zalobot.outbox.settled", description: "Messages settled, by audience and outcome.");
        _refused = meter.CreateCounter<long>("zalobot.outbox.refused", description: "Calls refused by the platform, by meaning.");
        _waited = meter.CreateHistogram("zalobot.events.waited", "s", "From receipt of an event until it was handled.", tags: null, Seconds);
        _sending = meter.CreateHistogram("zalobot.outbox.call", "s", "Duration of a call that sends a message.", tags: null, Seconds);
    }

    /// <summary>
    /// Tells each counter that alarms watch once with nothing counted. A series that first appears with its final value has never increased, for Prometheus: the
    /// first refusal after a start would alarm nobody, and silence could not be told from absence. Does nothing before somebody listens.
    /// </summary>
    public void BeginAtZero()
    {
        foreach (var outcome in (string[])["kept", "spooled", "setup", .. Enum.GetNames<WebhookRefusal>()])
        {
            _webhooks.Add(0, new KeyValuePair<string, object?>("outcome", outcome));
        }

        foreach (var audience in Enum.GetNames<Audience>())
        {
            foreach (var outcome in Enum.GetNames<DeliveryOutcome>())
            {
                _settled.Add(0, new KeyValuePair<string, object?>("audience", audience), new KeyValuePair<string, object?>("outcome", outcome));
            }
        }

        foreach (var meaning in Enum.GetNames<ErrorMeaning>())
        {
            _refused.Add(0, new KeyValuePair<string, object?>("meaning", meaning));
        }

        _repeated.Add(0);
        _quarantined.Add(0);
        _spooled.Add(0);
    }

    public void WebhookAnswered(string outcome) => _webhooks.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void EventHandled(string kind, TimeSpan waited)
    {
        _events.Add(1, new KeyValuePair<string, object?>("kind", kind));
        _waited.Record(waited.TotalSeconds);
    }

    public void EventRepeated() => _repeated.Add(1);

    public void EventQuarantined() => _quarantined.Add(1);

    public void EventSpooled() => _spooled.Add(1);

    public void FindingMade(string rule, string decision) =>
        _findings.Add(1, new KeyValuePair<string, object?>("rule", rule), new KeyValuePair<string, object?>("decision", decision));

    public void MemberJoined(string placement) => _joins.Add(1, new KeyValuePair<string, object?>("placement", placement));

    public void Settled(string audience, string outcome) =>
        _settled.Add(1, new KeyValuePair<string, object?>("audience", audience), new KeyValuePair<string, object?>("outcome", outcome));

    public void SendRefused(string meaning) => _refused.Add(1, new KeyValuePair<string, object?>("meaning", meaning));

    /// <summary>Measures until disposed.</summary>
    public IDisposable TimeSend() => new Timing(_sending, Stopwatch.GetTimestamp());

    private sealed class Timing(Histogram<double> histogram, long started) : IDisposable
    {
        public void Dispose() => histogram.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
    }
}
