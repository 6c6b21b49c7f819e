using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Pacing;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Zalo.Tests.Infrastructure;

/// <summary>The whole library as an app registers it, with the network, the clock and the store in the test's hands.</summary>
public sealed class Bench : IDisposable
{
    private readonly ServiceProvider _services;

    public Bench(Action<ZaloOptions>? configure = null, MemoryTokenStore? store = null, MemoryTokenLock? tokenLock = null, ManualTime? time = null, StubPlatform? platform = null)
    {
        Time = time ?? new ManualTime();
        Platform = platform ?? new StubPlatform();
        Store = store ?? new MemoryTokenStore();
        TokenLock = tokenLock ?? new MemoryTokenLock();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(new Random(7));
        services.AddSingleton<ITokenStore>(Store);
        services.AddSingleton<ITokenLock>(TokenLock);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddZalo(options =>
        {
            options.AppId = "1234567890123456789";
            options.AppSecretKey = "appSecretForTests";
            options.AccessToken = "access-1";
            options.RefreshToken = "refresh-1";

            // Nobody waits for the pace unless a test is about it.
            options.CallsPerMinute = 100_000;
            configure?.Invoke(options);
        });
        services.AddHttpClient(ZaloServices.OpenApiClient).ConfigurePrimaryHttpMessageHandler(() => Platform);
        services.AddHttpClient(ZaloServices.OAuthClient).ConfigurePrimaryHttpMessageHandler(() => Platform);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public ManualTime Time { get; }

    public StubPlatform Platform { get; }

    public MemoryTokenStore Store { get; }

    public MemoryTokenLock TokenLock { get; }

    public LogLines Log { get; } = new();

    public ZaloClient Client => _services.GetRequiredService<ZaloClient>();

    public TokenKeeper Keeper => _services.GetRequiredService<TokenKeeper>();

    public IPace Pace => _services.GetRequiredService<IPace>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    // The resilience pipelines wait, on this clock, for calls that are still under way.
    public void Dispose()
    {
        var disposing = Task.Run(_services.Dispose);
        while (!disposing.Wait(TimeSpan.FromMilliseconds(1)))
        {
            Time.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
