using System.Diagnostics;
using System.Text.Json.Nodes;
using StackExchange.Redis;
using ZaloBot.Emulator;
using ZaloBot.Outbox;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;

namespace ZaloBot.Endurance;

/// <summary>One scenario from the first process to the reckoning.</summary>
internal sealed class EnduranceRun(Scenario scenario, EnduranceOptions options)
{
    private const string Secret = "oaSecretForTests000";

    private readonly TimeSpan _longestCalm = TimeSpan.FromMinutes(options.IsShort ? 5 : 30);
    private readonly string _folder = Directory.CreateTempSubdirectory($"zalobot-endurance-{scenario.Name}-").FullName;

    public async Task<ScenarioResult> RunAsync()
    {
        var result = await RageAndReckonAsync();
        if (result.IsClean)
        {
            Directory.Delete(_folder, recursive: true);
        }
        else
        {
            await Console.Error.WriteLineAsync($"What the processes left is in {_folder}.");
        }

        return result;
    }

    private async Task<ScenarioResult> RageAndReckonAsync()
    {
        var watch = Stopwatch.StartNew();
        var truth = new Truth(scenario.Events, options.Seed);
        await using var redis = scenario.OnRedis ? new RedisProcess(Directory.CreateDirectory(Path.Combine(_folder, "redis")).FullName, scenario.Fsync) : null;
        await (redis?.StartAsync() ?? Task.CompletedTask);

        var apps = new List<AppProcess>();
        using var postman = new Postman(new Addresses(apps), Secret);
        await using var zalo = await ZaloEmulator.StartAsync(new EmulatorOptions
        {
            WithPage = false,
            OaCallsPerMinute = 100_000,
            AppCallsPerMinute = 100_000,
            World = WorldOf(truth),
            WebhookHandler = postman,
            WebhookUrl = new Uri("http://postman.invalid/webhook/zalo"),
        });
        using var over = new CancellationTokenSource();
        using var end = new CancellationTokenSource();
        try
        {
            await StartAsync(apps, truth, zalo, redis);
            var storm = new Storm(scenario, options, apps, redis, zalo);
            var raging = storm.RageAsync(over.Token);
            var echoes = postman.DeliverEchoesAsync(end.Token);
            var administrator = new Administrator(apps, zalo);
            var attending = administrator.AttendAsync(end.Token);
            var deliveries = Postman.Disturb(truth.Events, options.Seed);
            await await Task.WhenAny(postman.DeliverAsync(deliveries, options.Rate), raging);
            var offered = watch.Elapsed;
            await over.CancelAsync();
            await raging;

            var calm = await CalmAsync(apps, postman, redis?.ConnectionString ?? "");
            await end.CancelAsync();
            await Task.WhenAll(echoes, attending);
            foreach (var app in apps)
            {
                await app.StopAsync();
            }

            var (differences, witnessed) = await ReckonAsync(apps, truth, postman, zalo, redis?.ConnectionString ?? "");
            if (!calm)
            {
                differences.Insert(0, new Difference($"still unfinished after {_longestCalm.TotalMinutes} minutes of calm", 1, []));
            }

            return new ScenarioResult(
                scenario, truth, deliveries.Count, postman.Echoes.Count, storm.Done, administrator.Consents, postman.Answers, witnessed, differences, offered, watch.Elapsed, differences.TrueForAll(difference => difference.Count == 0));
        }
        finally
        {
            await over.CancelAsync();
            await end.CancelAsync();
            foreach (var app in apps)
            {
                await app.DisposeAsync();
            }
        }
    }

