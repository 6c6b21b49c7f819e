using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;
using ZaloBot.Outbox;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Webhooks;
using ZaloBot.Zalo;
using ZaloBot.Zalo.Pacing;
using ZaloBot.Zalo.Tests.Infrastructure;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Queue.Tests.Infrastructure;

/// <summary>
/// The application put together but not started: a test takes one part of the queue and works it by hand, on a store of its own
/// name, with the platform and the clock in its hands.
/// </summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private Bench(WebApplication app, Store store, FakeTimeProvider clock, StubPlatform platform, FixedPace pace, SettingsSource settings, string folder)
    {
        (_app, _folder) = (app, folder);
        (Store, Clock, Platform, Pace, Settings) = (store, clock, platform, pace, settings);
    }

    public Store Store { get; }

    public FakeTimeProvider Clock { get; }

    public StubPlatform Platform { get; }

    public FixedPace Pace { get; }

    public SettingsSource Settings { get; }

    public IDatabase Database => Store.Database;

    public StoreKeys Keys => Store.Keys;

    public DateTimeOffset Now => Clock.GetUtcNow();

    public Inbox Inbox => Get<Inbox>();

    public OutboxStore Outbox => Get<OutboxStore>();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Has a work begin, as it does in a bot that answers requests.</summary>
    public static async Task BeginAsync(BackgroundWork work)
    {
        await work.StartAsync(TestContext.Current.CancellationToken);
        await ((IHostedLifecycleService)work).StartedAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<Bench> OpenAsync(Func<ZaloBotSettings, ZaloBotSettings>? settings = null, string accessToken = "access-1")
    {
        var store = await TestStore.OpenAsync();
        var folder = Directory.CreateTempSubdirectory("zalobot-queue-").FullName;
        var clock = new FakeTimeProvider(The.Morning);
        var platform = new StubPlatform();
        var pace = new FixedPace();
        var same = (settings ?? (all => all))(The.Settings);
        var source = SettingsSource.Fixed(same with { Redis = same.Redis with { DataDirectory = folder }, Zalo = same.Zalo with { AccessToken = accessToken } }, The.People);
        var app = ZaloBotBuilder.Build(source, store, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton<ITokenStore, NoTokens>().AddSingleton<IPaceLedger>(pace);
            builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
            builder.Services.AddHttpClient(ZaloServices.OpenApiClient).ConfigurePrimaryHttpMessageHandler(() => platform);
            builder.Services.AddHttpClient(ZaloServices.OAuthClient).ConfigurePrimaryHttpMessageHandler(() => platform);
        });
        return new Bench(app, store, clock, platform, pace, source, folder);
    }

    /// <summary>The nudges other processes are told from now on.</summary>
    public async Task<ChannelMessageQueue> HearNudgesAsync()
    {
        // They go over the connection of the intake, in order: those of what was kept before are told once this is answered.
        await Store.Intake.PingAsync();
        return await Store.Connection.GetSubscriber().SubscribeAsync(Keys.Nudges);
    }

    /// <summary>Writes what a test begins with, or what is its point.</summary>
    public async Task<bool> CommitAsync(Action<Changes> fill)
    {
        var changes = new Changes();
        fill(changes);
        return await changes.CommitAsync(Database);
    }

    /// <summary>Puts an item into the outbox.</summary>
    public async Task<OutboxItem> PlanAsync(OutboxItem item)
    {
        (await CommitAsync(changes => OutboxStore.Plan(changes, Keys, item))).ShouldBeTrue();
        return item;
    }

    /// <summary>A reminder to the main group, due now.</summary>
    public OutboxItem Item(string id = "i1") => new()
    {
        Id = id,
        Case = "K7FQ3X",
        Audience = Audience.Group,
        To = The.Group,
        Text = "Xin nhắc nhẹ (K7FQ3X)",
        Due = Now,
        ExpiresAt = Now + TimeSpan.FromHours(1),
    };

    /// <summary>An alert to the leader about the main group, due now.</summary>
    public OutboxItem Alert(string id = "a1") => Item(id) with { Audience = Audience.Person, To = The.Leader, AboutGroup = The.Group, About = The.Member };

    public async Task<Lease> LeaseAsync(RedisKey key) => (await Lease.TryTakeAsync(Database, key)).ShouldNotBeNull();

    public async ValueTask DisposeAsync()
    {
        // The resilience pipelines wait, on this clock, for calls that are still under way.
        var disposing = _app.DisposeAsync().AsTask();
        while (!disposing.Wait(TimeSpan.FromMilliseconds(1), CancellationToken.None))
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class NoTokens : ITokenStore
    {
        public Task<TokenState?> LoadAsync(CancellationToken cancellationToken) => Task.FromResult<TokenState?>(null);

        public Task<bool> TrySaveAsync(TokenState state, CancellationToken cancellationToken) => Task.FromResult(true);
    }
}

/// <summary>A pace that lets every call through and says until when it is closed as the test wishes.</summary>
internal sealed class FixedPace : IPaceLedger
{
    public DateTimeOffset? ClosedUntil { get; set; }

    public ValueTask<PaceNote> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(PaceNote.Blank with { ClosedUntil = ClosedUntil });

    public ValueTask<int?> TryTakeAsync(long minute, int allowance, CancellationToken cancellationToken) => ValueTask.FromResult<int?>(1);

    public void Close(DateTimeOffset until, DateTimeOffset exhaustedAt)
    {
    }

    public void Learn(int? limit, int? remain, long minute, int usedThen)
    {
    }
}
