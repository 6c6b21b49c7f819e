using System.Diagnostics;
using System.Globalization;
using ZaloBot.Emulator;
using ZaloBot.Storage;
using ZaloBot.Webhooks;

namespace ZaloBot.Benchmarks.Way;

/// <summary>The measurements themselves.</summary>
internal sealed class Measurements(int seconds)
{
    private const string Webhook = "/webhook/zalo";
    private const int Prepared = 120_000;

    private readonly string _root = Directory.CreateTempSubdirectory("zalobot-way-").FullName;
    private int _folders;

    /// <summary>
    /// The webhook as fast as it goes, against an empty endpoint. Both run all the while and are loaded in turn, a few seconds each, and the one whose turn it
    /// is not is stopped: so each share is of two measurements that lie seconds apart, as far as a machine that changes its speed allows.
    /// </summary>
    public async Task<IReadOnlyList<Figure>> AcceptAsync(int rounds)
    {
        var port = Machine.FreePort();
        await using var empty = Machine.StartSelf(EmptyServer.Verb, $"{port}");
        await Machine.AnswersAsync(new Uri($"http://127.0.0.1:{port}/"));
        await WarmAsync(port, "/");
        var all = new List<Turn>();
        var figures = new List<Figure>();
        foreach (var (name, fsync, works, target) in new (string, string, bool, string)[]
        {
            ("Redis everysec", "everysec", false, "≥ 60 %"), ("Redis always", "always", false, ""), ("embedded", "", false, "≥ 35 %"),
            ("Redis everysec, judging meanwhile", "everysec", true, ""), ("embedded, judging meanwhile", "", true, ""),
        })
        {
            await using var site = await OpenAsync(fsync, works: works);
            await WarmAsync(site.Port, Webhook);
            var (basis, turns) = (new List<Turn>(), new List<Turn>());
            for (var round = 0; round < rounds; round++)
            {
                site.Bots[0].Stop();
                basis.Add(await TurnAsync(port, "/", empty.Processor));
                await site.Bots[0].ContinueAsync();
                empty.Stop();
                turns.Add(await TurnAsync(site.Port, Webhook, site.Processor));
                await empty.ContinueAsync();
                await site.ForgetWaitingAsync();
            }

            all.AddRange(basis);
            var shares = turns.Zip(basis, (turn, before) => turn.Load.PerSecond / before.Load.PerSecond).Order().ToArray();
            figures.Add(new($"webhook, {name}", Median(turns.Select(turn => turn.Load.PerSecond)), "requests/s", Median(shares), target, new Spread(shares[0], shares[^1])));
            figures.Add(new("– processor time, store included", Median(turns.Select(turn => turn.Microseconds)), "µs a request"));
            figures.Add(new("– its p99 at that load (64 connections)", Median(turns.Select(turn => turn.Load.P99)), "ms"));
            figures.Add(new("– memory at most", site.Bots[0].Megabytes("VmHWM:"), "MB"));
            figures.Add(new("– refused", turns.Sum(turn => turn.Load.Refused), "requests", Target: "0"));
        }

        return
        [
            new("empty Kestrel endpoint", Median(all.Select(turn => turn.Load.PerSecond)), "requests/s", 1),
            new("– processor time", Median(all.Select(turn => turn.Microseconds)), "µs a request"),
            .. figures,
        ];
    }

    /// <summary>A steady thousand a second, with the workers at work; what the empty endpoint needs for it is the machine's share.</summary>
    public async Task<IReadOnlyList<Figure>> SteadyAsync()
    {
        var empty = await EmptyAsync(1_000);
        List<Figure> figures = [new("empty Kestrel endpoint at 1,000/s: p50", empty.P50, "ms"), new("empty Kestrel endpoint at 1,000/s: p99", empty.P99, "ms")];
        foreach (var (name, fsync) in new[] { ("Redis everysec", "everysec"), ("embedded", "") })
        {
            await using var site = await OpenAsync(fsync);
            await WarmAsync(site.Port, Webhook);
            var load = await LoadAsync(site.Port, Webhook, 1_000);
            figures.Add(new($"webhook at 1,000/s, {name}: p50", load.P50, "ms"));
            figures.Add(new($"webhook at 1,000/s, {name}: p99", load.P99, "ms", Target: "≤ 20 ms"));
        }

        return figures;
    }

    /// <summary>What waits when the processes start is worked off; counted from a quarter on, when they run warm.</summary>
    public async Task<IReadOnlyList<Figure>> DrainAsync()
    {
        var one = await DrainAsync("everysec", processes: 1);
        var two = await DrainAsync("everysec", processes: 2);
        var embedded = await DrainAsync("", processes: 1);
        return
        [
            new("events drained, Redis everysec, one process", one, "events/s", Target: "≥ 5,000/s"),
            new("events drained, Redis everysec, two processes", two, "events/s"),
            new("– two processes against one", two / one, "times", Target: "≥ 1.6 where cores allow"),
            new("events drained, embedded", embedded, "events/s"),
        ];
    }

