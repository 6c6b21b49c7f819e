using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Spectre.Console;
using ZaloBot.Access;
using ZaloBot.Emulator;
using ZaloBot.Membership.Consents;
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

            if (stays)
            {
                output.WriteLine(Phrases.Fill("Demo.Addresses", zalo.PageAddress, address, key));
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
        var consents = bot.Services.GetRequiredService<ConsentBook>();
        var steps = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = new List<DemoRow>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var planned in DemoDay.Events)
        {
            var happens = planned with { Text = WithNumber(planned.Text, await consents.AllAsync()) };
            clock.SetTo(new DateTimeOffset(Dawn.Date + happens.At.ToTimeSpan(), Dawn.Offset));
            await ActAsync(zalo, happens);
            await zalo.DeliveriesIdleAsync();
            await stillness.WaitAsync(cancellationToken);
            var found = (await cases.ReadAsync(5)).Select(entry => entry.Record).Where(record => seen.Add(record.Case)).ToList();
            var recorded = (await consents.AllAsync()).SelectMany(consent => consent.Steps.Skip(steps.GetValueOrDefault(consent.Number))).Select(step => step.Act).ToList();
            foreach (var consent in await consents.AllAsync())
            {
                steps[consent.Number] = consent.Steps.Count;
            }

            var place = happens.Group is { } group ? zalo.World.Group(group).Name : Phrases.Get("Demo.Private");
            rows.Add(new DemoRow(happens, place, zalo.World.Person(happens.Who).Name, found, recorded));
        }

        return rows;
    }

    private static async Task ActAsync(ZaloEmulator zalo, DemoEvent happens)
    {
        if (happens.Text is not { } text)
        {
            await zalo.Acts.AddMemberAsync(happens.Group!, happens.Who, zalo.World.Group(happens.Group!).Members[1]);
        }
        else if (happens.Group is { } group)
        {
            await zalo.Acts.SayAsync(group, happens.Who, text);
        }
        else
        {
            await zalo.Acts.WritePrivatelyAsync(happens.Who, text);
        }
    }

    private static string? WithNumber(string? text, IReadOnlyList<Consent> consents) =>
        text?.Replace("{number}", consents.FirstOrDefault(consent => consent.Stage == ConsentStage.Secretary)?.Number ?? "", StringComparison.Ordinal);

    private static PeopleDirectory DemoPeople() => new(
    [
        new Person("7000000000000000003", "Lê Minh Ví Dụ", "Đoàn khối", ["ban-thuong-vu"], Line: 2),
        new Person("7000000000000000004", "Phạm Thị Giả Định", "Chi đoàn A", ["bi-thu-csd"], Line: 3),
        new Person("7000000000000000005", "Huỳnh Văn Minh Họa", "Chi đoàn B", ["bi-thu-csd"], Line: 4),
        new Person("7000000000000000006", "Thạch Thị Mô Phỏng", "Chi đoàn A", ["pho-bi-thu-csd"], Line: 5),
        new Person("7000000000000000008", "Võ Thị Tượng Trưng", "Chi đoàn B", ["pho-bi-thu-csd"], Line: 6),
        new Person(SampleWorld.Stranger, "Người Lạ Mặt", "Trung tâm Văn hóa (ngoài Đoàn khối)", [], Line: 7),
    ]);
}
