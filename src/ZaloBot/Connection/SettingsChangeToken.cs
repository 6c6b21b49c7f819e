using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using ZaloBot.Settings;

namespace ZaloBot.Connection;

/// <summary>Makes the platform client's options follow a reload of the settings.</summary>
internal sealed class SettingsChangeToken : IOptionsChangeTokenSource<Zalo.ZaloOptions>
{
    private ConfigurationReloadToken _change = new();

    public SettingsChangeToken(SettingsSource settings) =>
        settings.Changed += _ => Interlocked.Exchange(ref _change, new ConfigurationReloadToken()).OnReload();

    public string Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => Volatile.Read(ref _change);
}
