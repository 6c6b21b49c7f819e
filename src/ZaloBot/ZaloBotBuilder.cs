using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ZaloBot.Access;
using ZaloBot.Api;
using ZaloBot.Connection;
using ZaloBot.Dashboard;
using ZaloBot.Learning;
using ZaloBot.Membership;
using ZaloBot.Moderation;
using ZaloBot.Outbox;
using ZaloBot.Privacy;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Telemetry;
using ZaloBot.Webhooks;
using ZaloBot.Words;

namespace ZaloBot;

/// <summary>Puts the application together: what it is made of, and which address leads where.</summary>
public static class ZaloBotBuilder
{
    /// <summary>Builds the application on an open store. It runs when started.</summary>
    /// <param name="settings">Checked settings.</param>
    /// <param name="store">The store; the caller disposes it after the application.</param>
    /// <param name="configure">What a test or the demo wants otherwise.</param>
    public static WebApplication Build(SettingsSource settings, Store store, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = Prepare(settings);
        configure?.Invoke(builder);
        return Build(builder, store);
    }

    /// <summary>All that needs no store, and so can be done while the store is being opened.</summary>
    public static WebApplicationBuilder Prepare(SettingsSource settings)
    {
        // Content root and environment come from the host; the bot's settings are its own and checked already. The host would watch everything
        // below the content root, where the store's files may lie, to read its own settings anew.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "ZaloBot", Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // The webhook answers 413 itself, with a sentence; this bound is for everything else.
            kestrel.Limits.MaxRequestBodySize = 2L * settings.Current.Webhook.MaxBodyBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 60;
            kestrel.Limits.MaxConcurrentConnections = settings.Current.Webhook.MaxConnections;
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(1);
        });
        builder.Services.AddSingleton(settings);

        // Whoever stops the bot kills it after some ten seconds; what is not finished by then is taken up at the next start.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(8));
        builder.AddLogs(settings.Current.Log);
        AddServices(builder.Services, settings);
        return builder;
    }

    /// <summary>Builds what was prepared on an open store. It runs when started.</summary>
    /// <param name="prepared">By <see cref="Prepare"/>.</param>
    /// <param name="store">The store; the caller disposes it after the application.</param>
    public static WebApplication Build(WebApplicationBuilder prepared, Store store)
    {
        prepared.Services.AddSingleton(store).TryAddSingleton(TimeProvider.System);
        var app = prepared.Build();
        Use(app);
        Map(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, SettingsSource settings)
    {
        var redis = settings.Current.Redis;

        // Before everything that reads the store: an older program must not work on data it does not understand.
        services.AddHostedService<DataVersionGuard>();
        services.AddSingleton<Nudge>().AddSingleton<Pulse>().AddSingleton<BotMetrics>().AddSingleton<HealthProbe>().AddSingleton<Wording>();
        services.AddWebhooks(redis.DataDirectory, settings.Current.Webhook).AddModeration().AddMembership().AddOutbox().AddPrivacy(redis);
        services.AddZaloConnection(settings);
        services.AddAdministratorAccess();
        services.AddSingleton<FindingReader>();
        services.AddHostedService<Housekeeping>().AddHostedService<MemoryAfterStart>();
        services.AddKeyRing(redis);
        services.AddAntiforgery(options => options.Cookie.Name = "zalobot-form");
        services.AddRazorComponents();
        services.AddProblemDetails();
        services.AddOpenApi(options => options.AddDocumentTransformer<ApiDocument>());
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.AddRateLimits();
        services.AddTelemetry(settings.Current.Telemetry);
    }

    private static void Use(WebApplication app)
    {
        app.UseSecurityHeaders(policies => policies
            .AddDefaultSecurityHeaders()
            .AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().None();
                csp.AddStyleSrc().Self();
                csp.AddImgSrc().Self();
                csp.AddFormAction().Self();
                csp.AddBaseUri().None();
                csp.AddFrameAncestors().None();
            }));
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();

        // The middleware only notes that a form was not sent from one of our pages; whoever then reads it would fail.
        app.Use((http, next) =>
        {
            if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
            {
                return next(http);
            }

            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
    }

    private static void Map(WebApplication app)
    {
        app.MapZaloWebhook();
        app.MapHealth();
        app.MapConsent();
        app.MapSignIn();
        app.MapDashboard();
        app.MapAnswerForm();
        app.MapApi();
        app.MapOpenApi().AllowAnonymous();
        if (app.Services.GetRequiredService<SettingsSource>().Current.Telemetry.Metrics)
        {
            app.MapPrometheusScrapingEndpoint("/metrics");
        }
    }
}
