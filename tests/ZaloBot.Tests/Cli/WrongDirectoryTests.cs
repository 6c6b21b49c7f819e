using System.Text.Json;
using Shouldly;
using Xunit;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Tests.Settings;

namespace ZaloBot.Tests.Cli;

/// <summary>Commands on the data of a bot, given settings that lead to no data: an administrator must not be told that a back-up of nothing was taken.</summary>
public sealed class WrongDirectoryTests : IDisposable
{
    private const string Person = "7000000000000000004";

    private readonly SettingsFolder _folder = new();

    // Nobody listens there, so that `check` opens the store and goes no further.
    public WrongDirectoryTests() => _folder.Change("""{ "Zalo": { "OpenApiUrl": "http://127.0.0.1:1", "OAuthUrl": "http://127.0.0.1:1" } }""");

    public static TheoryData<string> OnExistingData => ["backup FOLDER", $"forget {Person}", $"forget {Person} --readmit", $"export {Person}", "keys", "keys renew", "keys renew-ring", "setup", "setup --close", "replay", "people codes"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(OnExistingData))]
    public async Task Without_any_data_they_refuse_and_begin_nothing(string command)
    {
        ShouldBeRefused(await RunAsync(command));

        Directory.Exists(_folder.At("data")).ShouldBeFalse();
        Directory.Exists(_folder.At("backups")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_check_opened_is_no_data_yet()
    {
        (await CheckAsync()).ShouldContain("còn trống");
        Directory.Exists(_folder.At("data")).ShouldBeTrue("check looks whether the store can be opened");

        ShouldBeRefused(await RunAsync("backup FOLDER"));
        ShouldBeRefused(await RunAsync($"forget {Person}"));
        Directory.Exists(_folder.At("backups")).ShouldBeFalse();

        await BegunStore.MakeAsync(_folder.File);
        (await CheckAsync()).ShouldNotContain("còn trống");
    }

    [Theory]
    [MemberData(nameof(OnExistingData))]
    public async Task Once_a_bot_ran_they_do_their_work(string command)
    {
        await BegunStore.MakeAsync(_folder.File);

        var outcome = await RunAsync(command);

        outcome.Error.ShouldNotContain("Redis.DataDirectory");
        outcome.Exit.ShouldBe(command.Contains("readmit", StringComparison.Ordinal) ? 1 : 0, outcome.Error);
    }

    [Fact]
    public async Task A_server_of_its_own_may_be_empty()
    {
        await using var redis = await RedisServer.StartAsync();
        _folder.Change($$"""{ "Redis": { "ConnectionString": "{{redis.ConnectionString}}" } }""");

        (await RunAsync("keys renew")).Exit.ShouldBe(0);
    }

    private void ShouldBeRefused(CommandOutcome outcome)
    {
        outcome.Exit.ShouldBe(1);
        outcome.Output.ShouldBeEmpty();
        outcome.Error.ShouldContain(_folder.At("data"));
        outcome.Error.ShouldContain("Redis.DataDirectory");
        outcome.Error.ShouldContain(_folder.File);
    }

    private async Task<string> CheckAsync() =>
        JsonDocument.Parse((await RunAsync("check --json")).Output).RootElement.GetProperty("lines").EnumerateArray()
            .Single(line => line.GetProperty("name").GetString() == "Redis.DataDirectory").GetProperty("finding").GetString()!;

    private Task<CommandOutcome> RunAsync(string command) =>
        Command.RunAsync([.. command.Split(' ').Select(word => word == "FOLDER" ? _folder.At("backups") : word), "--settings", _folder.File]);
}
