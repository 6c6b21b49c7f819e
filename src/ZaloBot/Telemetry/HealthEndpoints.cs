using Microsoft.AspNetCore.Http.HttpResults;

namespace ZaloBot.Telemetry;

/// <summary>
/// Probes. Live: the process answers. Ready: it can keep a webhook, in the store or in the spool. What else is wrong (a dead
/// token, say) makes it degraded, which is told and not punished: a restart would not help.
/// </summary>
public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/healthz").AllowAnonymous().WithTags("Health");
        health.MapGet("/live", () => TypedResults.Ok(new HealthReport("live", []))).WithName("Live").WithSummary("The process answers.");
        health.MapGet("/ready", ReadyAsync).WithName("Ready").WithSummary("The bot can keep a webhook.");
    }

    private static async Task<Results<Ok<HealthReport>, JsonHttpResult<HealthReport>>> ReadyAsync(HealthProbe probe, CancellationToken cancellationToken)
    {
        var health = await probe.LookAsync(cancellationToken);
        var report = new HealthReport(health.Status, health.Problems);
        return health.IsReady ? TypedResults.Ok(report) : TypedResults.Json(report, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}

/// <summary>The state of the bot.</summary>
/// <param name="Status"><c>live</c>, <c>ready</c>, <c>degraded</c> or <c>not ready</c>.</param>
/// <param name="Problems">What is wrong, in English sentences for an operator.</param>
public sealed record HealthReport(string Status, IReadOnlyList<string> Problems);
