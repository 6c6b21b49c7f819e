using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ZaloBot.Settings;

namespace ZaloBot.Telemetry;

/// <summary>Registers figures at <c>/metrics</c> and, where the environment names a collector, figures and traces sent to it.</summary>
public static class TelemetryServices
{
    /// <summary>The variable of the OpenTelemetry specification that names the collector.</summary>
    public const string CollectorVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Those of routing and of pooled memory are left out: they count several times in every request, and nobody who runs the bot asks for them.
    private static readonly string[] OfTheServer =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Diagnostics", "Microsoft.AspNetCore.RateLimiting",
    ];

    public static IServiceCollection AddTelemetry(this IServiceCollection services, TelemetryOptions options)
    {
        var sends = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(CollectorVariable));
        if (!options.Metrics && !sends)
        {
            return services;
        }

        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource

            // Under its own name, unless the environment (OTEL_SERVICE_NAME) gives it another.
            .AddService("ZaloBot").AddEnvironmentVariableDetector()).WithMetrics(metrics =>
        {
            metrics.AddMeter(BotMetrics.MeterName).AddMeter(OfTheServer).AddRuntimeInstrumentation().AddView(WithRoomFor);
            if (options.Metrics)
            {
                metrics.AddPrometheusExporter();
            }

            if (sends)
            {
                metrics.AddOtlpExporter();
            }
        });
        // Started after what listens to the counters, which begin at zero then.
        services.AddSingleton<StateGauges>().AddHostedService(provider => provider.GetRequiredService<StateGauges>());
        if (sends)
        {
            // No spans of outgoing HTTP calls: their addresses carry ids.
            telemetry.WithTracing(traces => traces.AddSource(BotTraces.SourceName).AddAspNetCoreInstrumentation().AddOtlpExporter());
        }

        return services;
    }

    // The library makes room at the start for all that may come: 2,000 series of each of some fifty instruments, six megabytes where there are little more than a hundred series.
    private static MetricStreamConfiguration WithRoomFor(Instrument instrument) => new() { CardinalityLimit = instrument.Name == "http.server.request.duration" ? 1_000 : 200 };
}