    /// <summary>From the post of a breach to the call that warns, at fixed rates, by one process and by two that share the lanes.</summary>
    public async Task<IReadOnlyList<Figure>> SendAsync()
    {
        var figures = new List<Figure>();
        foreach (var (name, fsync, processes) in new[] { ("Redis everysec", "everysec", 1), ("Redis everysec, two processes", "everysec", 2), ("embedded", "", 1) })
        {
            foreach (var rate in new[] { 50, 200, 500 })
            {
                figures.AddRange(await SendAsync($"breach to warning at {rate} events/s, {name}", fsync, processes, rate));
            }
        }

        return figures;
    }

    /// <summary>From the command to the first answer of the readiness probe, and the memory of a bot nobody talks to.</summary>
    public async Task<IReadOnlyList<Figure>> StartAsync()
    {
        var figures = new List<Figure>();
        foreach (var (name, fsync) in new[] { ("Redis", "everysec"), ("embedded", "") })
        {
            var times = new List<double>();
            var idle = 0.0;
            for (var turn = 0; turn < 5; turn++)
            {
                var watch = Stopwatch.StartNew();
                await using var site = await OpenAsync(fsync, started: () => watch.Restart());
                times.Add(watch.Elapsed.TotalMilliseconds);
                if (turn == 4)
                {
                    await Task.Delay(15_000);
                    idle = site.Bots[0].Megabytes("VmRSS:");
                }
            }

            figures.Add(new($"start to ready, {name}", Median(times), "ms", Target: "≤ 2,000 ms"));
            figures.Add(new($"idle memory, {name}", idle, "MB", Target: "≤ 150 MB"));
        }

        return figures;
    }

