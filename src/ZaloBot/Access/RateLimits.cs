using System.Globalization;
using System.Threading.RateLimiting;

namespace ZaloBot.Access;

/// <summary>
/// How often one address may ask, route by route. The webhook has no limit of its own: refusing a signed event would lose it,
/// and what is not signed costs one hash. Behind a proxy the address is the one the proxy names.
/// </summary>
public static class RateLimits
{
    /// <summary>Requests of one address within a minute, by the beginning of the path; the first that fits counts.</summary>
    public static IReadOnlyList<(string Path, int PerMinute)> PerMinute { get; } =
    [
        ("/sign-in", 20),
        ("/oauth", 30),
        ("/openapi", 60),
        ("/metrics", 120),
        ("/api", 300),
        ("/healthz", 600),
        ("/", 120),
    ];

    private const string Unlimited = "/webhook";

    public static IServiceCollection AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var rest) ? rest : TimeSpan.FromMinutes(1);
            context.HttpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (string Route, string Address)>(PartitionOf);
    });

    private static RateLimitPartition<(string Route, string Address)> PartitionOf(HttpContext http)
    {
        var path = http.Request.Path;
        if (path.StartsWithSegments(Unlimited, StringComparison.OrdinalIgnoreCase))
        {
            return RateLimitPartition.GetNoLimiter((Unlimited, ""));
        }

        var (route, limit) = PerMinute.First(entry => entry.Path == "/" || path.StartsWithSegments(entry.Path, StringComparison.OrdinalIgnoreCase));
        return RateLimitPartition.GetFixedWindowLimiter(
            (route, http.Connection.RemoteIpAddress?.ToString() ?? ""),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = TimeSpan.FromMinutes(1) });
    }
}
