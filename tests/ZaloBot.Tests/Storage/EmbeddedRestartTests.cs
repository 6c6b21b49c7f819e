using Shouldly;
using Xunit;
using ZaloBot.Storage;

namespace ZaloBot.Tests.Storage;

/// <summary>The embedded store begins its log anew at each start: what a killed process left unfinished in it must not swallow what follows.</summary>
public sealed class EmbeddedRestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zalobot-restart-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_start_writes_a_checkpoint_and_loses_nothing()
    {
        var options = new StoreOptions("4000000000000000001", "", _folder);
        for (var start = 0; start < 3; start++)
        {
            var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            await using var store = await Store.OpenAsync(options);
            ((long)await store.Database.ExecuteAsync("LASTSAVE")).ShouldBeGreaterThanOrEqualTo(before);
            (await store.Database.StringIncrementAsync(store.Keys.LastEvent)).ShouldBe(start + 1);
        }
    }
}
