using Shouldly;
using StackExchange.Redis;
using Xunit;
using ZaloBot.Storage;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Storage;

/// <summary>A commit is stopped by a condition that does not hold, and by nothing else.</summary>
public sealed class ChangesTests : IDisposable
{
    private const int Commits = 200;

    private readonly string _folder = Directory.CreateTempSubdirectory("zalobot-changes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Redis)]
    public async Task What_others_write_into_the_same_hash_stops_no_commit_that_asks_for_one_of_its_fields(StoreKind on)
    {
        await using var redis = on == StoreKind.Redis ? await RedisServer.StartAsync() : null;
        await using var store = await Store.OpenAsync(new StoreOptions(The.Settings.Zalo.OaId, redis?.ConnectionString ?? "", _folder));
        var hash = store.Keys.OutboxItems;
        await store.Database.HashSetAsync(hash, "mine", 1);

        var written = 0;
        for (var number = 0; number < Commits; number++)
        {
            var changes = new Changes();
            changes.Require(Condition.HashExists(hash, "mine"));
            changes.Add(transaction => transaction.HashIncrementAsync(hash, "count"));
            changes.Afterwards(() => written++);

            // Commits have connections of their own, so these writes come between a commit's look and its writing.
            var others = WriteAsync(store.Database, hash);
            (await changes.CommitAsync(store.CommitsOf(0))).ShouldBeTrue();
            await others;
        }

        ((int)await store.Database.HashGetAsync(hash, "count")).ShouldBe(Commits, "each of them once");
        written.ShouldBe(Commits);

        var gone = new Changes();
        gone.Require(Condition.HashExists(hash, "erased"));
        gone.Add(transaction => transaction.HashIncrementAsync(hash, "count"));
        (await gone.CommitAsync(store.CommitsOf(0))).ShouldBeFalse();
        ((int)await store.Database.HashGetAsync(hash, "count")).ShouldBe(Commits);
    }

    private static async Task WriteAsync(IDatabase database, RedisKey hash)
    {
        for (var number = 0; number < 5; number++)
        {
            await database.HashSetAsync(hash, "theirs", number);
        }
    }
}
