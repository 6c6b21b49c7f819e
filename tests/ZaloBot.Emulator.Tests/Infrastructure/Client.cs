using Microsoft.Extensions.DependencyInjection;
using ZaloBot.Zalo;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Emulator.Tests;

/// <summary>The bot's own client, set up against the emulator with a store in memory.</summary>
public sealed class Client : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public Client(Platform platform)
    {
        var address = platform.Emulator.Address;
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(platform.Clock)
            .AddSingleton<ITokenStore, MemoryStore>()
            .AddSingleton<ITokenLock, NoLock>()
            .AddZalo(options =>
            {
                options.AppId = "1234567890123456789";
                options.AppSecretKey = "appSecretForTests";
                options.OpenApiUrl = address;
                options.OAuthUrl = address;
                options.AccessToken = platform.Tokens.AccessToken;
                options.RefreshToken = platform.Tokens.RefreshToken;
                options.SendsAppSecretProof = true;
            })
            .BuildServiceProvider();
        Zalo = _services.GetRequiredService<ZaloClient>();
    }

    public ZaloClient Zalo { get; }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class MemoryStore : ITokenStore
    {
        private TokenState? _state;

        public Task<TokenState?> LoadAsync(CancellationToken cancellationToken) => Task.FromResult(_state);

        public Task<bool> TrySaveAsync(TokenState state, CancellationToken cancellationToken)
        {
            _state = state;
            return Task.FromResult(true);
        }
    }

    private sealed class NoLock : ITokenLock, IAsyncDisposable
    {
        public Task<IAsyncDisposable?> TryTakeAsync(TimeSpan lifetime, CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable?>(this);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
