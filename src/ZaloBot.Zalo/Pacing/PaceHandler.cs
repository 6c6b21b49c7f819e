using System.Globalization;
using ZaloBot.Zalo.Api;

namespace ZaloBot.Zalo.Pacing;

/// <summary>Holds each call until the pace allows it, and tells the pace what the answer says of the platform's limits (fact sheet 8).</summary>
internal sealed class PaceHandler(IPace pace, TimeProvider time, Random random) : DelegatingHandler
{
    /// <summary>Spread over which several processes begin again, so that they do not all call in the same instant.</summary>
    private static readonly TimeSpan Jitter = TimeSpan.FromSeconds(5);

    private static readonly HttpRequestOptionsKey<CallPriority> PriorityKey = new(CallOptions.Priority);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await pace.WaitAsync(request.Options.TryGetValue(PriorityKey, out var priority) ? priority : CallPriority.Routine, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        pace.Observe(Header(response, "X-RateLimit-Limit"), Header(response, "X-RateLimit-Remain"));
        if ((int)response.StatusCode == 429 || await AnswerCode.ReadAsync(response, cancellationToken) == AnswerCode.RateExceeded)
        {
            pace.Exhausted(Reopening(response));
        }

        return response;
    }

    private DateTimeOffset Reopening(HttpResponseMessage response)
    {
        var now = time.GetUtcNow();
        var nextMinute = PaceRule.StartOf(PaceRule.MinuteOf(now) + 1) + (Jitter * random.NextDouble());
        var wished = response.Headers.RetryAfter is { } retry ? retry.Date ?? now + retry.Delta : null;
        return wished > nextMinute ? wished.Value : nextMinute;
    }

    private static int? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values)
        && int.TryParse(values.First(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
        && number >= 0
            ? number
            : null;
}