    /// <summary>
    /// More comes than is worked: the inbox is full and the rest goes to the spool, and then the store is away. What grows is to be on the disk, not in
    /// the bot.
    /// </summary>
    public async Task<IReadOnlyList<Figure>> PressureAsync()
    {
        await using var site = await OpenAsync("everysec", works: false, mostWaiting: 10_000);
        await WarmAsync(site.Port, Webhook);
        List<Figure> figures = [new("memory of the bot with a full inbox", site.Bots[0].Megabytes("VmRSS:"), "MB")];
        await FillAsync("with a full inbox");
        await site.KillRedisAsync();
        await FillAsync("without a store");
        figures.Add(new("– spool", site.SpoolMegabytes(), "MB"));
        return figures;

        async Task FillAsync(string state)
        {
            int sent = 0, refused = 0;
            for (var part = 0; part < 3; part++)
            {
                var load = await LoadAsync(site.Port, Webhook, 1_000);
                sent += load.Requests;
                refused += load.Refused;
                figures.Add(new(string.Create(CultureInfo.InvariantCulture, $"– after {sent:N0} events at 1,000/s {state}"), site.Bots[0].Megabytes("VmRSS:"), "MB"));
                figures.Add(new("– – their p99", load.P99, "ms"));
            }

            figures.Add(new("– refused", refused, "requests", Target: "0"));
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToArray();
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }

    private static World World()
    {
        var builder = new WorldBuilder();
        for (var group = 0; group < WayEvents.Groups; group++)
        {
            foreach (var person in WayEvents.PeopleOf(group))
            {
                builder.Person(person, "Đoàn Viên Thử");
            }

            builder.Group(WayEvents.GroupId(group), $"Nhóm đo {group}", [.. WayEvents.PeopleOf(group)]);
        }

        return builder.Build();
    }

    // The runtime compiles for speed what was called often, but only while nothing new is called, and with the processors it is left; and at full speed
    // workers would still be busy with what came in to warm them.
    private static async Task WarmAsync(int port, string path)
    {
        for (var turn = 0; turn < 4; turn++)
        {
            await Machine.LoadAsync(port, path, 3, 1_000, 3_000);
            await Task.Delay(2_000);
        }
    }

    private Task<LoadResult> LoadAsync(int port, string path, int rate) => Machine.LoadAsync(port, path, seconds * 2, rate, seconds * 2 * rate);

    private async Task<LoadResult> EmptyAsync(int rate)
    {
        var port = Machine.FreePort();
        await using var server = Machine.StartSelf(EmptyServer.Verb, $"{port}");
        await Machine.AnswersAsync(new Uri($"http://127.0.0.1:{port}/"));
        await WarmAsync(port, "/");
        return await LoadAsync(port, "/", rate);
    }

    private async Task<Turn> TurnAsync(int port, string path, Func<TimeSpan> processor)
    {
        var before = processor();
        var load = await Machine.LoadAsync(port, path, Math.Max(1, seconds / 2), 0, Prepared);
        return new Turn(load, (processor() - before).TotalMicroseconds / load.Requests);
    }

    private async Task<IReadOnlyList<Figure>> SendAsync(string what, string fsync, int processes, int rate)
    {
        await using var zalo = await ZaloEmulator.StartAsync(new EmulatorOptions { WithPage = false, OaCallsPerMinute = 100_000, AppCallsPerMinute = 100_000, World = World() });
        await using var site = await OpenAsync(fsync, bots: processes, zalo: zalo);
        await Machine.LoadAsync(site.Port, Webhook, 5, 200, 1_000);
        var file = Path.Combine(_root, "sent.txt");
        await Machine.LoadAsync(site.Port, Webhook, seconds * 2, rate, seconds * 2 * rate, sentFile: file);
        await Task.Delay(3_000);

        var arrived = zalo.Calls.Arrived.All.Where(call => call.IsTo("/v3.0/oa/group/message"))
            .Select(call => (Case: CaseNumber.FindLastIn((string?)call.Json?["message"]?["text"]), call.At)).Where(call => call.Case is not null).ToLookup(call => call.Case!, call => call.At, StringComparer.Ordinal);
        var sent = (await File.ReadAllLinesAsync(file)).Select(line => line.Split(' ')).Select(parts => (Case: parts[0], At: new DateTimeOffset(long.Parse(parts[1], CultureInfo.InvariantCulture), TimeSpan.Zero))).ToList();
        var latencies = sent.Where(breach => arrived.Contains(breach.Case)).Select(breach => (arrived[breach.Case].First() - breach.At).TotalMilliseconds).Order().ToArray();
        return
        [
            new($"{what}: p50", LoadClient.Percentile(latencies, 0.5), "ms"),
            new($"{what}: p99", LoadClient.Percentile(latencies, 0.99), "ms", Target: rate == 200 ? "≤ 250 ms" : ""),
            new($"– warnings handed over of {sent.Count} due", latencies.Length, "warnings"),
        ];
    }

    private async Task<double> DrainAsync(string fsync, int processes)
    {
        const int Waiting = 60_000;
        await using var site = await OpenAsync(fsync, bots: 0);
        var filling = await site.StoreAsync();
        var run = WayEvents.NewRun();
        foreach (var chunk in Enumerable.Range(0, Waiting).Chunk(2_000))
        {
            await Task.WhenAll(chunk.Select(number => filling.Database.ListLeftPushAsync(
                filling.Keys.Inbox(StoreKeys.LaneOf(System.Text.Encoding.ASCII.GetBytes(WayEvents.GroupId(number % WayEvents.Groups)))),
                new InboxEntry(DateTimeOffset.UtcNow, WayEvents.Body(run, number, WayEvents.Spread(number, Waiting))).ToBytes())));
        }

        // The embedded store is the bot's from here on, and looked at through its socket.
        await filling.DisposeAsync();
        await site.StartBotsAsync(processes);
        await using var watched = await site.StoreAsync();
        var watch = Stopwatch.StartNew();
        (TimeSpan At, long Left)? begun = null;
        while (true)
        {
            var left = await LeftAsync(watched);
            begun ??= left <= Waiting * 3 / 4 ? (watch.Elapsed, left) : null;
            if (left <= Waiting / 20)
            {
                return (begun!.Value.Left - left) / (watch.Elapsed - begun.Value.At).TotalSeconds;
            }

            await Task.Delay(25);
        }
    }

    private static async Task<long> LeftAsync(Store store) =>
        (await Task.WhenAll(Enumerable.Range(0, StoreKeys.Lanes).Select(lane => store.Database.ListLengthAsync(store.Keys.Inbox(lane))))).Sum();

    private async Task<Site> OpenAsync(string fsync, bool works = true, int bots = 1, ZaloEmulator? zalo = null, Action? started = null, int mostWaiting = 10_000_000)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, $"{_folders++}")).FullName;
        var redisPort = Machine.FreePort();
        var redis = fsync.Length == 0 ? null : await Machine.StartRedisAsync(redisPort, Directory.CreateDirectory(Path.Combine(folder, "redis")).FullName, fsync);
        var tokens = zalo?.Tokens.Issue();
        var settings = WaySettings.Write(folder, redis is null ? "" : $"127.0.0.1:{redisPort}", zalo?.Address.ToString().TrimEnd('/'), tokens is null ? null : (tokens.AccessToken, tokens.RefreshToken), mostWaiting);
        var site = new Site(folder, settings, redis, redis is null ? "" : $"127.0.0.1:{redisPort}");
        if (!works && redis is not null)
        {
            await site.HoldLanesAsync();
        }

        started?.Invoke();
        await site.StartBotsAsync(bots);
        if (!works && redis is null)
        {
            await site.HoldLanesAsync();
        }

        return site;
    }

    private sealed record Turn(LoadResult Load, double Microseconds);
}
