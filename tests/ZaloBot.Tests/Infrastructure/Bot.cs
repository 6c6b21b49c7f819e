using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ZaloBot.Emulator;
using ZaloBot.Moderation;
using ZaloBot.Rules.Classification;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;

namespace ZaloBot.Tests.Infrastructure;

/// <summary>
/// The real application on a real store, its webhook fed by the emulator and its calls answered by it. Time is a fake clock;
/// nothing sleeps: <see cref="SettledAsync"/> waits for signals until all is quiet.
/// </summary>
internal sealed class Bot : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _directory = Directory.CreateTempSubdirectory("zalobot-test-").FullName;
    private readonly RedisServer? _redis;
    private IMessageClassifier? _opinion;
    private Func<SettingsSnapshot, SettingsSource> _source = snapshot => SettingsSource.Fixed(snapshot.Settings, snapshot.People);
    private WebApplication _app = null!;

    private Bot(ZaloEmulator zalo, FakeTimeProvider clock, RedisServer? redis)
    {
        Zalo = zalo;
        Clock = clock;
        _redis = redis;
    }

    public ZaloEmulator Zalo { get; }

    public FakeTimeProvider Clock { get; }

    public Store Store { get; private set; } = null!;

    public SettingsSource Settings { get; private set; } = null!;

    public RedisServer Redis => _redis!;

    public LogLines Log { get; } = new();

    public HttpClient Http { get; } = new();

    public string DataDirectory => Path.Combine(_directory, "data");

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Starts emulator, store and bot.</summary>
    /// <param name="settings">Changes <see cref="The.Settings"/>.</param>
    /// <param name="on">Which store.</param>
    /// <param name="opinion">A classifier in place of the shipped one, where a test needs a certain score.</param>
    /// <param name="password">Password of the Redis.</param>
    /// <param name="source">What the settings come from, where a test wants others to be read while the bot runs.</param>
    public static async Task<Bot> StartAsync(Func<ZaloBotSettings, ZaloBotSettings>? settings = null, StoreKind on = StoreKind.Embedded, IMessageClassifier? opinion = null, string password = "", Func<SettingsSnapshot, SettingsSource>? source = null)
    {
        var redis = on == StoreKind.Redis ? await RedisServer.StartAsync(password) : null;
        var clock = new FakeTimeProvider(The.Morning);
        var zalo = await ZaloEmulator.StartAsync(new EmulatorOptions { TimeProvider = clock, WithPage = false, OaCallsPerMinute = 100_000, AppCallsPerMinute = 100_000 });
        var bot = new Bot(zalo, clock, redis) { _opinion = opinion };
        bot._source = source ?? bot._source;
        await bot.StartAppAsync((settings ?? (same => same))(The.Settings));

        // A clock that a test moves while the first comparison is calling would let its calls time out.
        await bot.SettledAsync();
        return bot;
    }

    /// <summary>Waits until every delivered event was handled and everything due was said.</summary>
    public async Task SettledAsync()
    {
        await Zalo.DeliveriesIdleAsync(Patience);
        using var patience = new CancellationTokenSource(Patience);
        var stillness = Get<Stillness>();
        do
        {
            try
            {
                await stillness.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException late)
            {
                throw new TimeoutException($"Not still after {Patience.TotalMinutes:0} minutes: {await stillness.WhatMovesAsync()}.", late);
            }

            // What was said comes back as an event, which is handled before all is quiet.
            await Zalo.DeliveriesIdleAsync(Patience);
        }
        while (!await stillness.IsStillAsync());
    }

    /// <summary>Lets time pass in small steps, and at each step lets everything that falls due happen.</summary>
    public async Task PassTimeAsync(TimeSpan time)
    {
        var end = Clock.GetUtcNow() + time;
        var step = time / 40 > TimeSpan.FromSeconds(5) ? time / 40 : TimeSpan.FromSeconds(5);
        while (Clock.GetUtcNow() < end)
        {
            Clock.Advance(step);
            await SettledAsync();
        }
    }

    /// <summary>Posts to the webhook by hand.</summary>
    public async Task<HttpResponseMessage> PostAsync(byte[] body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Zalo.WebhookUrl!.ToString()));
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("application/json");
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-ZEvent-Signature", signature);
        }

        return await Http.SendAsync(request);
    }

    /// <summary>What the OA said in a group.</summary>
    public IReadOnlyList<string> SaidIn(string group) => [.. Zalo.World.MessagesIn(group).Where(message => message.IsFromOa).Select(message => message.Text!)];

    /// <summary>What the OA told a person.</summary>
    public IReadOnlyList<string> ToldTo(string user) => [.. Zalo.World.PrivateMessagesWith(user).Where(message => message.IsFromOa).Select(message => message.Text!)];

    public async Task<IReadOnlyList<CaseRecord>> CasesAsync() => [.. (await Get<CaseBook>().ReadAsync(100)).Select(found => found.Record)];

    /// <summary>Stops the application in good order and starts it anew on what it kept.</summary>
    /// <param name="meanwhile">What happens while it is stopped.</param>
    public async Task RestartAsync(Func<Task>? meanwhile = null)
    {
        await StopAppAsync();
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        await StartAppAsync(Settings.Current);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAppAsync();
        await Zalo.DisposeAsync();
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }

        Http.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task StartAppAsync(ZaloBotSettings settings)
    {
        var tokens = Zalo.Tokens.Issue();
        var address = Zalo.Address.ToString().TrimEnd('/');
        Settings = _source(new SettingsSnapshot(
            settings with
            {
                Redis = settings.Redis with { DataDirectory = DataDirectory, ConnectionString = _redis?.ConnectionString ?? "" },
                Zalo = settings.Zalo with { OpenApiUrl = address, OAuthUrl = address, AccessToken = tokens.AccessToken, RefreshToken = tokens.RefreshToken },
            },
            The.People));
        Store = await BotProcess.OpenStoreAsync(Settings.Current);
        _app = ZaloBotBuilder.Build(Settings, Store, builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddSingleton<TimeProvider>(Clock);

            if (_opinion is not null)
            {
                builder.Services.AddSingleton(_opinion);
            }

            // Lines go to the test instead of its standard error, unless the test wants the log as an operator reads it.
            if (settings.Log.Directory.Length == 0)
            {
                builder.Services.AddSingleton<ILoggerFactory>(new LoggerFactory([Log]));
            }
        });
        await _app.StartAsync();
        var listening = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http.BaseAddress ??= listening;
        Zalo.WebhookUrl = new Uri(listening, WebhookEndpoint.Path);
    }

    private async Task StopAppAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Store.DisposeAsync();
    }
}

/// <summary>The two stores the bot runs on.</summary>
public enum StoreKind
{
    Embedded,
    Redis,
}
