namespace ZaloBot.Outbox;

/// <summary>Registers what brings the bot's words to the platform.</summary>
public static class OutboxServices
{
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.AddSingleton<OutboxStore>().AddSingleton<History>().AddSingleton<UndeliverableAlerts>().AddSingleton<SendGates>().AddSingleton<ChargeWatch>().AddSingleton<Delivery>().AddSingleton<OaEchoHandler>();
        return services.AddHostedService<Sender>();
    }
}
