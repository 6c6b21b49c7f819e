using ZaloBot.Settings;

namespace ZaloBot.Privacy;

/// <summary>Registers what people's rights over their data need.</summary>
public static class PrivacyServices
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services, RedisOptions redis)
    {
        services.AddSingleton(ErasedPeople.KeyOf(redis)).AddSingleton<ErasedPeople>();
        services.AddSingleton<Erasure>().AddSingleton<ErasureHandler>();
        services.AddSingleton<Retention>().AddSingleton<PersonExport>();
        services.AddSingleton<StoreRewriting>().AddHostedService(provider => provider.GetRequiredService<StoreRewriting>());
        return services;
    }
}
