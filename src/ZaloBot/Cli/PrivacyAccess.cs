using Microsoft.Extensions.Logging.Abstractions;
using ZaloBot.Privacy;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;

namespace ZaloBot.Cli;

/// <summary>What a command needs to erase people, made by hand since a command builds no application.</summary>
internal sealed class PrivacyAccess : IDisposable
{
    private readonly Spool _spool;

    public PrivacyAccess(Store store, SettingsSnapshot snapshot, TimeProvider clock)
    {
        Settings = SettingsSource.Fixed(snapshot.Settings, snapshot.People);
        _spool = new Spool(snapshot.Settings.Redis.DataDirectory, snapshot.Settings.Webhook.SpoolMegabytes * 1024L * 1024L);
        Erased = new ErasedPeople(store, ErasedPeople.KeyOf(snapshot.Settings.Redis));
        Rewriting = new StoreRewriting(store, Settings, new Pulse(), clock, NullLogger<StoreRewriting>.Instance);
        Erasure = new Erasure(store, _spool, Erased, Rewriting, Settings, clock);
    }

    public SettingsSource Settings { get; }

    public ErasedPeople Erased { get; }

    public StoreRewriting Rewriting { get; }

    public Erasure Erasure { get; }

    public void Dispose()
    {
        Rewriting.Dispose();
        _spool.Dispose();
    }
}
