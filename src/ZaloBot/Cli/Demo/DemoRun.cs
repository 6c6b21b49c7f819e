using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Spectre.Console;
using ZaloBot.Access;
using ZaloBot.Emulator;
using ZaloBot.Moderation;
using ZaloBot.Settings;
using ZaloBot.Webhooks;
using ZaloBot.Words;
using Person = ZaloBot.Settings.Person;

namespace ZaloBot.Cli.Demo;

/// <summary>
/// The command <c>demo</c>: platform, store and bot in one process and a temporary folder, a sample day played through the
/// real webhook, and the chat page kept open for visitors.
/// </summary>
internal static class DemoRun
{
    // A Tuesday, so that the office works.
    private static readonly DateTimeOffset Dawn = new(2026, 11, 24, 7, 30, 0, TimeSpan.FromHours(7));

    /// <summary>Plays the day and serves until stopped.</summary>
    /// <param name="output">Where the table goes.</param>
    /// <param name="ports">Ports of the chat page and the bot; 0 takes free ones.</param>
    /// <param name="stays">False: ends after the day.</param>
    /// <param name="cancellationToken">Ends the demo.</param>
    public static async Task<int> RunAsync(IAnsiConsole output, (int Page, int Bot) ports, bool stays, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("zalobot-demo-").FullName;
        try
        {
            var clock = new DemoClock(Dawn);
            await using var zalo = await ZaloEmulator.StartAsync(
                new EmulatorOptions { TimeProvider = clock, PagePort = ports.Page, OaCallsPerMinute = 4_000, AppCallsPerMinute = 100_000 }, cancellationToken);
            var settings = SettingsSource.Fixed(DemoOffice.Settings(zalo.Address, zalo.Tokens.Issue(), Path.Combine(folder, "data")), DemoPeople());
            await using var store = await BotProcess.OpenStoreAsync(settings.Current);
            await using var bot = ZaloBotBuilder.Build(settings, store, builder =>
            {
                builder.WebHost.UseUrls($"http://127.0.0.1:{ports.Bot}");
                builder.Services.AddSingleton<TimeProvider>(clock);
            });
            await bot.StartAsync(cancellationToken);
            var address = new Uri(bot.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
            zalo.WebhookUrl = new Uri(address, WebhookEndpoint.Path);
            var key = await bot.Services.GetRequiredService<AdministratorsKey>().MakeIfMissingAsync();

            output.WriteLine(Phrases.Get("Demo.Opening"));
            var rows = await PlayAsync(zalo, bot, clock, cancellationToken);
            DemoTable.Write(output, rows);
            settings.Replace(settings.Snapshot with { Settings = DemoOffice.ForVisitors(settings.Current) });

            output.WriteLine(Phrases.Fill("Demo.Addresses", zalo.PageAddress, address, key));
            if (stays)
            {
                await bot.WaitForShutdownAsync(cancellationToken);
            }
            else
            {
                await bot.StopAsync(cancellationToken);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<DemoRow>> PlayAsync(ZaloEmulator zalo, WebApplication bot, DemoClock clock, CancellationToken cancellationToken)
    {
        var stillness = bot.Services.GetRequiredService<Stillness>();
        var cases = bot.Services.GetRequiredService<CaseBook>();
        var rows = new List<DemoRow>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var happens in DemoDay.Events)
        {
            clock.SetTo(new DateTimeOffset(Dawn.Date + happens.At.ToTimeSpan(), Dawn.Offset));
            if (happens.Text is { } text)
            {
                await zalo.Acts.SayAsync(happens.Group, happens.Who, text);
            }
            else
            {
                await zalo.Acts.AddMemberAsync(happens.Group, happens.Who, "7000000000000000004");
            }

            await zalo.DeliveriesIdleAsync();
            await stillness.WaitAsync(cancellationToken);
            var found = (await cases.ReadAsync(5)).Select(entry => entry.Record).Where(record => seen.Add(record.Case)).ToList();
            rows.Add(new DemoRow(happens, zalo.World.Group(happens.Group).Name, zalo.World.Person(happens.Who).Name, found));
        }

        return rows;
    }

    private static PeopleDirectory DemoPeople() => new(
    [
        new Person("7000000000000000003", "Lê Minh Ví Dụ", "Đoàn khối", ["ban-thuong-vu"], Line: 2),
        new Person("7000000000000000004", "Phạm Thị Giả Định", "Chi đoàn A", ["bi-thu-csd"], Line: 3),
        new Person("7000000000000000005", "Huỳnh Văn Minh Họa", "Chi đoàn B", ["bi-thu-csd"], Line: 4),
        new Person("7000000000000000006", "Thạch Thị Mô Phỏng", "Chi đoàn A", ["pho-bi-thu-csd"], Line: 5),
        new Person("7000000000000000008", "Võ Thị Tượng Trưng", "Chi đoàn B", ["pho-bi-thu-csd"], Line: 6),
    ]);
}
