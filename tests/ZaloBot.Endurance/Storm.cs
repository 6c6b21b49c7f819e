using System.Diagnostics;
using ZaloBot.Emulator;

namespace ZaloBot.Endurance;

/// <summary>Everything that goes wrong while the events come: each kind in a loop of its own, until it is called off.</summary>
internal sealed class Storm(Scenario scenario, EnduranceOptions options, IReadOnlyList<AppProcess> apps, RedisProcess? redis, ZaloEmulator zalo)
{
    private const string Expired = "access token expired";
    private const string Withdrawn = "consent withdrawn";

    /// <summary>A token that is refused minutes after its renewal is not renewed again, on purpose.</summary>
    private static readonly TimeSpan BetweenExpiries = TimeSpan.FromMinutes(6);

    private readonly Dictionary<string, int> _done = new(StringComparer.Ordinal);

    /// <summary>What went wrong, and how often.</summary>
    public IReadOnlyDictionary<string, int> Done => _done;

    public async Task RageAsync(CancellationToken over)
    {
        List<Task> all = [KillAsync(over), DisturbPlatformAsync(over), ReloadAsync(over)];
        if (redis is not null)
        {
            all.Add(RestartRedisAsync(redis, over));
        }

        // What fails, a bot that does not start again for one, fails at once and not when the storm is called off.
        await foreach (var ended in Task.WhenEach(all))
        {
            await ended;
        }

        zalo.Faults.Clear();
        await Task.WhenAll(apps.Select(app => app.WriteSettingsAsync()));
    }

    private async Task KillAsync(CancellationToken over)
    {
        var random = new Random(options.Seed);
        while (await PauseAsync(random, 1_500, 5_000, over))
        {
            var victim = apps[random.Next(apps.Count)];
            await victim.KillAsync();
            Count("kill -9 of the app");
            await victim.StartAsync();
        }
    }

    private async Task RestartRedisAsync(RedisProcess server, CancellationToken over)
    {
        var random = new Random(options.Seed + 1);
        while (await PauseAsync(random, options.IsShort ? 4_000 : 12_000, options.IsShort ? 9_000 : 25_000, over))
        {
            if (scenario.Fsync == "always")
            {
                await server.KillAsync();
                Count("kill -9 of Redis");
            }
            else
            {
                await server.StopAsync();
                Count("restart of Redis");
            }

            await Task.Delay(random.Next(200, 2_500), CancellationToken.None);
            await server.StartAsync();
        }
    }

    private async Task DisturbPlatformAsync(CancellationToken over)
    {
        const string ToGroup = "/v3.0/oa/group/message";
        const string ToPerson = "/v3.0/oa/message/cs";
        var random = new Random(options.Seed + 2);
        var expired = Stopwatch.StartNew();
        (string Name, Action Strike)[] faults =
        [
            (Withdrawn, zalo.Tokens.RevokeAll),
            ("5xx, nothing done", () => zalo.Faults.ServerError(times: 3)),
            ("answers lost after doing", () => zalo.Faults.DropAnswers(ToGroup, times: 2)),
            ("answers lost after doing", () => zalo.Faults.DropAnswers(ToPerson, times: 2)),
            ("connections cut before doing", () => zalo.Faults.DropRequests(times: 3)),
            ("HTML in place of JSON", () => zalo.Faults.NotJson(ToGroup, times: 2)),
            (Expired, zalo.Tokens.ExpireAccess),
            ("time-out after doing", () => zalo.Faults.Slow(TimeSpan.FromSeconds(20), ToGroup, times: 1)),
            ("-32 wave", () => zalo.Faults.RateLimited(times: 5)),
        ];
        for (var turn = 0; await PauseAsync(random, 2_000, 5_000, over); turn++)
        {
            // Each kind in turn; those that stop all sending for a while only now and then.
            var (name, strike) = faults[turn % faults.Length];
            if (name == Expired && expired.Elapsed < BetweenExpiries && turn > faults.Length)
            {
                continue;
            }

            // Once: nothing is said until consent is given anew, and a second time shows nothing new.
            if (name == Withdrawn && turn > 0)
            {
                continue;
            }

            if ((name == "-32 wave" && (!scenario.RateWaves || turn / faults.Length % 3 != 0)) || (name.StartsWith("time-out", StringComparison.Ordinal) && turn / faults.Length % 2 != 0))
            {
                continue;
            }

            strike();
            Count(name);
            if (name == Expired)
            {
                expired.Restart();
            }
        }
    }

    private async Task ReloadAsync(CancellationToken over)
    {
        var random = new Random(options.Seed + 3);
        for (var turn = 0; await PauseAsync(random, 3_000, 7_000, over); turn++)
        {
            var app = apps[turn % apps.Count];
            var broken = turn % 4 == 3;
            await app.WriteSettingsAsync($"lần {turn}", broken);
            Count(broken ? "faulty settings" : "settings reloaded");
            if (broken)
            {
                await Task.Delay(1_000, CancellationToken.None);
                await app.WriteSettingsAsync($"lần {turn}");
            }
        }
    }

    private void Count(string what)
    {
        lock (_done)
        {
            _done[what] = _done.GetValueOrDefault(what) + 1;
        }
    }

    private static async Task<bool> PauseAsync(Random random, int least, int most, CancellationToken over)
    {
        await Task.Delay(random.Next(least, most), over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !over.IsCancellationRequested;
    }
}
