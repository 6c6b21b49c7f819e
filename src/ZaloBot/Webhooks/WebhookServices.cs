using ZaloBot.Settings;

namespace ZaloBot.Webhooks;

/// <summary>Registers the way of an event from the webhook to its handlers.</summary>
public static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services, string dataDirectory, WebhookOptions options)
    {
        services.AddSingleton(new Spool(dataDirectory, options.SpoolMegabytes * 1024L * 1024L));
        services.AddSingleton<Inbox>().AddSingleton<Quarantine>().AddSingleton<SetupWindow>().AddSingleton<SignatureAlarm>();
        services.AddSingleton<Stillness>().AddSingleton<WebhookReception>().AddSingleton<EventProcessor>().AddSingleton<LaneWorkerFactory>();
        services.AddSingleton<LaneWorkers>().AddHostedService(provider => provider.GetRequiredService<LaneWorkers>());
        return services.AddHostedService<SpoolDrain>();
    }
}
