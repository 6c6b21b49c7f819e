using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Zalo;

/// <summary>
/// What happens when the platform is slow or down. Only GETs are repeated: no POST of the platform takes a key by which it
/// could recognise a repetition, so repeating one may warn twice or remove twice.
/// </summary>
internal static class ZaloResilience
{
    /// <summary>Outermost: repeats of a GET pass token and pace again like any call.</summary>
    public static void AddRepeats(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context)
    {
        pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
        pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(500),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            // What is refused for its rate waits at the pace, not here.
            ShouldRetryAfterHeader = false,
            ShouldHandle = arguments => new(
                arguments.Context.GetRequestMessage()?.Method == HttpMethod.Get && MayPass(arguments.Outcome)),
        });
    }

    /// <summary>Innermost: a time for each attempt, and a pause for everybody while attempts keep failing.</summary>
    public static void AddLimits(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context)
    {
        pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
        var options = context.ServiceProvider.GetRequiredService<IOptionsMonitor<ZaloOptions>>();
        pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            FailureRatio = 0.8,
            MinimumThroughput = 8,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = TimeSpan.FromSeconds(15),
            ShouldHandle = static arguments => new(MayPass(arguments.Outcome)),
        });
        pipeline.AddTimeout(new HttpTimeoutStrategyOptions
        {
            TimeoutGenerator = arguments => new(IsUpload(arguments.Context) ? options.CurrentValue.UploadTimeout : options.CurrentValue.CallTimeout),
        });
    }

    /// <summary>For the OAuth host: a time, nothing else. Renewal has its own rules for repeating.</summary>
    public static void AddOAuthLimit(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context)
    {
        pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
        var options = context.ServiceProvider.GetRequiredService<IOptionsMonitor<ZaloOptions>>();
        pipeline.AddTimeout(new HttpTimeoutStrategyOptions { TimeoutGenerator = _ => new(options.CurrentValue.OAuthTimeout) });
    }

    private static bool MayPass(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: TokenException or BrokenCircuitException } => false,
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        { Result.StatusCode: HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError } => true,
        _ => false,
    };

    private static bool IsUpload(ResilienceContext context) => context.GetRequestMessage()?.Content is MultipartFormDataContent;
}
