using System.Text.Json;

using Shouldly;

using StackExchange.Redis;

using Xunit;

using ZaloBot.Emulator;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Cli;

/// <summary>The commands that reach for store and platform, against the embedded store and the stand-in.</summary>
public sealed class CheckTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zalobot-check-").FullName;
    private ZaloEmulator _zalo = null!;

    public async ValueTask InitializeAsync() => _zalo = await ZaloEmulator.StartAsync(new EmulatorOptions { WithPage = false });

    public async ValueTask DisposeAsync()
    {
        await _zalo.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task All_is_well()
    {
        var outcome = await CheckAsync(Settings());

        outcome.Output.ShouldContain("Mọi thứ đều tốt.");
        outcome.Output.ShouldContain(SettingsFile);
        outcome.Error.ShouldBeEmpty();
        outcome.Exit.ShouldBe(0);
    }

    [Fact]
    public async Task Programs_get_one_document()
    {
        var outcome = await CheckAsync(Settings(groups: [SampleWorld.MainGroup]), "--json");

        outcome.Exit.ShouldBe(0);
        var root = JsonDocument.Parse(outcome.Output).RootElement;
        root.GetProperty("well").GetBoolean().ShouldBeTrue();
        root.GetProperty("settings_file").GetString().ShouldBe(SettingsFile);
        root.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("area").GetString()).Distinct().ShouldBe(["settings", "store", "token", "groups"], ignoreOrder: true);
        var groups = root.GetProperty("groups").EnumerateArray().ToDictionary(group => group.GetProperty("id").GetString()!, group => group.GetProperty("declared").GetBoolean());
        groups[SampleWorld.MainGroup].ShouldBeTrue();
        groups[SampleWorld.CampGroup].ShouldBeFalse();
    }

    [Fact]
    public async Task A_group_id_that_is_a_character_off_gets_the_nearest()
    {
        var outcome = await CheckAsync(Settings(groups: ["ab12cd34ef56ab78cd9f"]), "--json");

        outcome.Exit.ShouldBe(1);
        Line(outcome, "Groups[0].Id").GetProperty("cure").GetString()!.ShouldContain("ab12cd34ef56ab78cd9");
    }

    [Fact]
    public async Task A_group_the_oa_does_not_have_is_bad()
    {
        var outcome = await CheckAsync(Settings(groups: ["0123456789abcdef"]), "--json");

        outcome.Exit.ShouldBe(1);
        Line(outcome, "Groups[0].Id").GetProperty("state").GetString().ShouldBe("bad");
    }

    [Fact]
    public async Task Without_consent_the_way_to_it_is_told()
    {
        var outcome = await CheckAsync(Settings(tokens: new TokenPair("", "")), "--json");

        outcome.Exit.ShouldBe(1);
        Line(outcome, "token").GetProperty("cure").GetString()!.ShouldContain("/oauth/zalo/start");
    }

    [Fact]
    public async Task A_token_the_platform_refuses_is_told_and_never_renewed()
    {
        var settings = Settings();
        var issued = _zalo.Tokens.Issued;
        _zalo.Tokens.ExpireAccess();

        var outcome = await CheckAsync(settings, "--json");

        outcome.Exit.ShouldBe(1);
        Line(outcome, "OpenAPI").GetProperty("state").GetString().ShouldBe("bad");
        _zalo.Tokens.Issued.ShouldBe(issued);
    }

    [Fact]
    public async Task A_platform_out_of_reach_is_told()
    {
        var settings = Settings();
        await _zalo.RefuseConnectionsAsync();

        var outcome = await CheckAsync(settings, "--json");

        outcome.Exit.ShouldBe(1);
        Line(outcome, "OpenAPI").GetProperty("finding").GetString()!.ShouldContain("Không gọi được Zalo");
    }

    [Fact]
    public async Task An_empty_webhook_key_is_not_well()
    {
        var outcome = await CheckAsync(Settings(oaSecretKey: ""), "--json");

        outcome.Exit.ShouldBe(1);
        Line(outcome, "Zalo.OaSecretKey").GetProperty("state").GetString().ShouldBe("bad");
    }

    [Fact]
    public async Task Faulty_settings_are_all_that_is_told()
    {
        var outcome = await CheckAsync("""{ "Zalo": { "OaId": 7 }, "Groups": [ { "Mode": "x" } ] }""", "--json");

        outcome.Exit.ShouldBe(1);
        var lines = JsonDocument.Parse(outcome.Output).RootElement.GetProperty("lines").EnumerateArray().ToArray();
        lines.ShouldContain(line => line.GetProperty("name").GetString() == "Zalo.OaId");
        lines.ShouldContain(line => line.GetProperty("name").GetString() == "Groups[0].Mode");
        lines.Where(line => line.GetProperty("area").GetString() != "settings").ShouldAllBe(line => line.GetProperty("state").GetString() == "skipped");
        Directory.Exists(Path.Combine(_folder, "data")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_redis_that_keeps_what_it_is_given_is_good()
    {
        await using var redis = await RedisServer.StartAsync();

        var outcome = await CheckAsync(Settings(redis: redis.ConnectionString), "--json");

        outcome.Exit.ShouldBe(0);
        Line(outcome, "appendonly").GetProperty("state").GetString().ShouldBe("good");
        Line(outcome, "maxmemory-policy").GetProperty("state").GetString().ShouldBe("good");
    }

    [Fact]
    public async Task A_redis_that_may_forget_is_bad()
    {
        await using var redis = await RedisServer.StartAsync();
        await using (var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString + ",allowAdmin=true"))
        {
            var server = connection.GetServers().Single();
            await server.ConfigSetAsync("appendonly", "no");
            await server.ConfigSetAsync("maxmemory-policy", "allkeys-lru");
        }

        var outcome = await CheckAsync(Settings(redis: redis.ConnectionString), "--json");

        outcome.Exit.ShouldBe(1);
        Line(outcome, "appendonly").GetProperty("state").GetString().ShouldBe("bad");
        Line(outcome, "maxmemory-policy").GetProperty("finding").GetString()!.ShouldContain("allkeys-lru");
    }

    [Fact]
    public async Task A_redis_out_of_reach_is_told()
    {
        var outcome = await CheckAsync(Settings(redis: "127.0.0.1:1,connectTimeout=200"), "--json");

        outcome.Exit.ShouldBe(1);
        Line(outcome, "Redis.ConnectionString").GetProperty("state").GetString().ShouldBe("bad");
    }

    [Fact]
    public async Task A_run_with_faulty_settings_ends_with_all_of_them()
    {
        await File.WriteAllTextAsync(SettingsFile, """{ "Zalo": { "OaId": 7, "AppId": "x" } }""");

        var outcome = await Command.RunAsync("run", "--settings", SettingsFile);

        outcome.Exit.ShouldBe(1);
        outcome.Output.ShouldBeEmpty();
        outcome.Error.ShouldContain("Zalo.OaId");
        outcome.Error.ShouldContain("Zalo.AppId");
        outcome.Error.ShouldContain("Organisation.Name");
    }

    [Fact]
    public async Task The_administrators_key_is_renewed_and_shown_once()
    {
        await File.WriteAllTextAsync(SettingsFile, Settings());
        await BegunStore.MakeAsync(SettingsFile);

        (await Command.RunAsync("keys", "--settings", SettingsFile)).Output.ShouldContain("Chưa có khóa quản trị");
        var renewed = await Command.RunAsync("keys", "renew", "--settings", SettingsFile);
        var again = await Command.RunAsync("keys", "--settings", SettingsFile);

        renewed.Exit.ShouldBe(0);
        renewed.Lines.ShouldHaveSingleItem().ShouldMatch("^zb_[0-9a-f]{64}$");
        again.Output.ShouldContain("Đã có khóa quản trị");
        again.Output.ShouldNotContain("zb_");
    }

    [Fact]
    public async Task The_set_up_window_is_opened_for_its_time_and_closed()
    {
        await File.WriteAllTextAsync(SettingsFile, Settings());
        await BegunStore.MakeAsync(SettingsFile);

        var opened = await Command.RunAsync("setup", "--settings", SettingsFile);
        var closed = await Command.RunAsync("setup", "--close", "--settings", SettingsFile);

        opened.Exit.ShouldBe(0);
        opened.Output.ShouldContain("30 phút");
        closed.Exit.ShouldBe(0);
        closed.Output.ShouldContain("đóng");
    }

    private string SettingsFile => Path.Combine(_folder, "appsettings.json");

    private async Task<CommandOutcome> CheckAsync(string settings, params string[] options)
    {
        await File.WriteAllTextAsync(SettingsFile, settings);
        return await Command.RunAsync(["check", "--settings", SettingsFile, .. options]);
    }

    private static JsonElement Line(CommandOutcome outcome, string name) =>
        JsonDocument.Parse(outcome.Output).RootElement.GetProperty("lines").EnumerateArray().Single(line => line.GetProperty("name").GetString() == name);

    private string Settings(string[]? groups = null, TokenPair? tokens = null, string oaSecretKey = "oaSecretForTests000", string redis = "")
    {
        var pair = tokens ?? _zalo.Tokens.Issue();
        var address = _zalo.Address.ToString().TrimEnd('/');
        return JsonSerializer.Serialize(new
        {
            Zalo = new
            {
                AppId = "1234567890123456789",
                OaId = "4000000000000000001",
                AppSecretKey = "appSecretForTests",
                OaSecretKey = oaSecretKey,
                pair.AccessToken,
                pair.RefreshToken,
                OpenApiUrl = address,
                OAuthUrl = address,
            },
            Redis = new { ConnectionString = redis },
            Organisation = new { Name = "Cơ quan Thử nghiệm", Administrators = new[] { SampleWorld.Administrator } },
            Groups = (groups ?? [SampleWorld.MainGroup, SampleWorld.CampGroup, SampleWorld.CommitteeGroup])
                .Select(id => new { Id = id, Name = "Nhóm " + id, Leaders = new[] { SampleWorld.Secretary } }),
        });
    }
}
