using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Refit;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Json;
using ZaloBot.Zalo.Pacing;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Zalo;

/// <summary>Registers the platform.</summary>
public static class ZaloServices
{
    /// <summary>Name of the HTTP client for everything but OAuth.</summary>
    public const string OpenApiClient = "zalo-openapi";

    /// <summary>Name of the HTTP client for OAuth.</summary>
    public const string OAuthClient = "zalo-oauth";

    /// <summary>
    /// Adds <see cref="ZaloClient"/>, <see cref="TokenKeeper"/> and the interfaces beneath them. The caller brings
    /// <see cref="ITokenStore"/>, <see cref="ITokenLock"/> and, where several processes share the OA, <see cref="IPaceLedger"/>.
    /// </summary>
    public static IServiceCollection AddZalo(this IServiceCollection services, Action<ZaloOptions> configure)
    {
        services.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.TryAddSingleton<IPaceLedger, LocalPaceLedger>();
        services.TryAddSingleton<IPace, MinutePace>();
        services.TryAddSingleton<TokenKeeper>();
        services.TryAddSingleton<ZaloClient>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, TokenRenewalService>());
        services.TryAddTransient<AccessTokenHandler>();
        services.TryAddTransient<PaceHandler>();
        services.TryAddTransient<CallLogHandler>();
        services.TryAddTransient<CallTraceHandler>();

        var openApi = AddClient(services, OpenApiClient, options => options.OpenApiUrl);
        openApi.AddResilienceHandler("repeats", ZaloResilience.AddRepeats);
        openApi.AddHttpMessageHandler<AccessTokenHandler>()
            .AddHttpMessageHandler<PaceHandler>()
            .AddHttpMessageHandler<CallLogHandler>();
        openApi.AddResilienceHandler("limits", ZaloResilience.AddLimits);
        openApi.AddHttpMessageHandler<CallTraceHandler>();
        AddApi<IZaloGroupApi>(openApi);
        AddApi<IZaloGroupMessageApi>(openApi);
        AddApi<IZaloPrivateMessageApi>(openApi);
        AddApi<IZaloHistoryApi>(openApi);
        AddApi<IZaloUserApi>(openApi);
        AddApi<IZaloQuotaApi>(openApi);
        AddApi<IZaloUploadApi>(openApi);

        var oauth = AddClient(services, OAuthClient, options => options.OAuthUrl);
        oauth.AddHttpMessageHandler<CallLogHandler>();
        oauth.AddResilienceHandler("limit", ZaloResilience.AddOAuthLimit);
        oauth.AddHttpMessageHandler<CallTraceHandler>();
        AddApi<IZaloOAuthApi>(oauth);
        return services;
    }

    private static IHttpClientBuilder AddClient(IServiceCollection services, string name, Func<ZaloOptions, Uri> address) =>
        services.AddHttpClient(name)
            .ConfigureHttpClient((provider, client) =>
            {
                client.BaseAddress = address(provider.GetRequiredService<IOptionsMonitor<ZaloOptions>>().CurrentValue);

                // The pipeline has its own times; this one would count the wait for the pace.
                client.Timeout = Timeout.InfiniteTimeSpan;
            })
            .UseSocketsHttpHandler((handler, provider) =>
            {
                handler.ConnectTimeout = provider.GetRequiredService<IOptionsMonitor<ZaloOptions>>().CurrentValue.ConnectTimeout;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                handler.UseCookies = false;

                // A redirect would carry the access token to wherever it points.
                handler.AllowAutoRedirect = false;
            })
            // Connections are renewed by PooledConnectionLifetime, so the clients may be kept for good.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();

    private static void AddApi<T>(IHttpClientBuilder client)
        where T : class =>
        client.Services.TryAddSingleton(provider => RestService.ForGenerated<T>(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(client.Name),
            RefitSettings.ForJsonContext(ZaloJson.Wire)));
}
