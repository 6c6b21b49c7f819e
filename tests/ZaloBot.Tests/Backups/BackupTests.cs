using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;
using ZaloBot.Storage;
using ZaloBot.Tests.Cli;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Tests.Backups;

/// <summary>A back-up is taken from the running bot and put back, and the bot goes on from there.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zalobot-backup-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Redis)]
    public async Task The_bot_goes_on_from_the_backup(StoreKind on)
    {
        await using var bot = await Bot.StartAsync(on: on);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        var settings = SettingsOf(bot);
        var backup = await TakeAsync(settings);
        var before = (await bot.CasesAsync()).ShouldHaveSingleItem();
        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, The.OtherAdvertisement);
        await bot.SettledAsync();
        (await bot.CasesAsync()).Count.ShouldBe(2);

        await bot.RestartAsync(async () =>
        {
            if (on == StoreKind.Embedded)
            {
                Directory.Delete(bot.DataDirectory, recursive: true);
            }

            var restored = await Command.RunAsync("restore", backup, "--force", "--settings", settings);
            restored.Exit.ShouldBe(0, restored.Error);
        });

        (await bot.CasesAsync()).ShouldHaveSingleItem().Case.ShouldBe(before.Case);
        (await bot.Get<TokenKeeper>().ExamineAsync(CancellationToken.None)).Status.ShouldBe(TokenStatus.Good, "the key ring came back too");
        var said = bot.SaidIn(The.Group).Count;
        var delivered = bot.Zalo.Deliveries.Attempts.All[0];
        await bot.PostAsync(Encoding.UTF8.GetBytes(delivered.Body), Some.SignatureOf(Encoding.UTF8.GetBytes(delivered.Body)));
        await bot.SettledAsync();
        bot.SaidIn(The.Group).Count.ShouldBe(said, "what was done before the back-up is known to be done");
    }

    [Fact]
    public async Task A_backup_of_the_embedded_store_goes_into_a_redis()
    {
        string backup;
        await using (var bot = await Bot.StartAsync())
        {
            await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
            await bot.SettledAsync();
            backup = await TakeAsync(SettingsOf(bot));
        }

        await using var redis = await RedisServer.StartAsync();
        var target = WriteSettings(Path.Combine(_folder, "elsewhere"), redis.ConnectionString);
        (await Command.RunAsync("restore", backup, "--settings", target)).Exit.ShouldBe(0);
        await using var store = await Store.OpenAsync(new StoreOptions("4000000000000000001", redis.ConnectionString, _folder));
        var text = await StoreText.ReadAsync(store);
        text.ShouldContain("mỹ phẩm");
        (await store.Database.KeyTimeToLiveAsync(store.Keys.GroupMemory(The.Group))).ShouldNotBeNull("lives end as they would have");
    }

    [Fact]
    public async Task Who_withdrew_since_the_backup_does_not_come_back_with_it()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        var settings = SettingsOf(bot);
        var backup = await TakeAsync(settings);
        await bot.Zalo.Acts.WithdrawAsync(The.Member);
        await bot.SettledAsync();

        await bot.RestartAsync(async () =>
        {
            var restored = await Command.RunAsync("restore", backup, "--force", "--settings", settings);
            restored.Exit.ShouldBe(0, restored.Error);
            restored.Output.ShouldContain("xóa lại");
            StoreText.FilesWith(bot.DataDirectory, The.Member, "mỹ phẩm").ShouldBeEmpty();
        });
        (await StoreText.ReadAsync(bot.Store)).ShouldNotContain(The.Member);
    }

    [Fact]
    public async Task Nothing_is_restored_over_a_running_bot_or_over_data_without_a_word()
    {
        string backup, settings;
        await using (var bot = await Bot.StartAsync())
        {
            settings = SettingsOf(bot);
            backup = await TakeAsync(settings);
            var running = await Command.RunAsync("restore", backup, "--force", "--settings", settings);
            running.Exit.ShouldBe(1);
            running.Error.ShouldContain("Bot đang chạy");
            await bot.RestartAsync(async () =>
            {
                var unforced = await Command.RunAsync("restore", backup, "--settings", settings);
                unforced.Exit.ShouldBe(1);
                unforced.Error.ShouldContain("--force");
            });
        }

        var other = WriteSettings(Path.Combine(_folder, "other"), oa: "4000000000000000002");
        (await Command.RunAsync("restore", backup, "--settings", other)).Error.ShouldContain("Official Account khác");
    }

    [Fact]
    public async Task On_a_bare_machine_the_settings_come_from_the_backup()
    {
        string backup;
        await using (var bot = await Bot.StartAsync())
        {
            backup = await TakeAsync(SettingsOf(bot, "data"));
        }

        var bare = Path.Combine(_folder, "bare", "appsettings.json");
        var restored = await Command.RunAsync("restore", backup, "--settings", bare);
        restored.Exit.ShouldBe(0, restored.Error);
        File.Exists(bare).ShouldBeTrue();
        Directory.Exists(Path.Combine(_folder, "bare", "data", "Store")).ShouldBeTrue();
    }

    public static TheoryData<string, Action<string>> Spoilt => new()
    {
        { "a byte is wrong", file => Change(file, "store.jsonl", "{}\n") },
        { "a part is missing", file => Edit(file, zip => zip.GetEntry("store.jsonl")!.Delete()) },
        { "a part leads out of its folder", file => Change(file, "manifest.json", """{"head":{"format":1,"made_at":"2026-11-24T00:00:00Z","oa_id":"4000000000000000001","data_version":2,"entries":0},"parts":{"keys/../../evil":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}""", ("keys/../../evil", "")) },
        { "it is of a newer program", file => Change(file, "manifest.json", """{"head":{"format":99,"made_at":"2026-11-24T00:00:00Z","oa_id":"4000000000000000001","data_version":2,"entries":0},"parts":{}}""") },
        { "it is no zip", file => File.WriteAllText(file, "hello") },
    };

    [Theory]
    [MemberData(nameof(Spoilt))]
    public async Task A_spoilt_backup_changes_nothing(string what, Action<string> spoil)
    {
        var settings = WriteSettings(_folder);
        await BegunStore.MakeAsync(settings);
        var backup = await TakeAsync(settings);
        spoil(backup);
        var outcome = await Command.RunAsync("restore", backup, "--force", "--settings", settings);
        outcome.Exit.ShouldBe(2, what);
        outcome.Error.ShouldNotBeEmpty();
        Directory.EnumerateFiles(_folder, "evil*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Old_backups_go_and_other_files_stay()
    {
        var settings = WriteSettings(_folder);
        await BegunStore.MakeAsync(settings);
        var folder = Path.Combine(_folder, "backups");
        Directory.CreateDirectory(folder);
        foreach (var name in new[] { "zalobot-20261001-000000.zip", "zalobot-20261120-000000.zip", "zalobot-notes.zip", "another.zip" })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), "");
        }

        await TakeAsync(settings);
        Directory.EnumerateFiles(folder).Select(Path.GetFileName).ShouldBe(["another.zip", "zalobot-20261120-000000.zip", "zalobot-20261124-030000.zip", "zalobot-notes.zip"], ignoreOrder: true);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(folder, "zalobot-20261124-030000.zip")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private async Task<string> TakeAsync(string settings)
    {
        var outcome = await Command.RunAsync("backup", Path.Combine(_folder, "backups"), "--settings", settings);
        outcome.Exit.ShouldBe(0, outcome.Error);
        return outcome.Lines.ShouldHaveSingleItem();
    }

    private string SettingsOf(Bot bot, string? dataDirectory = null)
    {
        var current = bot.Settings.Current;
        var file = WriteSettings(_folder, current.Redis.ConnectionString, data: dataDirectory ?? current.Redis.DataDirectory);
        if (dataDirectory is not null)
        {
            Directory.CreateSymbolicLink(Path.Combine(_folder, dataDirectory), current.Redis.DataDirectory);
        }

        return file;
    }

    private static string WriteSettings(string folder, string redis = "", string data = "data", string oa = "4000000000000000001")
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "appsettings.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            Zalo = new { AppId = "1234567890123456789", OaId = oa, AppSecretKey = "appSecretForTests", OaSecretKey = "oaSecretForTests000" },
            Redis = new { ConnectionString = redis, DataDirectory = data },
            Organisation = new { Name = "Đoàn Khối mẫu", Administrators = new[] { The.Administrator } },
            Groups = new[] { new { Id = The.Group, Name = "Đoàn Khối mẫu", Leaders = new[] { The.Leader } } },
        }));
        return file;
    }

    private static void Change(string file, string entry, string content, params (string Name, string Content)[] more) => Edit(file, zip =>
    {
        zip.GetEntry(entry)!.Delete();
        foreach (var (name, text) in more.Append((entry, content)))
        {
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(text);
        }
    });

    private static void Edit(string file, Action<ZipArchive> change)
    {
        using var zip = ZipFile.Open(file, ZipArchiveMode.Update);
        change(zip);
    }
}
