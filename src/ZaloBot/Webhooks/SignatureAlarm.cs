using StackExchange.Redis;
using ZaloBot.Leaders;
using ZaloBot.Settings;

namespace ZaloBot.Webhooks;

/// <summary>
/// Counts wrong and missing signatures by the hour. A few are the weather of the internet; many mean that the secret was
/// changed, or that somebody tries to speak in the platform's name, and an administrator should know.
/// </summary>
public sealed partial class SignatureAlarm(AdministratorNotices notices, SettingsSource settings, TimeProvider time, ILogger<SignatureAlarm> logger)
{
    private readonly Lock _gate = new();
    private long _hour;
    private int _count;

    /// <summary>Counts one; never delays the answer to the request.</summary>
    public void Count()
    {
        lock (_gate)
        {
            var hour = time.GetUtcNow().ToUnixTimeSeconds() / 3600;
            _count = hour == _hour ? _count + 1 : 1;
            _hour = hour;
            if (_count != settings.Current.Webhook.WrongSignaturesPerHour)
            {
                return;
            }
        }

        _ = RaiseAsync();
    }

    private async Task RaiseAsync()
    {
        try
        {
            await notices.RaiseAsync("webhook:signatures", "wrong-signatures", "");
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            LogNotRaised(failure.GetType().Name);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Many wrong signatures, and the administrators could not be told: {Cause}.")]
    private partial void LogNotRaised(string cause);
}