    private async Task StartAsync(List<AppProcess> apps, Truth truth, ZaloEmulator zalo, RedisProcess? redis)
    {
        var tokens = zalo.Tokens.Issue();
        for (var number = 0; number < scenario.Processes; number++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, $"app-{number}")).FullName;
            var app = new AppProcess(folder, SettingsOf(truth, zalo, tokens, redis?.ConnectionString ?? ""));
            await app.WriteSettingsAsync();
            apps.Add(app);
        }

        // All at once, as an orchestrator would.
        await Task.WhenAll(apps.Select(app => app.StartAsync()));
        await AllComparedAsync(apps, truth, redis?.ConnectionString ?? "");
    }

    // The newcomers of the run are told by events and stand in no list of the platform: a bot killed before it had noted that it looked would look
    // again, and find each of them gone. Once noted, a start looks again only after ten minutes; a storm that lasts longer would find them gone too.
    private static async Task AllComparedAsync(List<AppProcess> apps, Truth truth, string redis)
    {
        await using var store = await Store.OpenAsync(new StoreOptions(Truth.OaId, redis, apps[0].DataDirectory));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (await store.Database.HashLengthAsync(store.Keys.ComparedAt) < truth.Groups)
        {
            await Task.Delay(200, patience.Token);
        }
    }

    // Nothing waits any more: neither here nor in spool, inbox and outbox.
    private async Task<bool> CalmAsync(List<AppProcess> apps, Postman postman, string redis)
    {
        await using var store = await Store.OpenAsync(new StoreOptions(Truth.OaId, redis, apps[0].DataDirectory));
        await using var nudge = new Nudge(store);
        var inbox = new Inbox(store, nudge, SettingsSource.Fixed(new ZaloBotSettings()));
        var outbox = new OutboxStore(store);
        var watch = Stopwatch.StartNew();
        for (var quiet = 0; quiet < 3 && watch.Elapsed < _longestCalm;)
        {
            await Task.Delay(500);
            try
            {
                var waits = postman.HasEchoes || await inbox.LengthAsync() > 0 || await outbox.LengthAsync() > 0
                    || apps.Exists(app => Directory.Exists(Path.Combine(app.DataDirectory, "spool")) && Directory.EnumerateFiles(Path.Combine(app.DataDirectory, "spool"), "*.events").Any());
                quiet = waits ? 0 : quiet + 1;
            }
            catch (Exception failure) when (failure is RedisException or TimeoutException)
            {
                quiet = 0;
            }
        }

        return watch.Elapsed < _longestCalm;
    }

    private static async Task<(List<Difference> Differences, int Witnessed)> ReckonAsync(List<AppProcess> apps, Truth truth, Postman postman, ZaloEmulator zalo, string redis)
    {
        // On the embedded store this is one more start on what the killed processes left.
        await using var store = await Store.OpenAsync(new StoreOptions(Truth.OaId, redis, apps[0].DataDirectory));
        var reckoning = new Reckoning(store, truth, zalo.World);
        return (await reckoning.DrawUpAsync([.. apps.Select(app => app.Witness)], [.. postman.Echoes]), reckoning.Witnessed);
    }

    private static World WorldOf(Truth truth)
    {
        var now = DateTimeOffset.UtcNow;
        var builder = new WorldBuilder().Oa(oa => oa with { PaidMessages = int.MaxValue }).Follower(Truth.Administrator, "Người Quản Trị Thử", now);
        for (var group = 0; group < truth.Groups; group++)
        {
            builder.Follower(Truth.LeaderId(group), $"Lãnh Đạo Thử {group}", now);
            foreach (var person in Truth.PeopleOf(group))
            {
                builder.Person(person, "Đoàn Viên Thử");
            }

            builder.Group(Truth.GroupId(group), $"Nhóm thử {group}", [Truth.LeaderId(group), .. Truth.PeopleOf(group)]);
        }

        return builder.Build();
    }

    private JsonObject SettingsOf(Truth truth, ZaloEmulator zalo, TokenPair tokens, string redis)
    {
        var address = zalo.Address.ToString().TrimEnd('/');
        return new JsonObject
        {
            ["Zalo"] = new JsonObject
            {
                ["AppId"] = Truth.AppId, ["OaId"] = Truth.OaId, ["AppSecretKey"] = "appSecretForTests", ["OaSecretKey"] = Secret,
                ["AccessToken"] = tokens.AccessToken, ["RefreshToken"] = tokens.RefreshToken, ["OpenApiUrl"] = address, ["OAuthUrl"] = address, ["CallsPerMinute"] = 4000,
            },
            ["Redis"] = new JsonObject { ["ConnectionString"] = redis, ["DataDirectory"] = "data", ["KeyDirectory"] = Path.Combine(_folder, "keys") },
            ["Log"] = new JsonObject { ["Level"] = "Information" },
            ["Organisation"] = new JsonObject { ["Name"] = "Đoàn Khối mẫu", ["Administrators"] = new JsonArray(Truth.Administrator) },
            ["Groups"] = new JsonArray([.. Enumerable.Range(0, truth.Groups).Select(group => new JsonObject
            {
                ["Id"] = Truth.GroupId(group), ["Name"] = $"Nhóm thử {group}", ["Mode"] = "Remind", ["Leaders"] = new JsonArray(Truth.LeaderId(group)), ["OnUnauthorisedMember"] = "Ignore",
            })]),
            ["Rules"] = new JsonObject
            {
                ["Advertising"] = new JsonObject { ["Phrases"] = new JsonArray(Truth.Phrase) },
                ["Flood"] = new JsonObject { ["Enabled"] = false },
            },
            ["Warnings"] = new JsonObject
            {
                ["OnlyInWorkingHours"] = false, ["GroupCooldown"] = "00:00:00", ["MaxPerGroupPerDay"] = 1000, ["ExpireAfter"] = "1.00:00:00",
                ["Ladder"] = new JsonArray(
                    new JsonObject { ["Breach"] = 1, ["Action"] = "Remind" },
                    new JsonObject { ["Breach"] = 3, ["Action"] = "Warn", ["TellLeader"] = true }),
            },
            ["Alerts"] = new JsonObject { ["OnlyInWorkingHours"] = false, ["MaxPerLeaderPerDay"] = 1000 },
        };
    }

    /// <summary>The addresses of processes that are made after whoever needs them.</summary>
    private sealed class Addresses(List<AppProcess> apps) : IReadOnlyList<Uri>
    {
        public int Count => apps.Count;

        public Uri this[int index] => apps[index].Webhook;

        public IEnumerator<Uri> GetEnumerator() => apps.Select(app => app.Webhook).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
