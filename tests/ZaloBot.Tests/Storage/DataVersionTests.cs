using Shouldly;
using Xunit;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Storage;

/// <summary>Data of an older program is brought up, data of a newer one refused.</summary>
public sealed class DataVersionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zalobot-version-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_empty_store_is_stamped()
    {
        await using var store = await OpenAsync();
        (await DataVersion.EnsureAsync(store, The.Settings)).ShouldBe(DataVersion.Current);
        ((int)await store.Database.StringGetAsync(store.Keys.DataVersion)).ShouldBe(DataVersion.Current);
    }

    [Fact]
    public async Task Data_from_before_the_stamp_is_brought_up_and_kept()
    {
        await using var store = await OpenAsync();
        await store.Database.StringSetAsync(store.Keys.PersonByApp("8000000000000000004"), The.Member);
        await store.Database.ListLeftPushAsync(store.Keys.LeaderInbox(The.Leader), "{}");
        await store.Database.SetAddAsync(store.Keys.WaitingLeaders, The.Leader);

        (await DataVersion.EnsureAsync(store, The.Settings)).ShouldBe(1);

        ((string?)await store.Database.StringGetAsync(store.Keys.PersonByApp("8000000000000000004"))).ShouldBe(The.Member);
        (await store.Database.KeyTimeToLiveAsync(store.Keys.PersonByApp("8000000000000000004"))).ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.FromDays(364));
        (await store.Database.KeyTimeToLiveAsync(store.Keys.LeaderInbox(The.Leader))).ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.FromDays(6));
        (await DataVersion.EnsureAsync(store, The.Settings)).ShouldBe(DataVersion.Current, "once");
    }

    [Fact]
    public async Task The_bot_does_not_start_on_data_of_a_newer_program()
    {
        await using (var store = await OpenAsync())
        {
            await store.Database.StringSetAsync(store.Keys.DataVersion, DataVersion.Current + 1);
        }

        var settings = SettingsSource.Fixed(The.Settings with { Redis = new RedisOptions { DataDirectory = _folder } });
        var error = new StringWriter();
        var before = Console.Error;
        Console.SetError(error);
        try
        {
            (await BotProcess.RunAsync(settings, TestContext.Current.CancellationToken)).ShouldBe(1);
        }
        finally
        {
            Console.SetError(before);
        }

        error.ToString().ShouldContain("newer ZaloBot");
    }

    private Task<Store> OpenAsync() => Store.OpenAsync(new StoreOptions("4000000000000000001", "", _folder));
}
