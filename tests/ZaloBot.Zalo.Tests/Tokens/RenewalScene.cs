using ZaloBot.Zalo.Tests.Infrastructure;
using ZaloBot.Zalo.Tokens;
using static ZaloBot.Zalo.Tests.Infrastructure.Answers;

namespace ZaloBot.Zalo.Tests.Tokens;

/// <summary>
/// A refresh token works once and losing the pair it buys means that a human must be asked. Every way in which a renewal can go (fact sheet 5.1) is walked by
/// the tests over this scene: one keeper, a stub of the platform, a store and a clock.
/// </summary>
public abstract class RenewalScene : IDisposable
{
    private protected const string OAuth = "/v4/oa/access_token";
    private protected const string GetOa = "/v2.0/oa/getoa";
    private protected const string Message = "/v3.0/oa/group/message";
    private protected const string Oa = """{"data":{"oaid":"1"},"error":0}""";
    private protected const string Sent = """{"data":{"message_id":"m1"},"error":0}""";
    private protected const string Second = """{"access_token":"access-2","refresh_token":"refresh-2","expires_in":"90000"}""";
    private protected const string Third = """{"access_token":"access-3","refresh_token":"refresh-3","expires_in":90000}""";
    private protected const string Spent = """{"error":-14014,"error_name":"Invalid refresh token","error_reason":"spent","error_description":"?","ref_doc":"?"}""";

    private protected Bench Bench { get; } = new();

    private protected StubPlatform Platform => Bench.Platform;

    private protected MemoryTokenStore Store => Bench.Store;

    public void Dispose()
    {
        Bench.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static Func<SeenCall, CancellationToken, Task<HttpResponseMessage>> Refusal(int code) => JsonAnswer($$"""{"error":{{code}},"message":"x"}""");

    private protected static TokenPair Pair(int number) => new()
    {
        AccessToken = $"access-{number}",
        RefreshToken = $"refresh-{number}",
        ReceivedAt = ManualTime.Beginning,
        Origin = TokenOrigin.Consent,
    };

    private protected static TokenState Stored() => new() { Version = 1, Current = Pair(1) };

    // Takes the first pair from the settings and lets it grow old.
    private protected async Task AgeAsync()
    {
        await Bench.Keeper.GetAsync(default);
        Bench.Time.Advance(TimeSpan.FromHours(20));
    }
}
