using Microsoft.Extensions.Options;
using ZaloBot.Settings;
using ZaloBot.Zalo;
using ZaloBot.Zalo.Pacing;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Connection;

/// <summary>Registers the platform's client with what this application gives it: settings, tokens and pace in the store.</summary>
public static class ZaloConnection
{
    public static IServiceCollection AddZaloConnection(this IServiceCollection services, SettingsSource settings, bool renewsTokens = true)
    {
        services.AddSingleton<ITokenStore, StoredTokens>().AddSingleton<ITokenLock, StoredTokenLock>().AddSingleton<IPaceLedger, StoredPace>();
        services.AddSingleton<IOptionsChangeTokenSource<Zalo.ZaloOptions>>(new SettingsChangeToken(settings));
        services.AddZalo(options => Fill(options, settings.Current.Zalo, renewsTokens));
        return services.AddSingleton<ConsentGrant>().AddHostedService<ConnectionWatch>()
            .AddSingleton<SilenceWatch>().AddHostedService(provider => provider.GetRequiredService<SilenceWatch>());
    }

    private static void Fill(Zalo.ZaloOptions options, Settings.ZaloOptions zalo, bool renewsTokens)
    {
        options.AppId = zalo.AppId;
        options.AppSecretKey = zalo.AppSecretKey;
        options.AccessToken = zalo.AccessToken;
        options.RefreshToken = zalo.RefreshToken;
        options.OpenApiUrl = new Uri(zalo.OpenApiUrl);
        options.OAuthUrl = new Uri(zalo.OAuthUrl);
        options.CallsPerMinute = zalo.CallsPerMinute;
        options.SendsAppSecretProof = zalo.SendAppSecretProof;
        options.RenewsTokens = renewsTokens;
    }
}
