using Microsoft.AspNetCore.Http.HttpResults;
using StackExchange.Redis;
using ZaloBot.Leaders;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;

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

    private static async Task<Results<Ok<HealthReport>, JsonHttpResult<HealthReport>>> ReadyAsync(
        Store store, Spool spool, SettingsSource settings, AdministratorNotices notices)
    {
        var problems = new List<string>();
        var canVerify = settings.Current.Zalo.OaSecretKey.Length > 0;
        if (!canVerify)
        {
            problems.Add("Zalo:OaSecretKey is empty, so no event can be verified.");
        }

        var storeAnswers = await AnswersAsync(store);
        if (!storeAnswers)
        {
            problems.Add("The store does not answer; events go to the spool.");
        }

        var canKeep = storeAnswers || spool.IsWritable;
        if (!canKeep)
        {
            problems.Add("The spool cannot be written either.");
        }

        if (storeAnswers)
        {
            problems.AddRange((await notices.RecentAsync()).Keys.Select(cause => $"Needs an administrator: {cause}."));
        }

        if (settings.Faults.Count > 0)
        {
            problems.Add("The settings file was changed and refused; the last good settings are in force.");
        }

        return canVerify && canKeep
            ? TypedResults.Ok(new HealthReport(problems.Count == 0 ? "ready" : "degraded", problems))
            : TypedResults.Json(new HealthReport("not ready", problems), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<bool> AnswersAsync(Store store)
    {
        try
        {
            await store.Database.PingAsync();
            return true;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            return false;
        }
    }
}

/// <summary>The state of the bot.</summary>
/// <param name="Status"><c>live</c>, <c>ready</c>, <c>degraded</c> or <c>not ready</c>.</param>
/// <param name="Problems">What is wrong, in English sentences for an operator.</param>
public sealed record HealthReport(string Status, IReadOnlyList<string> Problems);
